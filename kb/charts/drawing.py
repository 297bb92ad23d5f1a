"""From a chart to marks: the note and the key to the colours, and below them bars or lines."""

from __future__ import annotations

from kb.charts.bar_chart import BarChart
from kb.charts.chart_model import Chart, Drawing, Label, Look, Mark, Rectangle
from kb.charts.line_chart import LineChart
from kb.charts.scales import LEADING, clipped, folded

_NOTE_LINES = 6
_ROW = 1.7
"""Height of a row of the key, as a multiple of the type size."""


def draw(chart: Chart, look: Look) -> Drawing:
    """Return the marks of a chart."""
    head, top = _head(chart, look)
    body = LineChart(chart, look) if chart.kind == "line" else BarChart(chart, look)
    return Drawing(look.width, top + body.height, (*head, *body.marks(top)))


def _head(chart: Chart, look: Look) -> tuple[list[Mark], float]:
    """Return the note, the key to the colours where bars of several series meet, and the height of both."""
    em, y = look.size, 0.0
    marks: list[Mark] = []
    for line in folded(chart.note, look.width, look.measure, _NOTE_LINES) if chart.note else []:
        y += LEADING * em
        marks.append(Label(0.0, y - 0.2 * em, line, look.muted))
    y += 0.5 * em if chart.note else 0.0
    for row in _key(chart, look):
        for number, x, name in row:
            marks.append(Rectangle(x, y + 0.2 * em, em, em, look.colours[number % len(look.colours)]))
            marks.append(Label(x + 1.5 * em, y + 1.05 * em, name, look.ink))
        y += _ROW * em
    return marks, y


def _key(chart: Chart, look: Look) -> list[list[tuple[int, float, str]]]:
    """Return the rows of the key: number, place and name of each series."""
    if chart.kind == "line" or len(chart.series) < 2:
        return []
    rows: list[list[tuple[int, float, str]]] = [[]]
    x = 0.0
    for number, series in enumerate(chart.series):
        name = clipped(series.name, look.width - 1.5 * look.size, look.measure)
        width = 1.5 * look.size + look.measure(name)
        if rows[-1] and x + width > look.width:
            rows.append([])
            x = 0.0
        rows[-1].append((number, x, name))
        x += width + 2 * look.size
    return rows
