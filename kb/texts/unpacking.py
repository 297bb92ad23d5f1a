"""What is in a zip file or attached to an e-mail, taken out within bounds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from kb.common.limited_worker import Bounds, WorkerDiedError, run_limited
from kb.texts import document_limits
from kb.texts.document_limits import RefusedError
from kb.texts.document_marks import check_content


@dataclass(frozen=True, slots=True)
class Member:
    """One file out of another."""

    name: str
    """As it is called in there, with its folders: `2025/job.docx`."""
    path: Path
    """Where it was written."""


def unpack(path: Path, folder: Path) -> list[Member]:
    """Write the files of a zip file, or the attachments of an e-mail, into an empty folder.

    Raises:
        RefusedError: it is damaged, locked, leads outside itself, or unpacks too large.
    """
    if path.stat().st_size > document_limits.MAX_FILE_BYTES:
        limit = document_limits.MAX_FILE_BYTES // 2**20
        raise RefusedError(f"The file is larger than {limit} MB.", "Hand in fewer files at a time.")
    try:
        check_content(path)
    except OSError as error:
        raise RefusedError(f"The file cannot be read: {error.strerror or error}.") from error
    request = json.dumps({"path": str(path.resolve()), "folder": str(folder)}).encode()
    bounds = Bounds(document_limits.MAX_SECONDS, document_limits.MAX_MEMORY_BYTES)
    try:
        answer = json.loads(run_limited("kb.texts.unpacking_worker", request, bounds))
    except WorkerDiedError as error:
        raise RefusedError("It cannot be unpacked.", "Unpack it, and hand in its files.") from error
    if "refused" in answer:
        raise RefusedError(answer["refused"], answer["remedy"])
    return [Member(name, Path(place)) for name, place in answer["members"]]
