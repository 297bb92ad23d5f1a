"""Paragraphs: lines of runs, with an optional label beside the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from builder.pdf.canvas import TaggedCanvas
from builder.pdf.flow.blocks import Flowing, Piece, Placed, kept_lines
from builder.pdf.flow.lines import Line, Span
from builder.pdf.structure import Element

Align = Literal["left", "right", "center"]

_ASCENT = 0.78
"""Height of the letters above the baseline, as a part of the type size; centres them in the leading."""


def baseline(top: float, leading: float, size: float) -> float:
    """Return the height of the baseline of a line whose upper edge is at `top`."""
    return top - (leading - size) / 2 - _ASCENT * size


def offset(align: Align, room: float) -> float:
    """Return how far a line with `room` left over begins from the left."""
    return {"left": 0.0, "right": room, "center": room / 2}[align]


def draw_line(canvas: TaggedCanvas, line: Line, x: float, y: float) -> None:
    """Draw a line with its baseline at (x, y); a space at its end keeps the words apart when read."""
    for number, span in enumerate(line.spans):
        run = span.run
        canvas.mark(run.element)
        if run.anchor:
            canvas.anchor(run.anchor, y + 2 * run.size)
        ends = line.spaced and number == len(line.spans) - 1
        text = span.text + " " if ends else span.text
        canvas.text(x + span.x, y + run.rise, text, run.typeface, run.size, run.colour)
        if run.link is not None:
            area = (x + span.x, y - 0.25 * run.size, x + span.x + span.width, y + 0.8 * run.size)
            canvas.link(run.element, run.link.target, run.link.description, area)
    for span in line.spans:
        if span.run.line != "none":
            _draw_rule(canvas, span, x, y)


def _draw_rule(canvas: TaggedCanvas, span: Span, x: float, y: float) -> None:
    size, rise = span.run.size, span.run.rise
    height = y + rise + (0.26 * size if span.run.line == "through" else -0.14 * size)
    canvas.artifact()
    ends = [(x + span.x, height), (x + span.x + span.width, height)]
    canvas.stroke(ends, 0.045 * size, span.run.colour)


@dataclass(frozen=True, slots=True)
class Label:
    """Lines set beside those of a paragraph, such as a bullet or a name; `x` from the margin."""

    lines: Sequence[Line]
    x: float


class Paragraph(Flowing):
    """Lines of one leading, `left` points from the margin; `element` is in the tree even if empty."""

    def __init__(
        self,
        element: Element,
        lines: Sequence[Line],
        *,
        leading: float,
        size: float,
        left: float,
        measure: float,
        align: Align = "left",
        hanging: float = 0.0,
        together: bool = False,
        keep_next: bool = False,
    ) -> None:
        super().__init__()
        self._element = element
        self._lines = lines
        self._leading = leading
        self._size = size
        self._left = left
        self._measure = measure
        self._align: Align = align
        self._hanging = hanging
        self.labels: tuple[Label, ...] = ()
        pieces = kept_lines([leading] * len(lines), together)
        if keep_next:
            pieces[-1] = Piece(leading, keep=True)
        self.pieces = pieces

    def draw(self, canvas: TaggedCanvas, left: float, placed: Sequence[Placed]) -> None:
        """Draw the lines placed on this page."""
        for piece in placed:
            line = self._lines[piece.index]
            y = baseline(piece.top, self._leading, self._size)
            for label in self.labels:
                if piece.index < len(label.lines):
                    draw_line(canvas, label.lines[piece.index], left + label.x, y)
            self._element.attach()
            indent = self._hanging if piece.index else 0.0
            x = left + self._left + indent + offset(self._align, self._measure - line.width)
            draw_line(canvas, line, x, y)
