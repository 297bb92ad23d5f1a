"""Kinds of file that people hand in: how each is called, read and kept, and what to do where it is not read.

A kind is told by its suffix; `check_content` holds the suffix against the first bytes of the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Use(StrEnum):
    """What becomes of a file."""

    SOURCE = "source"
    """It becomes a source; the file itself is kept in `texts/`."""
    LETTER = "letter"
    """A source whose attachments are taken as files of their own."""
    SHEET = "sheet"
    """Its rows are records."""
    FOLDER = "folder"
    """It holds files, which are taken one by one."""


class Program(StrEnum):
    """A program beside Python that a kind of document needs."""

    OFFICE = "LibreOffice"
    RECOGNITION = "OCRmyPDF"


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of file."""

    name: str
    """What a reader calls it, with its article."""
    media_type: str
    use: Use = Use.SOURCE
    needs: Program | None = None
    package: str = ""
    """Python package of the extra `formats` that reads it."""
    read_as: str = ""
    """Suffix of the kind that it is made into to be read; empty where it is read as it is."""
    instead: str = ""
    """What a person does who lacks what it needs, in one sentence."""


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
_WORD = "Open it in Word and save it as a Word document (.docx)."
_WRITER = "Open it in the program that made it and save it as a Word document (.docx) or PDF."
_EXCEL = "Open it in Excel and save it as an Excel workbook (.xlsx)."
_SLIDES = "Open it in PowerPoint and save it as PDF."
_PICTURE = "Type what it says into a Word document, or scan it again with text recognition switched on."
_MAIL = "Open it in Outlook and save it as text."


def _office(name: str, media_type: str, read_as: str, instead: str, use: Use = Use.SOURCE) -> DocumentKind:
    return DocumentKind(name, media_type, use, Program.OFFICE, "", read_as, instead)


def _picture(media_type: str) -> DocumentKind:
    name = "a picture, such as a scan or photograph of a page"
    return DocumentKind(name, media_type, Use.SOURCE, Program.RECOGNITION, "", ".pdf", _PICTURE)


def _sheet(name: str, media_type: str) -> DocumentKind:
    return DocumentKind(name, media_type, Use.SHEET)


KINDS: dict[str, DocumentKind] = {
    ".txt": DocumentKind("a text file", "text/plain"),
    ".md": DocumentKind("a text file", "text/markdown"),
    ".html": DocumentKind("a web page", "text/html"),
    ".htm": DocumentKind("a web page", "text/html"),
    ".pdf": DocumentKind("a PDF", "application/pdf"),
    ".docx": DocumentKind("a Word document", f"{_OPEN_XML}.wordprocessingml.document"),
    ".docm": DocumentKind(
        "a Word document with macros", "application/vnd.ms-word.document.macroEnabled.12", read_as=".docx"
    ),
    ".dotx": DocumentKind("a Word template", f"{_OPEN_XML}.wordprocessingml.template", read_as=".docx"),
    ".doc": _office("an old Word document", "application/msword", ".docx", _WORD),
    ".rtf": _office("a rich text document", "application/rtf", ".docx", _WORD),
    ".odt": _office("an OpenDocument text", f"{_OPEN_DOCUMENT}.text", ".docx", _WRITER),
    ".wpd": _office("a WordPerfect document", "application/vnd.wordperfect", ".docx", _WRITER),
    ".pptx": DocumentKind(
        "a presentation", f"{_OPEN_XML}.presentationml.presentation", package="python-pptx", instead=_SLIDES
    ),
    ".ppt": _office("an old presentation", "application/vnd.ms-powerpoint", ".pptx", _SLIDES),
    ".odp": _office("an OpenDocument presentation", f"{_OPEN_DOCUMENT}.presentation", ".pptx", _SLIDES),
    ".eml": DocumentKind("an e-mail", "message/rfc822", Use.LETTER),
    ".msg": DocumentKind(
        "an Outlook e-mail", "application/vnd.ms-outlook", Use.LETTER, package="python-oxmsg", instead=_MAIL
    ),
    ".jpg": _picture("image/jpeg"),
    ".jpeg": _picture("image/jpeg"),
    ".png": _picture("image/png"),
    ".tif": _picture("image/tiff"),
    ".tiff": _picture("image/tiff"),
    ".xlsx": _sheet("an Excel workbook", f"{_OPEN_XML}.spreadsheetml.sheet"),
    ".xlsm": _sheet("an Excel workbook with macros", "application/vnd.ms-excel.sheet.macroEnabled.12"),
    ".tsv": DocumentKind("a table of text", "text/tab-separated-values", Use.SHEET, read_as=".xlsx"),
    ".xls": _office("an old Excel workbook", "application/vnd.ms-excel", ".xlsx", _EXCEL, Use.SHEET),
    ".ods": _office(
        "an OpenDocument spreadsheet", f"{_OPEN_DOCUMENT}.spreadsheet", ".xlsx", _EXCEL, Use.SHEET
    ),
    ".zip": DocumentKind("a zip file", "application/zip", Use.FOLDER),
}
"""By suffix, plainest first: the order in which a frozen text is looked for."""
MEDIA_TYPES = {
    suffix: kind.media_type for suffix, kind in KINDS.items() if kind.use in (Use.SOURCE, Use.LETTER)
}
"""Media type of what may be a frozen text, by suffix."""
SHEETS = frozenset(suffix for suffix, kind in KINDS.items() if kind.use is Use.SHEET)
PLAIN = frozenset({".txt", ".md"})
"""Documents that are their own text."""

_ELSEWHERE = {
    "Open it in the program that made it and save it as PDF.": (
        ".pages .key .pub .vsd .vsdx .xps .epub .mobi .one .wps .indd .ps .djvu .odg .ppsx .pptm .dwg"
    ),
    _EXCEL: ".xlsb .xltx .xlt .numbers .dbf .mdb",
    "Write down what is said in it, and hand that in as a Word document.": (
        ".mp3 .wav .m4a .wma .ogg .mp4 .mov .avi .wmv"
    ),
    "Open it, and print it or save it as PDF.": ".heic .gif .bmp .webp .svg .eps .mht .mhtml",
    "Unpack it, and hand in the files that are in it.": ".rar .7z .tar .gz .tgz .bz2 .xz",
    "This only points to a file: hand in the file that it leads to.": (
        ".lnk .url .webloc .gdoc .gsheet .gslides"
    ),
    "Programs are not taken; leave it out.": ".exe .msi .bat .cmd .js .vbs .ps1 .dll .jar .app .com .scr",
    "It belongs to a program and says nothing by itself; leave it out.": (
        ".ini .db .tmp .bak .lock .ics .vcf .p7s .log .dat"
    ),
}
"""What a person does with other kinds of file."""
_OTHERWISE = (
    "If it opens in Word, save it as a Word document (.docx); if it can be printed, print it as PDF; "
    "hand in that file."
)


def instead_of(suffix: str) -> str:
    """Return what a person does with a file of a kind that is not taken."""
    return next((said for said, known in _ELSEWHERE.items() if suffix in known.split()), _OTHERWISE)
