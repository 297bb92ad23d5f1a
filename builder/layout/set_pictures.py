"""Pictures, letterheads and signatures: each picture one Figure with its words, at its true place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder import document as d
from builder.layout.galley import Galley
from builder.layout.styles import CAPTION, INK, MUTED, SIGNED, SOURCE, TextStyle
from builder.layout.text_runs import numbered
from builder.pdf import fonts
from builder.pdf.canvas import TaggedCanvas
from builder.pdf.flow.pieces import Flowing, Piece, Placed
from builder.pdf.structure import Element, figure, place_figure

_LINE = 230.0
"""Length of the line that is signed on."""
_DATE = 130.0
"""Length of the line for the date."""
_GAP = 30.0
_SURROUND = 14.0
_SIGNING_ROOM = 40.0
"""Room above the line for a hand."""
_HEAD_RISE = 62.0
"""How far a letterhead reaches up into the margin of the first page."""


def set_picture(galley: Galley, block: d.Picture, parent: Element) -> None:
    """Set a picture with its caption above and its source below, as charts are."""
    group = Element("Div", parent)
    anchors = (block.anchor,) if block.anchor else ()
    galley.text(
        numbered("Figure", block.number, block.caption),
        CAPTION,
        Element("Caption", group),
        anchors=anchors,
        together=True,
        keep_next=True,
        wide=True,
    )
    placed = _Placed(block, group, galley.indent, galley.span, keep=bool(block.source))
    if not block.caption:
        placed.anchors = anchors
    galley.add(placed)
    galley.text(block.source, SOURCE, Element("P", group), together=True, wide=True)


def set_letterhead(galley: Galley, block: d.Picture, parent: Element) -> None:
    """Set the letterhead in the upper margin of the first page, as far as there is room."""
    galley.add(_Placed(block, parent, galley.indent, galley.span, keep=True, rise=_HEAD_RISE))


def set_signature(galley: Galley, block: d.Signature, parent: Element) -> None:
    """Set the lines to sign on, names below; all of it on one page."""
    group = Element("Div", parent)
    if block.picture is not None:
        galley.add(_Placed(block.picture, group, galley.indent, galley.span, keep=True, before=18))
    galley.add(_SigningLines(block, group, galley.indent, signed=block.picture is not None))
    for number, line in enumerate(block.lines, 1):
        last = number == len(block.lines)
        style = replace(SIGNED, after=_SURROUND) if last else SIGNED
        galley.text(line, style, Element("P", group), together=True, keep_next=not last, wide=True)


class _Placed(Flowing):
    """A picture, all of it one marked content; `rise`: points that it is lifted above its place."""

    def __init__(
        self,
        block: d.Picture,
        parent: Element,
        left: float,
        measure: float,
        *,
        keep: bool,
        before: float = 8.0,
        rise: float = 0.0,
    ) -> None:
        super().__init__(before=before, after=4 if keep else SOURCE.after)
        self._image = block.image
        self._width = min(block.width, measure)
        self._height = self._width * block.image.height / block.image.width
        self._left = left
        self._rise = rise
        self._element = figure(parent, block.alternative)
        self.pieces = (Piece(max(self._height - rise, 0.0), keep=keep),)

    def draw(self, canvas: TaggedCanvas, left: float, placed: Sequence[Placed]) -> None:
        x, top = left + self._left, placed[0].top + self._rise
        box = (x, top - self._height, x + self._width, top)
        place_figure(self._element, box)
        canvas.mark(self._element)
        canvas.picture(self._image, box)


class _SigningLines(Flowing):
    """A line to sign on, and beside it the date or a line for it; the lines are decoration."""

    def __init__(self, block: d.Signature, parent: Element, left: float, *, signed: bool) -> None:
        super().__init__(before=0.0 if signed else 14.0)
        self._left = left
        self._date = block.date
        self._element = Element("P", parent)
        self._room = 4.0 if signed else _SIGNING_ROOM
        self.pieces = (Piece(self._room + 2.0, keep=True),)

    def draw(self, canvas: TaggedCanvas, left: float, placed: Sequence[Placed]) -> None:
        x, y = left + self._left, placed[0].top - self._room
        label, style = "Date: ", SIGNED
        beside = x + _LINE + _GAP
        canvas.artifact()
        canvas.stroke([(x, y), (x + _LINE, y)], 0.6, INK)
        canvas.mark(self._element)
        _draw(canvas, label + self._date, beside, y + 2, style)
        if not self._date:
            begin = beside + fonts.width(label, style.typeface, style.size)
            canvas.artifact()
            canvas.stroke([(begin, y), (begin + _DATE, y)], 0.6, MUTED)


def _draw(canvas: TaggedCanvas, words: str, x: float, y: float, style: TextStyle) -> None:
    canvas.text(x, y, fonts.normalise(words), style.typeface, style.size, style.colour)
