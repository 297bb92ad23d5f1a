"""The process that unpacks a zip file or takes out attachments, run by `kb.common.limited_worker`.

Reads `{"path": …, "folder": …}` from standard input, writes each file into a folder of its own below the
given one, and answers `{"members": [[name, path], …]}` or `{"refused": …, "remedy": …}`.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from kb.texts.document_limits import MAX_MEMBERS, MAX_UNPACKED_BYTES, RefusedError, weigh_parts
from kb.texts.document_marks import PROTECTED
from kb.texts.mail_text import open_letter

_SMALLER = "Unpack it, and hand in the files that you need."
_UNSAFE = re.compile(r"[^\w .()+,&'–-]+")


def main() -> None:
    """Take the files out of the one named in the request."""
    request = json.load(sys.stdin)
    path, folder = Path(request["path"]), Path(request["folder"])
    tempfile.tempdir = str(folder)
    try:
        packed = path.suffix.lower() == ".zip"
        members = zip_members(path) if packed else iter(open_letter(path).attachments)
        answer: dict[str, object] = {"members": list(_written(members, folder))}
    except RefusedError as refusal:
        answer = {"refused": str(refusal), "remedy": refusal.remedy}
    except MemoryError:
        raise
    except Exception as error:  # a parser's own failure on a damaged file: said, never traced
        answer = {"refused": f"It cannot be unpacked ({str(error)[:120]}).", "remedy": _SMALLER}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def zip_members(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files of a zip file.

    Raises:
        RefusedError: it is damaged, locked, leads outside itself, or unpacks too large.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            weigh_parts(parts)
            if any(part.flag_bits & 1 for part in parts):
                raise RefusedError(PROTECTED, "Unpack it with the password, and hand in its files.")
            for part in parts:
                yield part.filename, archive.read(part)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError) as error:
        raise RefusedError(f"The zip file is damaged: {error}.", _SMALLER) from error


def _written(members: Iterator[tuple[str, bytes]], folder: Path) -> Iterator[tuple[str, str]]:
    total = 0
    for number, (name, data) in enumerate(members, 1):
        total += len(data)
        if number > MAX_MEMBERS or total > MAX_UNPACKED_BYTES:
            limit = f"{MAX_MEMBERS} files or {MAX_UNPACKED_BYTES // 2**20} MB"
            raise RefusedError(f"There is more in it than {limit}.", _SMALLER)
        place = folder / f"{number:04}" / _file_name(name)
        place.parent.mkdir()
        place.write_bytes(data)
        yield name.replace("\\", "/"), str(place)


def _file_name(name: str) -> str:
    """Return the last part of a name, without what a disk may take amiss."""
    plain = _UNSAFE.sub("-", re.split(r"[/\\]", name)[-1]).strip(" .-")
    stem, dot, suffix = plain.rpartition(".")
    return f"{stem[:100]}{dot}{suffix[:10]}" if stem else plain[:100] or "file"
