"""Bar charts: lying bars, each labelled with its category and its value."""

from __future__ import annotations

from builder.document import Chart
from builder.layout.labels import folded, label_width
from builder.layout.scales import written
from builder.layout.styles import ACCENT, CHART, GREY_BAR, INK, MUTED, RULE, SANS_BOLD
from builder.pdf import fonts
from builder.pdf.canvas import Colour, TaggedCanvas

_PITCH = 14.0
_GAP = 4.5
_LINE = 10.4
_TALLEST = 560.0


class BarChart:
    """One group of bars for each category, `measure` points wide."""

    def __init__(self, chart: Chart, measure: float) -> None:
        self._chart = chart
        self._count = max(len(chart.series), 1)
        widest = max((label_width(c) for c in chart.categories), default=0.0)
        self._labels = min(widest + 12, 0.4 * measure)
        self._names = [folded(c, self._labels - 12, self._face(c)) for c in chart.categories]
        heights = [self._group_height(names) for names in self._names]
        self._shrink = min(1.0, _TALLEST / max(sum(heights), 1.0))
        self._heights = [height * self._shrink for height in heights]
        self.height = sum(self._heights) + 4
        ends = max((label_width(self._said(s, i)) for s, i in self._bars()), default=0.0)
        values = [v for s in chart.series for v in s.values if v is not None]
        self._low, high = min([0.0, *values]), max([0.0, *values])
        room = max(measure - self._labels - ends - 8, 40.0)
        self._unit = room / ((high - self._low) or 1.0)

    def _face(self, category: str) -> fonts.Typeface:
        return SANS_BOLD if category in self._chart.emphasised else CHART.typeface

    def _group_height(self, names: list[str]) -> float:
        bars = self._count * _PITCH + (_GAP if self._count > 1 else 3.0)
        return max(bars, len(names) * _LINE + _GAP)

    def _bars(self) -> list[tuple[int, int]]:
        chart = self._chart
        return [(s, i) for i in range(len(chart.categories)) for s in range(len(chart.series))]

    def _value(self, series: int, category: int) -> float | None:
        values = self._chart.series[series].values
        return values[category] if category < len(values) else None

    def _said(self, series: int, category: int) -> str:
        said = written(self._value(series, category))
        return said if self._count == 1 else f"{said}  {self._chart.series[series].name}"

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the chart with its upper left corner at (x, top)."""
        zero = x + self._labels - self._low * self._unit
        upper = top
        for index, height in enumerate(self._heights):
            self._draw_names(canvas, index, x + self._labels - 9, upper - height / 2)
            step = _PITCH * self._shrink
            middle = upper - height / 2 + step * (self._count - 1) / 2
            for series in range(len(self._chart.series)):
                self._draw_bar(canvas, zero, middle - series * step, series, index)
            upper -= height
        canvas.stroke([(zero, top), (zero, upper)], 0.7, RULE)

    def _draw_names(self, canvas: TaggedCanvas, index: int, right: float, middle: float) -> None:
        names, face = self._names[index], self._face(self._chart.categories[index])
        y = middle - 3 + _LINE * (len(names) - 1) / 2
        for name in names:
            start = right - fonts.width(name, face, CHART.size)
            canvas.text(start, y, name, face, CHART.size, INK)
            y -= _LINE

    def _draw_bar(self, canvas: TaggedCanvas, zero: float, middle: float, series: int, index: int) -> None:
        value = self._value(series, index)
        tall = (10.0 if self._count == 1 else 9.4) * self._shrink
        end = zero
        if value is not None:
            length = value * self._unit
            colour = self._colour(series, index)
            canvas.fill(min(zero, zero + length), middle - tall / 2, abs(length), tall, colour)
            end = max(zero, zero + length)
        tint = INK if value is not None else MUTED
        said = fonts.normalise(self._said(series, index))
        canvas.text(end + 5, middle - 3, said, CHART.typeface, CHART.size, tint)

    def _colour(self, series: int, index: int) -> Colour:
        """The accent where it belongs; the last series is the strongest, those before it paler."""
        chart = self._chart
        strong = not chart.emphasised or chart.categories[index] in chart.emphasised
        red, green, blue = ACCENT if strong else GREY_BAR
        pale = 0.55 * (1 - series / (self._count - 1)) if self._count > 1 else 0.0
        return red + (1 - red) * pale, green + (1 - green) * pale, blue + (1 - blue) * pale
