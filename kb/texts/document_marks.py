"""What a file is by its content, held against what it is called; and whether it is locked with a password."""

from __future__ import annotations

import zipfile
from pathlib import Path

from kb.texts.document_kinds import KINDS
from kb.texts.document_limits import RefusedError

PROTECTED = "It is protected with a password."
UNLOCK = "Open it, remove the password, save it again."
IN_PARTS = "Hand in the part that you need, as a file of its own."
_SAVE_AGAIN = (
    "Open it in the program that made it, save it again under its right name, and hand in that file."
)
_MARKS = {
    b"%PDF-": ".pdf",
    b"PK\x03\x04": ".zip",
    b"\xd0\xcf\x11\xe0": ".doc",
    b"{\\rtf": ".rtf",
    b"\xff\xd8\xff": ".jpg",
    b"\x89PNG": ".jpg",
    b"II*\x00": ".jpg",
    b"MM\x00*": ".jpg",
}
"""First bytes, with the suffix of the family that they begin."""
_FAMILIES = {
    ".pdf": ".pdf",
    ".rtf": ".rtf",
    ".zip": ".zip .docx .docm .dotx .pptx .xlsx .xlsm .odt .ods .odp",
    ".doc": ".doc .xls .ppt .msg",
    ".jpg": ".jpg .jpeg .png .tif .tiff",
}
_LOOSE = frozenset({".doc", ".xls", ".wpd"})
"""Kinds that other programs write in many forms (web pages, rich text); LibreOffice tells them apart."""
_STREAMS = {"WordDocument": ".doc", "Workbook": ".xls", "PowerPoint Document": ".ppt", "__substg1.0_": ".msg"}
"""Streams of a compound file ([MS-CFB]) that tell what program wrote it."""
_PARTS = {"word/": ".docx", "xl/": ".xlsx", "ppt/": ".pptx"}
"""Folders of an office document (ECMA-376)."""


def check_content(path: Path) -> None:
    """Hold a file's suffix against its content.

    Raises:
        RefusedError: it is protected with a password, or another kind of file than it is named.
    """
    suffix = path.suffix.lower()
    with path.open("rb") as stream:
        start = stream.read(1024)
    found = _family(start, suffix)
    if found == ".doc" and _holds(path, "EncryptedPackage"):  # [MS-OFFCRYPTO] 2.3.4.4
        raise RefusedError(PROTECTED, UNLOCK)
    expected = next((head for head, family in _FAMILIES.items() if suffix in family.split()), "")
    if suffix in _LOOSE and found not in (".pdf", ".jpg"):
        return
    if not found and expected:
        raise RefusedError(f"The file is named {suffix} and is not {KINDS[suffix].name}.", _SAVE_AGAIN)
    really = _told_apart(path, found)
    if found != expected or (really and KINDS[really].name != _group(suffix)):
        said = KINDS[really or found].name
        raise RefusedError(f"The file is named {suffix} and is {said}.", _SAVE_AGAIN)


def _family(start: bytes, suffix: str) -> str:
    """Return the family that the first bytes begin; a PDF may begin a little later (ISO 32000-1, 7.5.2)."""
    if suffix == ".pdf" and b"%PDF-" in start:
        return ".pdf"
    head = start.lstrip()
    return next((name for mark, name in _MARKS.items() if head.startswith(mark)), "")


def _told_apart(path: Path, family: str) -> str:
    """Return the kind within a family, by what is inside; empty where it cannot be told."""
    if family == ".doc":
        return next((kind for name, kind in _STREAMS.items() if _holds(path, name)), "")
    if family != ".zip":
        return ""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            declared = archive.read("mimetype")[:100].decode(errors="replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError):
        return ""
    if declared:
        return next((suffix for suffix, kind in KINDS.items() if kind.media_type == declared), "")
    if "[Content_Types].xml" not in names:
        return ".zip"
    return next((kind for head, kind in _PARTS.items() if any(name.startswith(head) for name in names)), "")


def _group(suffix: str) -> str:
    """Return the name of the kind that stands for the others which look the same inside."""
    plainer = {".docm": ".docx", ".dotx": ".docx", ".xlsm": ".xlsx"}
    return KINDS[plainer.get(suffix, suffix)].name


def _holds(path: Path, stream: str) -> bool:
    return stream.encode("utf-16-le") in path.read_bytes()
