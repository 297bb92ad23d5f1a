"""Bytes of a user's file to text, or a finding that says why not."""

from __future__ import annotations

import re
from pathlib import Path

from kb.findings import Check, Finding, Location, Severity

MAX_BYTES = 16 * 1024 * 1024
"""The largest evidence file read. A hand-edited record is a few kilobytes; figures of every occupation
for ten years are under 2 MB."""

INVISIBLE = {
    "\u00a0": "a no-break space",
    "\u00ad": "a soft hyphen",
    "\u200b": "a zero-width space",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\u200e": "a left-to-right mark",
    "\u200f": "a right-to-left mark",
    "\u202f": "a narrow no-break space",
    "\u2060": "a word joiner",
    "\t": "a tab",
}
"""Characters that nobody sees in an editor, by what to call them."""

UNREADABLE = Check(
    "file-unreadable",
    Severity.ERROR,
    "A file cannot be opened.",
    "Check that the file exists and that you may read it.",
)
TOO_LARGE = Check(
    "file-too-large",
    Severity.ERROR,
    f"An evidence file is larger than {MAX_BYTES // 2**20} MB.",
    "Split it, or bring an official workbook in with `soc-evidence import`.",
)
NOT_UTF8 = Check(
    "file-not-utf8",
    Severity.ERROR,
    "A file is not UTF-8 text.",
    "Save it again as UTF-8 (in Excel: CSV UTF-8; in Notepad: Encoding, UTF-8).",
)
CONTROL_CHARACTER = Check(
    "control-character",
    Severity.ERROR,
    "A file holds a control character that text does not have.",
    "Delete the character; it often comes with text copied from a PDF.",
)
MERGE_CONFLICT = Check(
    "merge-conflict",
    Severity.ERROR,
    "A file holds the marks that git leaves where two versions could not be merged.",
    "Keep one of the two versions, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.",
)

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_MERGE = re.compile("^(?:<{7}|>{7})(?= |$)", re.MULTILINE)


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, both from 1, of a character offset."""
    line = text.count("\n", 0, offset) + 1
    return line, offset - text.rfind("\n", 0, offset)


def invisible(text: str) -> str:
    """Return the name of the first invisible character in a text, such as `a no-break space (U+00A0)`."""
    for character in text:
        if character in INVISIBLE:
            return f"{INVISIBLE[character]} (U+{ord(character):04X})"
    return ""


def decode(data: bytes, shown: str) -> tuple[str, list[Finding]]:
    """Turn bytes into text with plain line ends; `shown` is the path to name in findings.

    A UTF-8 byte order mark is dropped. Text that cannot be decoded comes back empty.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[start : error.start].decode("utf-8", "replace")) + 1
        where = Location(shown, data.count(b"\n", 0, error.start) + 1, column)
        byte = data[error.start]
        kind = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "another encoding"
        return "", [NOT_UTF8.finding(f"Byte 0x{byte:02x} is not UTF-8; the file looks like {kind}.", where)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = _CONTROL.search(text)
    if bad:
        line, column = place_of(text, bad.start())
        message = f"Control character U+{ord(bad.group()):04X} in the text."
        return "", [CONTROL_CHARACTER.finding(message, Location(shown, line, column), _meant(bad.group()))]
    conflict = _MERGE.search(text)
    if conflict:
        line, column = place_of(text, conflict.start())
        message = f"A merge conflict begins here (`{conflict.group()}`)."
        return "", [MERGE_CONFLICT.finding(message, Location(shown, line, column))]
    return text, []


def _meant(character: str) -> str:
    """Say what to type for a C1 character: the one that Windows-1252 has in its place."""
    if not "\x80" <= character <= "\x9f":
        return ""
    try:
        typed = character.encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return ""
    return f"Type `{typed}` in its place; Windows programs write that character so (encoding 1252)."


def read_bytes(path: Path, shown: str) -> tuple[bytes, list[Finding]]:
    """Read a file within the size limit."""
    try:
        if not path.is_file():
            return b"", [UNREADABLE.finding("This is not a regular file.", Location(shown))]
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"The file has {size / 2**20:.0f} MB; the limit is {MAX_BYTES // 2**20} MB."
            return b"", [TOO_LARGE.finding(message, Location(shown))]
        return path.read_bytes(), []
    except OSError as error:
        message = f"The file cannot be read: {error.strerror or error}."
        return b"", [UNREADABLE.finding(message, Location(shown))]
