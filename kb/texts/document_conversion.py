"""Documents made into kinds that are read here, by LibreOffice or OCRmyPDF. Runs in the worker only."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

from kb.texts.document_kinds import KINDS, DocumentKind, Program, Use
from kb.texts.document_limits import RefusedError, look_over
from kb.texts.document_marks import UNLOCK
from kb.texts.outside_programs import needed, run_program
from kb.texts.text_encodings import decoded

_FILTERS = {".docx": "docx:MS Word 2007 XML", ".xlsx": "xlsx:Calc MS Excel 2007 XML"}
_PARTS = {".docx": "Writer", ".xlsx": "Calc", ".pptx": "Impress"}
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{}</oor:items>
"""
_SETTING = (
    '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
)
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
"""No macro runs, no link is followed (2: never), and what asks the network all the same gets no answer."""
_TYPES = "[Content_Types].xml"
_PLAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_LIKE_PLAIN = (
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
"""Content types of the main part of a Word document (ECMA-376 part 1, 11.3.10)."""
_NO_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")

_SCAN = DocumentKind(
    "a PDF without words that can be read, such as a scan",
    KINDS[".pdf"].media_type,
    instead="Scan it again with text recognition switched on, or ask for the file that it was printed from.",
)
RECOGNISED = "Its words were read off pictures by text recognition: check each quotation by eye."
NOTHING_RECOGNISED = "Text recognition finds no words in it."


def readable(path: Path, workplace: Path) -> Path:
    """Return a document of a kind that is read here: the very file, or what it was made into.

    Raises:
        RefusedError: what this takes is not installed, or the document cannot be opened.
    """
    kind = KINDS[path.suffix.lower()]
    if not kind.read_as:
        return path
    if kind.needs is Program.RECOGNITION:
        return recognised(path, workplace)
    made = workplace / f"{path.stem[:80] or 'document'}{kind.read_as}"
    if kind.needs is None:
        return _workbook_of(path, made) if kind.use is Use.SHEET else _retyped(path, made)
    return _saved_by_office(path, kind, made, workplace)


def _saved_by_office(path: Path, kind: DocumentKind, made: Path, workplace: Path) -> Path:
    program = needed(Program.OFFICE, kind)
    if zipfile.is_zipfile(path):
        look_over(path)
    profile = workplace / "profile"
    (profile / "user").mkdir(parents=True)
    settings = "".join(_SETTING.format(*setting) for setting in _SETTINGS)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(settings), "utf-8")
    copied = workplace / f"original{path.suffix.lower()}"  # its own name may mean something to the program
    copied.write_bytes(path.read_bytes())
    ended = run_program(
        [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
            *("--convert-to", _FILTERS.get(kind.read_as, kind.read_as.removeprefix("."))),
            *("--outdir", str(workplace / "made"), str(copied)),
        ],
        workplace,
    )
    result = workplace / "made" / f"original{kind.read_as}"
    if not result.is_file():
        _starved(ended.stderr)
        raise RefusedError(
            f"LibreOffice cannot open this as {kind.name}: it may be damaged or have a password, or "
            f"the part of LibreOffice for it ({_PARTS[kind.read_as]}) is not installed.",
            f"{UNLOCK} {kind.instead}",
        )
    return result.rename(made)


def recognised(path: Path, workplace: Path) -> Path:
    """Return a PDF with the words that text recognition finds on the pages of a scan or picture.

    Raises:
        RefusedError: OCRmyPDF is not installed, or finds nothing that it can read.
    """
    kind = _SCAN if path.suffix.lower() == ".pdf" else KINDS[path.suffix.lower()]
    made = workplace / "recognised.pdf"
    command = [needed(Program.RECOGNITION, kind), "--quiet", "--output-type", "pdf", "--optimize", "0"]
    command += ["--jobs", "1", *(["--force-ocr"] if kind is _SCAN else ["--image-dpi", "300"])]
    ended = run_program([*command, str(path), str(made)], workplace)
    if not made.is_file():
        _starved(ended.stderr)
        said = ended.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["no reason given"]
        raise RefusedError(f"Text recognition cannot read it: {said[0][:160]}.", kind.instead)
    return made


def _retyped(path: Path, made: Path) -> Path:
    """Copy a template or a document with macros as the plain document that it is but for its type."""
    look_over(path)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == _TYPES:
                for declared in _LIKE_PLAIN:
                    data = data.replace(declared, _PLAIN)
            new.writestr(part.filename, data)
    return made


def _workbook_of(path: Path, made: Path) -> Path:
    """Write a table whose cells are parted by tabs as a workbook of text cells."""
    import openpyxl

    text, _ = decoded(path.read_bytes())
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(path.stem[:31].translate(_NO_SHEET_NAME) or "table")
    for row in csv.reader(io.StringIO(text, newline=""), csv.excel_tab):
        sheet.append([_UNWRITABLE.sub("", value) for value in row])
    book.save(made)
    return made


def _starved(said: bytes) -> None:
    """Tell a program that got no more memory from one that could not read."""
    if b"bad_alloc" in said or b"Cannot allocate memory" in said or b"MemoryError" in said:
        raise MemoryError
