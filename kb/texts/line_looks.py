"""What a single line looks like: where it stands, its marker, and whether it reads as a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKER = re.compile(
    r"""\s*(?P<mark>
      [-*+•◦▪‣●○■□☐☒☑✓➢➔→–·o\uf0b7\uf0a7\uf0d8](?=[ \t\xa0])
      | [•◦▪‣●■\uf0b7\uf0a7\uf0d8](?=\S)
      | \(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)](?=[ \t\xa0])
      | \d{1,3}(?:\.\d{1,3}){1,5}\.?(?=[ \t\xa0])
      | (?:Section|Article|§)\ ?\d+(?:\.\d+)*[.:]?(?=[ \t\xa0])
    )[ \t\xa0]*""",
    re.VERBOSE,
)
_BULLETS = frozenset("o•◦▪‣●○■□☐☒☑✓➢➔→·*+\uf0b7\uf0a7\uf0d8")
"""Markers that begin a point wherever they stand; a dash or number may be broken off its sentence."""
_SENTENCE_END = re.compile(r"[.!?;:][\"”’)\]]*\s*\Z")
_UNFINISHED = re.compile(
    r"(?:[-,]|\b(?:an?|and|are|as|at|by|for|from|in|is|of|on|or|that|the|to|which|with))\s*\Z"
)
"""What no line ends with that says all it has to say."""
MOST_HEADING_WORDS = 10


@dataclass(slots=True)
class Line:
    """One line, and where it stands: in the text, and on the page as far as that is known."""

    start: int
    text: str
    left: float = 0.0
    """Where it begins from the left, in characters or points."""
    size: float = 0.0
    """Size of its letters in points; 0 when it is not known how it stands on a page."""
    base: float = 0.0
    """Height of its base line on the page, in points."""
    right: float = 0.0
    """Where it ends, in points."""
    edge: float = 0.0
    """Right edge of its column, in points."""
    bold: bool = False
    apart: bool = False
    """Whether more room than between lines stands before it, or another column or page begins."""
    margin: bool = False
    """Whether it is a running head or foot."""

    @property
    def end(self) -> int:
        """Where its last word ends in the text."""
        return self.start + len(self.text.rstrip())

    @property
    def first(self) -> int:
        """Where its first word begins in the text."""
        return self.start + len(self.text) - len(self.text.lstrip())


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text."""
    lines, at = [], 0
    for piece in re.split(r"(?<=[\n\f])", text):
        bare = piece.rstrip("\n\f")
        expanded = bare.expandtabs(8)
        lines.append(Line(at, bare, float(len(expanded) - len(expanded.lstrip()))))
        at += len(piece)
    return lines


def marker_of(line: str) -> str:
    """Return the bullet, number or letter that a line begins with, as it stands there; empty without one."""
    match = _MARKER.match(line)
    return match.group("mark") if match else ""


def reads_as_heading(line: str) -> bool:
    """Say whether a line on its own reads as a heading: short, and in capitals or with a colon at its end."""
    line = line.strip()
    if not re.search(r"[^\W\d_]", line) or len(line.split()) > MOST_HEADING_WORDS or "\n" in line:
        return False
    return line.endswith(":") or _in_capitals(line)


def is_numbered_heading(line: str, *, bold: bool) -> bool:
    """Say whether a line that begins with a number reads as a heading: `2. PURPOSE`, or short and bold."""
    marker = marker_of(line)
    said = line.strip()[len(marker) :]
    if marker in _BULLETS or not any(map(str.isalnum, marker)) or len(said.split()) > MOST_HEADING_WORDS:
        return False
    return "\n" not in said and (_in_capitals(said) or (bold and not _SENTENCE_END.search(said)))


def _in_capitals(line: str) -> bool:
    long = any(len(word) > 3 for word in re.findall(r"[^\W\d_]+", line))
    return long and line.upper() == line and not line.rstrip().endswith((".", ",", ";"))


def leads_a_list(line: str) -> bool:
    """Say whether a line over a list reads as its heading: a few words without a stop."""
    return line.strip()[:1].isupper() and len(line.split()) <= 6 and not _SENTENCE_END.search(line)


def comes_after(marker: str, before: str) -> bool:
    """Say whether a number or letter is the next after another, in the same form."""
    bare, last = marker.strip("(.)"), before.strip("(.)")
    if marker.replace(bare, "") != before.replace(last, ""):
        return False
    if bare.isdecimal() and last.isdecimal():
        return int(bare) == int(last) + 1
    return len(bare) == len(last) == 1 and ord(bare) == ord(last) + 1


def ends_a_sentence(line: str) -> bool:
    """Say whether a line ends with a stop, a colon or a semicolon."""
    return _SENTENCE_END.search(line) is not None


def is_unfinished(line: str) -> bool:
    """Say whether a line ends with what nothing ends with that says all it has to say: `and`, a comma."""
    return _UNFINISHED.search(line) is not None


def is_bullet(marker: str) -> bool:
    """Say whether a marker begins a point wherever it stands: a number or dash may belong to a sentence."""
    return marker in _BULLETS
