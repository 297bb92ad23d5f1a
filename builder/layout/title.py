"""The head of the first page: the lines the notice asks for, the title, who submits it and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.document import Inline, LineBreak, Text, TitleBlock
from builder.layout.galley import Galley
from builder.layout.styles import ACCENT, MUTED, OPENING_LINE, RULE, SUBMITTER, SUBTITLE, TITLE
from builder.pdf.canvas import TaggedCanvas
from builder.pdf.flow.pieces import Flowing, Piece, Placed
from builder.pdf.structure import Element


class _Rule(Flowing):
    """A line across the text, with room below."""

    def __init__(self, width: float, measure: float, room: float, before: float) -> None:
        super().__init__(before=before)
        self.pieces = (Piece(room, keep=True),)
        self._width = width
        self._measure = measure

    def draw(self, canvas: TaggedCanvas, left: float, placed: Sequence[Placed]) -> None:
        y = placed[0].top
        canvas.artifact()
        colour = ACCENT if self._width > 1 else RULE
        canvas.stroke([(left, y), (left + self._measure, y)], self._width, colour)


def set_title(galley: Galley, title: TitleBlock, parent: Element) -> None:
    """Set the title block, in the order that the notice asks for."""
    galley.text(_lines(title.opening), OPENING_LINE, Element("P", parent))
    galley.add(_Rule(1.4, galley.measure, 4, before=9))
    galley.text((Text(title.title),), TITLE, Element("Title", parent), balance=True)
    if title.subtitle:
        galley.text((Text(title.subtitle),), SUBTITLE, Element("Subtitle", parent), balance=True)
    if title.submitter:
        galley.text(_lines(title.submitter), replace(SUBMITTER, before=12), Element("P", parent))
    if title.date:
        date = replace(SUBMITTER, colour=MUTED, before=6)
        galley.text((Text(title.date),), date, Element("P", parent))
    galley.add(_Rule(0.6, galley.measure, 6, before=16))


def _lines(texts: tuple[str, ...]) -> tuple[Inline, ...]:
    content: list[Inline] = []
    for text in texts:
        content += [LineBreak(), Text(text)] if content else [Text(text)]
    return tuple(content)
