"""Line charts: every line named at its end, a few round values marked."""

from __future__ import annotations

from builder.document import Chart, Series
from builder.layout.labels import clipped
from builder.layout.scales import ticks, written
from builder.layout.styles import ACCENT, CHART, GRID, INK, MUTED, SANS_BOLD
from builder.pdf import fonts
from builder.pdf.canvas import Colour, TaggedCanvas

_HEIGHT = 196.0
_FOOT = 20.0
_LINE = 11.4
_OTHERS: tuple[Colour, ...] = ((0.38, 0.44, 0.50), (0.55, 0.36, 0.20), (0.25, 0.47, 0.38))
"""Colours of the lines that are not emphasised."""


class LineChart:
    """One line for each series over the categories, `measure` points wide."""

    height = _HEIGHT

    def __init__(self, chart: Chart, measure: float) -> None:
        self._chart = chart
        self._ticks = ticks((v for s in chart.series for v in s.values if v is not None), from_zero=False)
        widest = max(fonts.width(written(t), CHART.typeface, CHART.size) for t in self._ticks)
        self._axis = widest + 8
        names = [f"{s.name} {written(_last(s))}" for s in chart.series]
        wish = max((fonts.width(n, SANS_BOLD, CHART.size) for n in names), default=0.0)
        self._names = min(wish + 8, 0.38 * measure)
        self._measure = measure

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the chart with its upper left corner at (x, top)."""
        self._draw_grid(canvas, x, top)
        self._draw_categories(canvas, x, top)
        heights = self._label_heights(top)
        for number, series in enumerate(self._chart.series):
            strong = series.name in self._chart.emphasised
            colour = ACCENT if strong else _OTHERS[number % len(_OTHERS)]
            self._draw_line(canvas, series, x, top, colour, 1.9 if strong else 1.1)
            if series.name in heights:
                face = SANS_BOLD if strong else CHART.typeface
                said = clipped(f"{series.name} {written(_last(series))}", self._names)
                at = x + self._measure - self._names + 6
                canvas.text(at, heights[series.name] - 3, said, face, CHART.size, colour)

    def _x(self, index: int, x: float) -> float:
        count = len(self._chart.categories)
        room = self._measure - self._axis - self._names - 8
        share = index / (count - 1) if count > 1 else 0.5
        return x + self._axis + 4 + share * room

    def _y(self, value: float, top: float) -> float:
        low, high = self._ticks[0], self._ticks[-1]
        return top - 8 - (high - value) / (high - low) * (_HEIGHT - _FOOT - 12)

    def _draw_grid(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        right = x + self._measure - self._names
        for tick in self._ticks:
            y = self._y(tick, top)
            canvas.stroke([(x + self._axis, y), (right, y)], 0.4, GRID)
            said = written(tick)
            start = x + self._axis - 6 - fonts.width(said, CHART.typeface, CHART.size)
            canvas.text(start, y - 3, said, CHART.typeface, CHART.size, MUTED)

    def _draw_categories(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        free = x
        for index, category in enumerate(self._chart.categories):
            text = fonts.normalise(category)
            width = fonts.width(text, CHART.typeface, CHART.size)
            start = self._x(index, x) - width / 2
            if start >= free:
                canvas.text(start, top - _HEIGHT + 4, text, CHART.typeface, CHART.size, INK)
                free = start + width + 8

    def _draw_line(
        self,
        canvas: TaggedCanvas,
        series: Series,
        x: float,
        top: float,
        colour: Colour,
        width: float,
    ) -> None:
        points: list[tuple[float, float]] = []
        for index, value in enumerate((*series.values, None)):
            if value is not None and index < len(self._chart.categories):
                points.append((self._x(index, x), self._y(value, top)))
            elif points:
                canvas.stroke(points if len(points) > 1 else points * 2, width, colour)
                points = []

    def _label_heights(self, top: float) -> dict[str, float]:
        """Return where each name stands: at the end of its line, moved down where they would meet."""
        ends = [(s.name, _last(s)) for s in self._chart.series]
        placed = sorted(((self._y(v, top), name) for name, v in ends if v is not None), reverse=True)
        heights: dict[str, float] = {}
        above = top + _LINE
        for y, name in placed:
            above = heights[name] = min(y, above - _LINE)
        return heights


def _last(series: Series) -> float | None:
    return next((v for v in reversed(series.values) if v is not None), None)
