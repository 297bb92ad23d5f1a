"""Places in a draft, the way back to them from an offset in a parsed block, and the checks of reading it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from kb.findings import Check, Finding, Location, Severity


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line and a column, both counted from 1; line 0 is the file as a whole."""

    line: int = 0
    column: int = 0


class Origin:
    """Finds where the text of one block stood in the file.

    markdown-it hands an inline parser the block's text without list, quotation and heading marks; each
    of its lines is a piece of one source line, so the piece is searched there. Cells of one table row
    share a line: `after` keeps the search moving to the right. It also strips the block, so that leading
    lines of white space which Markdown does not count as blank (U+2028 and its like) are gone.
    """

    __slots__ = ("_columns", "_first", "_starts", "end")

    def __init__(self, text: str, lines: list[str], first: int, after: int = 0) -> None:
        """`first` is the 0-based source line of the block's first line."""
        pieces = text.split("\n")
        self._first = _first_with(pieces[0], lines, first)
        self._starts: list[int] = []
        self._columns: list[int] = []
        offset = 0
        for index, piece in enumerate(pieces):
            number = self._first + index
            source = lines[number] if number < len(lines) else ""
            found = source.find(piece, after if index == 0 else 0)
            column = max(found, 0)
            self._starts.append(offset)
            self._columns.append(column)
            offset += len(piece) + 1
            self.end = column + len(piece)

    def place(self, offset: int) -> Place:
        """Return the place of a character of the block's text."""
        row = 0
        while row + 1 < len(self._starts) and self._starts[row + 1] <= offset:
            row += 1
        column = self._columns[row] + offset - self._starts[row]
        return Place(self._first + row + 1, column + 1)


def _first_with(piece: str, lines: list[str], first: int) -> int:
    """Return the line at or below `first` that holds the piece, past lines that end in white space only."""
    number = first
    while number + 1 < len(lines) and piece not in lines[number] and _ends_unseen(lines[number]):
        number += 1
    return number if number < len(lines) and piece in lines[number] else first


def _ends_unseen(line: str) -> bool:
    """Say whether a line ends in white space other than spaces and tabs."""
    return line.rstrip(" \t") != line.rstrip()


class Problems:
    """The findings of one draft so far."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self.here = Place()
        """The place that is being filled in; the file as a whole before and after."""

    def add(self, check: Check, place: Place, message: str, fix: str, subject: str = "") -> None:
        """Note one finding at a place of the draft; `subject` is the record that it is about."""
        where = Location(self.path, place.line, place.column)
        self.findings.append(check.finding(message, where, fix, subject))

    @contextmanager
    def at(self, place: Place) -> Iterator[None]:
        """Be at a place for a while."""
        before, self.here = self.here, place
        try:
            yield
        finally:
            self.here = before


def shortened(words: str, most: int = 60) -> str:
    """Return words of a draft as a message quotes them: on one line, and cut where they are many."""
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    whole_words = line[: most + 1].rpartition(" ")[0]
    return f"{whole_words or line[:most]} …"


def _check(identifier: str, problem: str, fix: str) -> Check:
    return Check(identifier, Severity.ERROR, problem, fix)


ATTRIBUTE = _check(
    "draft-attribute", "A heading has an unknown attribute.", "Use claim, topic, item, answers, id."
)
BODY = _check("directive-body", "A directive that takes no body has one.", "Put the text below it.")
CELLS = _check("draft-table", "A row has more cells than the head.", "Write a pipe in a cell as \\|.")
CITATION = _check("draft-citation", "A part of a citation has no key.", "Write [@key, p. 3; @other].")
FENCE = _check("draft-fence", "A fence is not closed, or names no directive.", "Close it with ```.")
FOOTNOTE = _check("draft-footnote", "A footnote is not whole.", "Write its text as `[^1]: …`.")
FRONT_MATTER = _check("front-matter", "The front matter is wrong.", "See docs/draft-format.md.")
HEADING = _check("draft-heading", "A heading has no words.", "Write its title, or delete it.")
HTML = _check("draft-html", "Raw HTML stands in the draft.", "Write Markdown.")
IMAGE = _check("draft-image", "A picture stands within a line.", "Give it a paragraph of its own.")
LINK = _check("draft-link", "A link leads nowhere allowed.", "Give an https address or an #anchor.")
NESTING = _check("draft-nesting", "Lists or quotations lie too deep in each other.", "Use fewer levels.")
REMARK = _check("draft-remark", "A remark is not closed.", "Close it with -->.")
SYNTAX = _check("draft-syntax", "Markdown that a filing has no place for.", "Write plain text.")
