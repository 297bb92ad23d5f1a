"""Blocks of text: paragraphs, with an optional label beside the first line, and the rows of tables.

A row is cells side by side, divided between lines only where it is long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from builder.pdf import fonts
from builder.pdf.canvas import Colour, TaggedCanvas
from builder.pdf.flow.lines import Line, Span, footnotes
from builder.pdf.flow.pieces import Flowing, Piece, Placed, kept_lines
from builder.pdf.structure import Element

Align = Literal["left", "right", "center"]

_ASCENT = 0.78
"""Height of the letters above the baseline, as a part of the type size; centres them in the leading."""

_WHOLE = 9
"""Rows of up to this many lines are never divided."""


def baseline(top: float, leading: float, size: float) -> float:
    """Return the height of the baseline of a line whose upper edge is at `top`."""
    return top - (leading - size) / 2 - _ASCENT * size


def offset(align: Align, room: float) -> float:
    """Return how far a line with `room` left over begins from the left."""
    return {"left": 0.0, "right": room, "center": room / 2}[align]


def draw_line(canvas: TaggedCanvas, line: Line, x: float, y: float) -> None:
    """Draw a line with its baseline at (x, y); a space at its end keeps the words apart when read."""
    line = _with_folios(line, canvas)
    for number, span in enumerate(line.spans):
        run = span.run
        canvas.mark(run.element)
        if run.anchor:
            canvas.anchor_again(run.anchor, y + 2 * run.size)
        ends = line.spaced and number == len(line.spans) - 1
        text = span.text + " " if ends else span.text
        canvas.text(x + span.x, y + run.rise, text, run.typeface, run.size, run.colour)
        if run.link is not None:
            area = (x + span.x, y - 0.25 * run.size, x + span.x + span.width, y + 0.8 * run.size)
            canvas.link(run.element, run.link.target, run.link.description, area)
    for span in line.spans:
        if span.run.line != "none":
            _draw_rule(canvas, span, x, y)


def _with_folios(line: Line, canvas: TaggedCanvas) -> Line:
    """Return the line with its page numbers, and what follows them moved."""
    if not any(span.run.folio for span in line.spans):
        return line
    moved, spans = 0.0, []
    for span in line.spans:
        text, width = span.text, span.width
        if span.run.folio:
            text = str(canvas.folios.get(span.run.folio, 0))
            width = fonts.width(text, span.run.typeface, span.run.size)
        spans.append(Span(span.run, text, span.x + moved, width))
        moved += width - span.width
    return Line(tuple(spans), line.width + moved, line.spaced)


def _draw_rule(canvas: TaggedCanvas, span: Span, x: float, y: float) -> None:
    size, rise = span.run.size, span.run.rise
    height = y + rise + (0.26 * size if span.run.line == "through" else -0.14 * size)
    canvas.artifact()
    ends = [(x + span.x, height), (x + span.x + span.width, height)]
    canvas.stroke(ends, 0.045 * size, span.run.colour)


@dataclass(frozen=True, slots=True)
class Label:
    """What is set beside the first line of a paragraph, such as a bullet or number; `x` from the margin."""

    line: Line
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
        self.pieces = [
            replace(piece, notes=found) if (found := footnotes((line,))) else piece
            for piece, line in zip(pieces, lines, strict=True)
        ]

    def baseline(self, piece: Placed) -> float:
        """Return the height of the baseline of a line placed on a page."""
        return baseline(piece.top, self._leading, self._size)

    def draw(self, canvas: TaggedCanvas, left: float, placed: Sequence[Placed]) -> None:
        """Draw the lines placed on this page."""
        for piece in placed:
            line = self._lines[piece.index]
            y = self.baseline(piece)
            for label in () if piece.index else self.labels:
                draw_line(canvas, label.line, left + label.x, y)
            self._element.attach()
            indent = self._hanging if piece.index else 0.0
            x = left + self._left + indent + offset(self._align, self._measure - line.width)
            draw_line(canvas, line, x, y)


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell set in lines: `x` from the table's left edge, width with padding."""

    element: Element
    lines: Sequence[Line]
    x: float
    width: float
    align: Align
    fill: Colour | None


@dataclass(frozen=True, slots=True)
class RowStyle:
    """Measures shared by the rows of a table, in points."""

    size: float
    leading: float
    pad_x: float
    pad_y: float
    rule: Colour
    rule_width: float


class Row(Flowing):
    """One row of a table, `left` points from the margin; every cell has the same leading."""

    def __init__(
        self, element: Element, cells: Sequence[SetCell], left: float, style: RowStyle, keep: bool
    ) -> None:
        super().__init__()
        self._element = element
        self._cells = cells
        self._left = left
        self._style = style
        count = max((len(cell.lines) for cell in cells), default=1)
        heights = [style.leading] * count
        heights[0] += style.pad_y
        heights[-1] += style.pad_y
        whole = count <= _WHOLE
        notes = [footnotes(cell.lines[i] for cell in cells if i < len(cell.lines)) for i in range(count)]
        if whole:  # in the order of the cells, not of their lines
            notes[0] = footnotes(line for cell in cells for line in cell.lines)
        self.pieces = [
            Piece(height, keep if i == count - 1 else whole or i in (0, count - 2), notes[i])
            for i, height in enumerate(heights)
        ]

    def draw(self, canvas: TaggedCanvas, left: float, placed: Sequence[Placed]) -> None:
        """Draw the slices placed on this page: tints, the rule below, then the cells in order."""
        x = left + self._left
        top, bottom = placed[0].top, placed[-1].bottom
        self._draw_ground(canvas, x, top, bottom)
        if not canvas.is_decorating:
            self._element.attach()
        style = self._style
        first = top - (style.pad_y if placed[0].index == 0 else 0.0)
        for cell in self._cells:
            if not canvas.is_decorating:
                cell.element.attach()
            for piece in placed:
                if piece.index >= len(cell.lines):
                    break
                line = cell.lines[piece.index]
                room = cell.width - 2 * style.pad_x - line.width
                upper = first - (piece.index - placed[0].index) * style.leading
                y = baseline(upper, style.leading, style.size)
                at = x + cell.x + style.pad_x + offset(cell.align, room)
                draw_line(canvas, line, at, y)

    def _draw_ground(self, canvas: TaggedCanvas, x: float, top: float, bottom: float) -> None:
        canvas.artifact()
        for cell in self._cells:
            if cell.fill is not None:
                canvas.fill(x + cell.x, bottom, cell.width, top - bottom - 0.45, cell.fill)
        style = self._style
        if style.rule_width and self._cells:
            right = max(cell.x + cell.width for cell in self._cells)
            ends = [(x + self._cells[0].x, bottom), (x + right, bottom)]
            canvas.stroke(ends, style.rule_width, style.rule)
