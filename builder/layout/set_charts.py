"""Charts: a caption, one Figure with its description, a source line."""

from __future__ import annotations

from collections.abc import Sequence

from builder.document import Chart
from builder.layout.bars import BarChart
from builder.layout.curves import LineChart
from builder.layout.galley import Galley
from builder.layout.styles import CAPTION, CHART, MUTED, SOURCE
from builder.pdf.canvas import TaggedCanvas
from builder.pdf.flow.pieces import Flowing, Piece, Placed
from builder.pdf.structure import Element, figure

_UNIT_LINE = 15.0


class _Plot(Flowing):
    """The drawing: the unit in words, then bars or lines; all of it one marked content."""

    def __init__(self, chart: Chart, parent: Element, left: float, measure: float) -> None:
        super().__init__(before=2, after=4 if chart.source else SOURCE.after)
        kind = BarChart if chart.kind == "bar" else LineChart
        self._body: BarChart | LineChart = kind(chart, measure)
        self._unit = chart.unit
        self._left = left
        head = _UNIT_LINE if chart.unit else 0.0
        self._head = head
        height = self._body.height + head
        self._element = figure(parent, chart.alternative, (0, 0, measure, height))
        self.pieces = (Piece(height, keep=bool(chart.source)),)

    def draw(self, canvas: TaggedCanvas, left: float, placed: Sequence[Placed]) -> None:
        x, top = left + self._left, placed[0].top
        canvas.mark(self._element)
        if self._unit:
            canvas.text(x, top - 9, self._unit, CHART.typeface, CHART.size, MUTED)
        self._body.draw(canvas, x, top - self._head)


def set_chart(galley: Galley, block: Chart, parent: Element) -> None:
    """Set a chart with its caption above and its source below."""
    group = Element("Div", parent)
    galley.text(
        block.caption,
        CAPTION,
        Element("Caption", group),
        anchors=(block.anchor,) if block.anchor else (),
        together=True,
        keep_next=True,
    )
    galley.add(_Plot(block, group, galley.indent, galley.measure))
    galley.text(block.source, SOURCE, Element("P", group), together=True)
