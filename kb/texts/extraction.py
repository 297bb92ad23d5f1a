"""The text of a document, read in a process of its own with bounds on time and memory."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.common.files import write_atomically
from kb.common.limited_worker import Bounds, Death, WorkerDiedError, run_limited
from kb.texts import document_limits
from kb.texts.document_limits import MEDIA_TYPES, PLAIN, RefusedError, belied_by_content

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_DEATHS = {
    Death.TIME: "Reading it takes more than {seconds} seconds.",
    Death.MEMORY: "Reading it takes too much memory.",
    Death.CRASH: "The reader came to an end on it: it may be damaged.",
}
_VERSION = "3"
"""Changes whenever the same document would give another text."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What was taken from a document."""

    text: str
    """Pages are separated by form feeds where the document has pages."""
    details: Mapping[str, str]
    """What the document says of itself: title, author, date, language, url, publisher."""


def extract(path: Path, cache: Path | None = None, sha256: str = "") -> Extract:
    """Take the text from a document; `cache` is a folder where it is kept by the document's sha256.

    Raises:
        RefusedError: the document is hostile, damaged, too large, or holds no text.
    """
    suffix = path.suffix.lower()
    size = path.stat().st_size
    if size > document_limits.MAX_FILE_BYTES:
        limit = document_limits.MAX_FILE_BYTES // 2**20
        raise RefusedError(f"The file has {size / 2**20:.0f} MB; the limit is {limit} MB.")
    with path.open("rb") as stream:
        really = belied_by_content(path, stream.read(1024)) if suffix in MEDIA_TYPES else ""
    if really:
        raise RefusedError(f"The file is named {suffix} and is {really}.")
    if suffix in PLAIN:
        return Extract(_plain(path), {})
    kept = cache / f"{sha256}-{_VERSION}.json" if cache and sha256 else None
    if kept and kept.is_file():
        answer = json.loads(kept.read_text("utf-8"))
    else:
        answer = run_worker(path)
        if kept:
            write_atomically(kept, json.dumps(answer).encode())
    return Extract(answer["text"], answer["details"])


def run_worker(path: Path) -> dict[str, Any]:
    """Read a document in the worker and return its answer.

    Raises:
        RefusedError: the worker refused, ran out of time, or died.
    """
    request = json.dumps({"path": str(path.resolve())}).encode()
    try:
        answer = json.loads(
            run_limited(
                "kb.texts.text_worker",
                request,
                Bounds(document_limits.MAX_SECONDS, document_limits.MAX_MEMORY_BYTES),
            )
        )
    except WorkerDiedError as error:
        raise RefusedError(_DEATHS[error.death].format(seconds=document_limits.MAX_SECONDS)) from error
    if "refused" in answer:
        raise RefusedError(answer["refused"])
    return dict(answer)


def _plain(path: Path) -> str:
    """Read a text file; unlike a record it may hold form feeds (pages) and stray control characters."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError(f"It is not UTF-8 text (byte {error.start}).") from error
    if len(text) > document_limits.MAX_TEXT_CHARACTERS:
        raise RefusedError(f"It has more than {document_limits.MAX_TEXT_CHARACTERS} characters.")
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
