"""The endnotes of one document, numbered in the order in which they are first needed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from builder.citations import marked_text
from builder.citations.marked_text import sentence
from builder.citations.printed_locators import Locator, printed_locator
from builder.citations.renderer import Renderer, Work
from builder.document import Inlines, Note, NoteReference, Text


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
    """Hands out note numbers; the same citations with the same remarks share one note."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._numbers: dict[tuple[str, ...], int] = {}
        self._notes: list[Note] = []
        self.cited: set[str] = set()
        """Ids of the sources cited so far."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes so far."""
        return tuple(self._notes)

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
            if pieces:
                joint = " " if pieces[-1].endswith((".", ".”")) else "; "
                piece = joint + piece
            pieces.append(piece)
        text = sentence("".join(pieces))
        return text[:1].upper() + text[1:] if citations[0].prefix else text

    def _one(self, citation: Citation) -> str:
        self.cited.add(citation.source.id)
        text = self._renderer.cite(citation.source, printed_locator(citation.locator))
        if citation.prefix:
            text = f"{marked_text.clean(citation.prefix)} {text}"
        if citation.suffix:
            text = f"{text}, {marked_text.clean(citation.suffix)}"
        if citation.remark:
            text = f"{sentence(text)} {marked_text.clean(citation.remark)}"
        return text

    def _add(self, key: tuple[str, ...], content: Inlines) -> None:
        number = len(self._notes) + 1
        self._numbers[key] = number
        self._notes.append(Note(number, content or (Text(""),)))
