"""Bars: one for each series in each category, names to the left, values at their ends."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kb.charts.chart_model import Chart, Colour, Label, Look, Mark, Polyline, Rectangle
from kb.charts.scales import LEADING, folded

_PITCH, _BAR, _GAP = 1.6, 1.1, 0.45
"""From one bar to the next, the bar itself, the room between categories: multiples of the type size."""


class BarChart:
    """The bars of a chart, which begin at zero. A value that is missing has no bar, but is written so."""

    def __init__(self, chart: Chart, look: Look) -> None:
        self._chart, self._look = chart, look
        em = look.size
        self._count = max(len(chart.series), 1)
        widest = max((look.measure(c, bold=self._bold(c)) for c in chart.categories), default=0.0)
        self._column = min(widest + 1.4 * em, 0.4 * look.width)
        self._names = [
            folded(c, self._column - 1.4 * em, partial(look.measure, bold=self._bold(c)))
            for c in chart.categories
        ]
        heights = [self._group_height(names) for names in self._names]
        self._shrink = min(1.0, look.tallest / max(sum(heights), 1.0))
        self._heights = [height * self._shrink for height in heights]
        self.height = sum(self._heights) + 0.5 * em
        values = [v for s in chart.series for v in s.values if v is not None]
        values += [end for s in chart.series for interval in s.intervals for end in interval or ()]
        self._low, high = min([0.0, *values]), max([0.0, *values])
        ends = max((look.measure(chart.written(v)) for s in chart.series for v in s.values), default=0.0)
        room = max(look.width - self._column - ends - em, 4.5 * em)
        self._unit = room / ((high - self._low) or 1.0)

    def _bold(self, category: str) -> bool:
        return category in self._chart.emphasised

    def _group_height(self, names: list[str]) -> float:
        bars = self._count * _PITCH + (0.35 if self._count == 1 else 2 * _GAP)
        return self._look.size * max(bars, len(names) * LEADING + _GAP)

    def marks(self, top: float) -> Iterator[Mark]:
        """Yield the marks of the bars, the first category at height `top`."""
        look = self._look
        zero = self._column - self._low * self._unit
        pitch = _PITCH * look.size * self._shrink
        upper = top
        for category, height in enumerate(self._heights):
            middle = upper + height / 2
            yield from self._name(category, middle)
            first = middle - pitch * (self._count - 1) / 2
            for series in range(len(self._chart.series)):
                yield from self._bar(series, category, zero, first + series * pitch)
            upper += height
        yield Polyline(((zero, top), (zero, upper)), 0.08 * look.size, look.rule)

    def _name(self, category: int, middle: float) -> Iterator[Mark]:
        look, lines = self._look, self._names[category]
        bold = self._bold(self._chart.categories[category])
        y = middle + look.size * (0.35 - LEADING * (len(lines) - 1) / 2)
        for line in lines:
            yield Label(self._column - look.size, y, line, look.ink, "right", bold)
            y += LEADING * look.size

    def _bar(self, series: int, category: int, zero: float, middle: float) -> Iterator[Mark]:
        look = self._look
        value = self._chart.value(series, category)
        end = zero
        if value is not None:
            length, tall = value * self._unit, _BAR * look.size * self._shrink
            left = min(zero, zero + length)
            yield Rectangle(left, middle - tall / 2, abs(length), tall, self._colour(series, category))
            end = max(zero, zero + length)
        for whisker in self._whisker(series, category, zero, middle):
            yield whisker
            end = max(end, *(x for x, _ in whisker.points))
        colour = look.muted if value is None else look.ink
        yield Label(end + 0.55 * look.size, middle + 0.35 * look.size, self._chart.written(value), colour)

    def _whisker(self, series: int, category: int, zero: float, middle: float) -> Iterator[Polyline]:
        """Yield the line of an interval, with a stroke across each end; nothing where there is none."""
        interval, look = self._chart.interval(series, category), self._look
        if interval is None:
            return
        low, high = (zero + bound * self._unit for bound in interval)
        width, half = 0.09 * look.size, 0.25 * look.size * self._shrink
        yield Polyline(((low, middle), (high, middle)), width, look.ink)
        for x in (low, high):
            yield Polyline(((x, middle - half), (x, middle + half)), width, look.ink)

    def _colour(self, series: int, category: int) -> Colour:
        colours, emphasised = self._look.colours, self._chart.emphasised
        if self._count > 1:
            return colours[series % len(colours)]
        strong = not emphasised or self._chart.categories[category] in emphasised
        return colours[0] if strong else self._look.pale
