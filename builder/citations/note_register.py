"""The notes of one document, numbered as they are first needed, with locators as notes print them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from builder.citations import marked_text
from builder.citations.marked_text import sentence
from builder.citations.renderer import Renderer, Work
from builder.document import Inlines, Note, NoteReference, Text
from kb.model.classification import default_classification

_ABBREVIATIONS = {
    "page": "",
    "section": "sec. ",
    "paragraph": "para. ",
    "table": "table ",
    "row": "row ",
    "column": "column ",
    "cell": "cell ",
    "sheet": "sheet ",
    "item": "item ",
    "line": "line ",
    "chapter": "chap. ",
    "figure": "fig. ",
    "note": "n. ",
}
"""Label -> what a note prints before the value (The Chicago Manual of Style, 18th ed., 14.56)."""

_PLURALS = {
    label: word.strip().rstrip(".") + ("s. " if "." in word else "s ")
    for label, word in _ABBREVIATIONS.items()
    if label in ("section", "paragraph", "table", "row", "column", "cell", "item", "line")
}
_NUMBERED = re.compile(r"\d|^[IVXLC]+(?![a-zA-Z])|^[A-Za-z](?![a-zA-Z])")
"""A section with a number or letter; others are headings, or say where they are: `abstract`."""
_RANGE = re.compile(rf"(?!{default_classification().code_form}$)\d+-\d+")

Locator = tuple[tuple[str, str], ...]
"""Pairs of label and value; labels are the locator keys of the evidence files."""


def printed_locator(locator: Locator) -> str:
    """Return a locator as a note prints it: `e687`, `sec. 3(b)`, `table 1.1, row 43-5031`."""
    return ", ".join(_part(label, value) for label, value in locator)


def _part(label: str, value: str) -> str:
    if label == "section" and not _NUMBERED.search(value):
        return f"under “{value}”" if value[:1].isupper() else value
    if label == "item" and value[:1].isalpha():
        return value
    several = bool(re.search(r"[,;&]", value)) or (label == "row" and bool(_RANGE.fullmatch(value)))
    word = _PLURALS.get(label, _ABBREVIATIONS[label]) if several else _ABBREVIATIONS[label]
    return word + _dashed(label, value)


def _dashed(label: str, value: str) -> str:
    """Put an en dash in ranges of pages, lines and rows; a code such as 43-5031 keeps its hyphen."""
    if label == "row":
        return value.replace("-", "–") if _RANGE.fullmatch(value) else value
    if label not in ("page", "line"):
        return value
    return re.sub(r"(?<=\d)-(?=[a-z]?\d)", "–", value)


@dataclass(frozen=True, slots=True)
class Citation:
    """One work cited in a note."""

    source: Work
    locator: Locator = ()
    prefix: str = ""
    suffix: str = ""
    remark: str = ""
    """Sentences that follow the citation: what was not seen, how a number was computed."""


class NoteRegister:
    """Hands out note numbers; the same citations with the same remarks share one note.

    Endnotes are shared by the whole document, footnotes only within a block: a reader finds them on the page.
    """

    def __init__(self, renderer: Renderer, *, at_end: bool = False) -> None:
        self.at_end = at_end
        """Whether they stand at the end of the document, not at the foot of the pages."""
        self._renderer = renderer
        self._numbers: dict[tuple[str, ...], int] = {}
        self._notes: list[Note] = []
        self.cited: set[str] = set()
        """Ids of the sources cited so far."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes so far."""
        return tuple(self._notes)

    def begin_block(self) -> None:
        """Let the next block have footnotes of its own."""
        if not self.at_end:
            self._numbers.clear()

    def cite(self, citations: Iterable[Citation]) -> NoteReference:
        """Return a reference to the note with these citations."""
        citations = tuple(citations)
        key = tuple(repr((c.source.id, c.locator, c.prefix, c.suffix, c.remark)) for c in citations)
        if key not in self._numbers:
            self._add(key, marked_text.runs(self.text(citations)))
        return NoteReference(self._numbers[key])

    def add(self, content: Inlines) -> NoteReference:
        """Return a reference to a note of the author's own words."""
        key = ("own", repr(content))
        if key not in self._numbers:
            self._add(key, content)
        return NoteReference(self._numbers[key])

    def text(self, citations: Iterable[Citation]) -> str:
        """Return citations as the marked text of one note."""
        citations = tuple(citations)
        pieces: list[str] = []
        for citation in citations:
            piece = self._one(citation)
            if pieces and pieces[-1].endswith((".", ".”", ".’")):
                piece = f" {piece[:1].upper()}{piece[1:]}"
            elif pieces:
                piece = f"; {piece}"
            pieces.append(piece)
        text = sentence("".join(pieces))
        return text[:1].upper() + text[1:] if citations[0].prefix else text

    def _one(self, citation: Citation) -> str:
        self.cited.add(citation.source.id)
        text = self._renderer.cite(citation.source, printed_locator(citation.locator))
        if citation.prefix:
            text = f"{marked_text.emphasised(citation.prefix)} {text}"
        if citation.suffix:
            joint = " " if citation.suffix.startswith(("and ", "(")) else ", "
            text = f"{text}{joint}{marked_text.emphasised(citation.suffix)}"
        if citation.remark:
            text = f"{sentence(text)} {marked_text.clean(citation.remark)}"
        return text

    def _add(self, key: tuple[str, ...], content: Inlines) -> None:
        number = len(self._notes) + 1
        self._numbers[key] = number
        self._notes.append(Note(number, content or (Text(""),)))
