"""Which files of a layer hold records, and their bytes as text.

Of the files that hold none each is named, but for what nobody means to be read. What cannot be opened or
decoded is a finding that says why not.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from kb.findings import Check, Finding, Location, Severity
from kb.workspace import Layer

SUFFIXES = frozenset({".yaml", ".yml", ".csv", ".ttl", ".trig", ".jsonld", ".json"})
"""The kinds of file that hold records."""

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

OUTSIDE = Check(
    "outside-workspace",
    Severity.ERROR,
    "A file in an evidence folder is a link to a place outside the workspace.",
    "Copy the file itself into the folder.",
)
NOT_READ = Check(
    "file-not-read",
    Severity.WARNING,
    "A file in an evidence folder is of a kind that is not read.",
    f"Records come as {', '.join(sorted(SUFFIXES))}; move other files elsewhere.",
)

_RULES = frozenset({"editions", "queries", "scaffolds", "shapes", "context.jsonld", "kinds.yaml"})
"""What the bundled ontology has beside its records. In an office's own folders these names mean nothing."""
_LITTER = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
"""What operating systems leave behind; names that begin with a full stop or `~` are passed over, too."""
CONTRIBUTION_FILE = "contribution.yaml"
"""Says who contributed the files of its folder and of those below."""
_RECORDED = "quotations.json"
"""The verdicts that `soc-evidence quote --record` keeps beside the evidence, or that came with a pack."""
_DOCUMENTS = frozenset({".pdf", ".docx", ".html", ".htm", ".txt", ".xlsx"})


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


def find_files(layer: Layer) -> tuple[list[Path], list[Finding]]:
    """Return a layer's record files, sorted by path, and findings about the rest."""
    found: list[Path] = []
    strays: list[Finding] = []
    for folder in layer.folders:
        for path in _walk(folder, layer):
            if path.is_symlink() and not path.resolve().is_relative_to(layer.root.resolve()):
                strays.append(OUTSIDE.finding("This link leads outside.", Location(str(path))))
            elif path.name == _RECORDED and (path.parent == folder or _came_in(path)):
                continue
            elif path.suffix.lower() in SUFFIXES:
                found.append(path)
            elif path.stem.upper() != "README":
                strays.append(_not_read(path))
    return found, strays


def _walk(folder: Path, layer: Layer) -> Iterator[Path]:
    rules = _RULES if layer.name == "base" and folder == layer.root / "ontology" else frozenset()
    for parent, folders, names in os.walk(folder):
        at_top = rules if Path(parent) == folder else frozenset()
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in at_top)
        for name in sorted(names):
            if not name.startswith((".", "~")) and name.lower() not in _LITTER and name not in at_top:
                yield Path(parent, name)


def _not_read(path: Path) -> Finding:
    """Name a file that holds no records, and say where its kind belongs."""
    suffix = path.suffix.lower()
    fix = ""
    if suffix in _DOCUMENTS:
        fix = f"Take it in with `soc-evidence add {path}`, then delete it here."
    elif suffix == ".rq":
        fix = "Queries belong into the folder `queries/` of the workspace."
    elif suffix == ".md":
        fix = "Drafts belong beside the evidence folder; a note may stay here as README.md."
    return NOT_READ.finding(f"`{path.suffix or path.name}` files are not read.", Location(str(path)), fix)


def _came_in(path: Path) -> bool:
    """Say whether a file lies in the folder of a contribution, as the verdicts of a pack do."""
    return path.with_name(CONTRIBUTION_FILE).is_file()
