"""Charts: a caption, one Figure with its description, a source line."""

from __future__ import annotations

from collections.abc import Sequence

from builder import document as d
from builder.layout.galley import Galley
from builder.layout.styles import (
    CAPTION,
    CHART,
    CHART_COLOURS,
    GREY_BAR,
    GRID,
    INK,
    MUTED,
    RULE,
    SANS_BOLD,
    SOURCE,
)
from builder.layout.text_runs import numbered
from builder.pdf import fonts
from builder.pdf.canvas import TaggedCanvas
from builder.pdf.flow.pieces import Flowing, Piece, Placed
from builder.pdf.structure import Element, figure, place_figure
from kb.charts import Chart, Drawing, Label, Look, Polyline, Rectangle, Series, draw

_TALLEST = 560.0
"""A figure cannot be divided, so its bars have to fit on a page."""


def set_chart(galley: Galley, block: d.Chart, parent: Element) -> None:
    """Set a chart with its caption above and its source below."""
    group = Element("Div", parent)
    galley.text(
        numbered("Figure", block.number, block.caption),
        CAPTION,
        Element("Caption", group),
        anchors=(block.anchor,) if block.anchor else (),
        together=True,
        keep_next=True,
        wide=True,
    )
    galley.add(_Plot(block, group, galley.indent, galley.span))
    galley.text(block.source, SOURCE, Element("P", group), together=True, wide=True)


class _Plot(Flowing):
    """The drawing, all of it one marked content."""

    def __init__(self, block: d.Chart, parent: Element, left: float, measure: float) -> None:
        super().__init__(before=2, after=4 if block.source else SOURCE.after)
        self._drawing = chart_drawing(block, measure)
        self._left = left
        height = self._drawing.height
        self._element = figure(parent, block.alternative)
        self.pieces = (Piece(height, keep=bool(block.source)),)

    def draw(self, canvas: TaggedCanvas, left: float, placed: Sequence[Placed]) -> None:
        x, top = left + self._left, placed[0].top
        bottom, right = top - self._drawing.height, x + self._drawing.width
        place_figure(self._element, (x, bottom, right, top))
        canvas.mark(self._element)
        for mark in self._drawing.marks:
            match mark:
                case Rectangle():
                    canvas.fill(x + mark.x, top - mark.y - mark.height, mark.width, mark.height, mark.colour)
                case Polyline():
                    points = [(x + right, top - down) for right, down in mark.points]
                    canvas.stroke(points, mark.width, mark.colour, mark.dash)
                case Label():
                    _draw_label(canvas, mark, x, top)


def chart_drawing(block: d.Chart, measure: float) -> Drawing:
    """Return the marks of a chart that is `measure` points wide."""
    series = tuple(Series(one.name, one.values, one.intervals) for one in block.series)
    chart = Chart(
        "",
        block.unit,
        block.categories,
        series,
        block.kind,
        block.emphasised,
        block.sign,
        block.decimals,
        block.breaks,
    )
    return draw(chart, _look(measure))


def _draw_label(canvas: TaggedCanvas, label: Label, x: float, top: float) -> None:
    room = {"left": 0.0, "middle": 0.5, "right": 1.0}[label.align] * _width(label.text, bold=label.bold)
    face = SANS_BOLD if label.bold else CHART.typeface
    canvas.text(
        x + label.x - room, top - label.y, fonts.normalise(label.text), face, CHART.size, label.colour
    )


def _look(measure: float) -> Look:
    return Look(
        width=measure,
        size=CHART.size,
        measure=_width,
        colours=CHART_COLOURS,
        ink=INK,
        muted=MUTED,
        rule=RULE,
        grid=GRID,
        pale=GREY_BAR,
        from_zero=False,
        tallest=_TALLEST,
    )


def _width(text: str, *, bold: bool = False) -> float:
    return fonts.width(fonts.normalise(text), SANS_BOLD if bold else CHART.typeface, CHART.size)
