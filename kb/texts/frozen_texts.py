"""Frozen texts: the document or text of a source as it was retrieved, kept on the user's machine.

They lie in `texts/` of the workspace as `<source-id>.<suffix>` and are not part of what is published; the
source's record keeps their sha256 and size. A document's text is read in a process of its own, with bounds on
time and memory.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.common.files import write_atomically
from kb.common.limited_worker import Bounds, Death, WorkerDiedError, run_limited
from kb.errors import UnwritableError
from kb.namespaces import is_id
from kb.texts import document_limits
from kb.texts.document_kinds import KINDS, MEDIA_TYPES, PLAIN, Program
from kb.texts.document_limits import RefusedError
from kb.texts.document_marks import IN_PARTS, check_content
from kb.texts.extracts import Extract
from kb.texts.plain_text import read_plain
from kb.workspace import Workspace

_DEATHS = {
    Death.TIME: "Reading it takes more than {seconds} seconds.",
    Death.MEMORY: "Reading it takes too much memory.",
    Death.CRASH: "The reader came to an end on it: it may be damaged.",
}
_VERSION = "6"
"""Changes whenever the same document would give another text."""

FOLDER = "texts"


def extract(path: Path, cache: Path | None = None, sha256: str = "") -> Extract:
    """Take the text from a document; `cache` is a folder where it is kept by the document's sha256.

    Raises:
        RefusedError: the document is hostile, damaged, too large, or holds no text.
    """
    suffix = path.suffix.lower()
    size = path.stat().st_size
    if size > document_limits.MAX_FILE_BYTES:
        limit = document_limits.MAX_FILE_BYTES // 2**20
        raise RefusedError(f"The file has {size / 2**20:.0f} MB; the limit is {limit} MB.", IN_PARTS)
    if suffix in PLAIN:
        check_content(path)
        return read_plain(path)
    kept = cache / f"{sha256}-{_VERSION}.json" if cache and sha256 else None
    if kept and kept.is_file():
        answer = json.loads(kept.read_text("utf-8"))
    else:
        answer = run_worker(path)
        if kept:
            with suppress(UnwritableError):  # it is read anew the next time
                write_atomically(kept, json.dumps(answer).encode())
    return Extract.of(answer)


def run_worker(path: Path) -> dict[str, Any]:
    """Read a document in the worker and return its answer.

    A PDF without words is read once more by text recognition, which may take longer.

    Raises:
        RefusedError: the worker refused, ran out of time, or died; or a program is not installed.
    """
    check_content(path)
    picture = KINDS[path.suffix.lower()].needs is Program.RECOGNITION
    with tempfile.TemporaryDirectory(prefix="soc-evidence-", ignore_cleanup_errors=True) as workplace:
        answer = _asked(path, workplace, recognise=picture)
        if answer.get("wordless") and not picture:
            answer = _asked(path, workplace, recognise=True)
    if "refused" in answer:
        raise RefusedError(answer["refused"], answer["remedy"])
    return answer


def _asked(path: Path, workplace: str, *, recognise: bool) -> dict[str, Any]:
    request = {"path": str(path.resolve()), "workplace": workplace, "recognise": recognise}
    seconds = document_limits.MAX_RECOGNITION_SECONDS if recognise else document_limits.MAX_SECONDS
    bounds = Bounds(seconds, document_limits.MAX_MEMORY_BYTES)
    try:
        return dict(json.loads(run_limited("kb.texts.text_worker", json.dumps(request).encode(), bounds)))
    except WorkerDiedError as error:
        raise RefusedError(_DEATHS[error.death].format(seconds=seconds), IN_PARTS) from error


@dataclass(frozen=True, slots=True)
class FrozenText:
    """A source's document at hand."""

    path: Path
    sha256: str
    size: int
    cache: Path

    def read(self) -> Extract:
        """Return its text.

        Raises:
            RefusedError: the document cannot be read.
        """
        return extract(self.path, self.cache, self.sha256)


def find_text(workspace: Workspace, source_id: str) -> FrozenText | None:
    """Return the frozen text of a source, or None when it is not at hand."""
    if not is_id(source_id):
        return None
    folder = texts_folder(workspace)
    for name in (f"{source_id}{suffix}" for suffix in MEDIA_TYPES):
        if not os.path.lexists(f"{folder}/{name}"):  # asked for every source and suffix, so no path is made
            continue
        path = (folder / name).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            data = path.read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            return FrozenText(path, digest, len(data), workspace.derived / "texts")
    return None


def changed_texts(workspace: Workspace, recorded: Mapping[str, str]) -> Iterator[tuple[str, FrozenText]]:
    """Yield each source whose text is at hand and has another sha256 than its record says.

    Args:
        workspace: where the texts lie.
        recorded: sha256 by the IRI of the source.
    """
    if not texts_folder(workspace).is_dir():
        return
    for source, sha256 in recorded.items():
        frozen = find_text(workspace, source.rpartition("/")[2])
        if frozen and frozen.sha256 != sha256.lower():
            yield source, frozen


def texts_state(workspace: Workspace) -> str:
    """Return what tells whether a frozen text may have changed: names, sizes, times; empty without any."""
    folder = texts_folder(workspace)
    if not folder.is_dir():
        return ""
    found = [(path.name, path.stat()) for path in sorted(folder.iterdir()) if path.is_file()]
    return repr([(name, stat.st_size, stat.st_mtime_ns) for name, stat in found])


def texts_folder(workspace: Workspace) -> Path:
    """Return the folder of frozen texts; it need not exist."""
    return workspace.root / FOLDER
