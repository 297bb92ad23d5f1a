"""Table rows: cells side by side, divided between lines only where a row is long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.pdf.canvas import Colour, TaggedCanvas
from builder.pdf.flow.blocks import Flowing, Piece, Placed
from builder.pdf.flow.lines import Line
from builder.pdf.flow.paragraph import Align, baseline, draw_line, offset
from builder.pdf.structure import Element

_WHOLE = 9
"""Rows of up to this many lines are never divided."""


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
        self.pieces = [
            Piece(height, keep=keep if i == count - 1 else whole or i in (0, count - 2))
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
