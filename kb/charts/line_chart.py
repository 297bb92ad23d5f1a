"""Lines over periods: each named, with its last value, beside its end; a few round values are marked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kb.charts.chart_model import Chart, Colour, Label, Look, Mark, Polyline, Rectangle
from kb.charts.scales import LEADING, apart, decimals, folded, ticks, written

_PLOT, _AXIS = 20.0, 2.0
"""Least height of the plot and room for the periods below it. Lengths are multiples of the type size."""
_SAMPLE = 3.4
"""Room for the piece of line before a series' name: long enough for its dashes to be seen."""
_NAMES = 0.45
"""Share of the width that the names may take."""
_DASHES = ((), (0.6, 0.4), (0.0, 0.4), (1.0, 0.4, 0.0, 0.4))


class LineChart:
    """The lines of a chart. A value that is missing leaves a gap.

    Lines are told apart by colour, dashes and the shape of their dots, two dozen of them.
    """

    def __init__(self, chart: Chart, look: Look) -> None:
        self._chart, self._look = chart, look
        em = look.size
        known = (v for s in chart.series for v in s.values if v is not None)
        self._ticks = ticks(known, look.from_zero)
        self._places = max(map(decimals, self._ticks))
        self._left = max(look.measure(written(t, self._places)) for t in self._ticks) + em
        said = [f"{series.name} {self._end(n)}" for n, series in enumerate(chart.series)]
        wish = max((look.measure(s, bold=True) for s in said), default=0.0)
        names = min(wish + (_SAMPLE + 1.2) * em, _NAMES * look.width) if said else 0.0
        self._right = look.width - names
        self._said = [self._folded(number, names - (_SAMPLE + 0.6) * em) for number in range(len(said))]
        self._step = LEADING * max(map(len, self._said), default=1)
        self._plot = max(_PLOT, (len(said) + 0.5) * self._step) * em
        self.height = self._plot + _AXIS * em

    def _end(self, number: int) -> str:
        """Return a series' last value; a line that ends early says when."""
        at, value = self._last(number)
        early = value is not None and at < len(self._chart.categories) - 1
        shown = self._chart.written(value)
        return f"{shown} ({self._chart.categories[at]})" if early else shown

    def _folded(self, number: int, room: float) -> list[str]:
        """Return a series' name and last value in lines; the value is never cut."""
        series, look = self._chart.series[number], self._look
        width = partial(look.measure, bold=series.name in self._chart.emphasised)
        *whole, last = folded(f"{series.name} {self._end(number)}", room, width)
        if not last.endswith("…"):
            return [*whole, last]
        return [*folded(series.name, room, width, len(whole)), self._end(number)]

    def _last(self, number: int) -> tuple[int, float | None]:
        places = range(len(self._chart.categories) - 1, -1, -1)
        values = ((at, self._chart.value(number, at)) for at in places)
        return next(((at, value) for at, value in values if value is not None), (0, None))

    def marks(self, top: float) -> Iterator[Mark]:
        """Yield the marks of the plot, whose upper end is at height `top`."""
        yield from self._grid(top)
        yield from self._periods(top)
        yield from self._breaks(top)
        bottom = self._y(self._ticks[0], top)
        lasts = [self._last(n)[1] for n in range(len(self._chart.series))]
        wanted = [bottom if last is None else self._y(last, top) for last in lasts]
        heights = apart(wanted, self._step * self._look.size, bottom)
        for number, height in enumerate(heights):
            yield from self._line(number, top)
            yield from self._label(number, height, known=lasts[number] is not None)

    def _x(self, place: int) -> float:
        count, em = len(self._chart.categories), self._look.size
        room = self._right - self._left - 1.5 * em
        return self._left + 0.75 * em + room * (place / (count - 1) if count > 1 else 0.5)

    def _y(self, value: float, top: float) -> float:
        low, high = self._ticks[0], self._ticks[-1]
        return top + self._look.size + (high - value) / (high - low) * (self._plot - 1.4 * self._look.size)

    def _grid(self, top: float) -> Iterator[Mark]:
        look = self._look
        for tick in self._ticks:
            y = self._y(tick, top)
            yield Polyline(((self._left, y), (self._right, y)), 0.05 * look.size, look.grid)
            yield Label(
                self._left - 0.6 * look.size,
                y + 0.35 * look.size,
                written(tick, self._places),
                look.muted,
                "right",
            )

    def _periods(self, top: float) -> Iterator[Mark]:
        """Yield the names of the periods, leaving out those that would meet the one before."""
        look, free = self._look, 0.0
        for place, category in enumerate(self._chart.categories):
            half = look.measure(category) / 2
            x = self._x(place)
            if x - half >= free:
                yield Label(x, top + self._plot + 1.3 * look.size, category, look.ink, "middle")
                free = x + half + look.size

    def _breaks(self, top: float) -> Iterator[Mark]:
        """Yield an upright line where what is measured becomes something else."""
        look = self._look
        for place, category in enumerate(self._chart.categories):
            if place and category in self._chart.breaks:
                x = (self._x(place - 1) + self._x(place)) / 2
                ends = ((x, self._y(self._ticks[-1], top)), (x, self._y(self._ticks[0], top)))
                yield Polyline(ends, 0.08 * look.size, look.muted, (0.3 * look.size, 0.3 * look.size))

    def _style(self, number: int) -> tuple[Colour, float, tuple[float, ...]]:
        """Return colour, width and dash of a line."""
        look, emphasised = self._look, self._chart.emphasised
        if self._chart.series[number].name in emphasised:
            return look.colours[0], 0.22 * look.size, ()
        others = look.colours[1:] if emphasised and len(look.colours) > 1 else look.colours
        kind = number % len(others) + number // len(others)  # so that a colour comes back with another dash
        dash = tuple(length * look.size for length in _DASHES[kind % len(_DASHES)])
        return others[number % len(others)], 0.13 * look.size, dash

    def _line(self, number: int, top: float) -> Iterator[Mark]:
        """Yield the stretches of a line between gaps, with a dot at every value."""
        colour, width, dash = self._style(number)
        stretch: list[tuple[float, float]] = []
        dots: list[tuple[float, float]] = []
        for place in range(len(self._chart.categories) + 1):
            at_end = place == len(self._chart.categories)
            value = None if at_end else self._chart.value(number, place)
            if not at_end and self._chart.categories[place] in self._chart.breaks:
                if len(stretch) > 1:
                    yield Polyline(tuple(stretch), width, colour, dash)
                dots += stretch
                stretch = []
            if value is not None:
                stretch.append((self._x(place), self._y(value, top)))
                continue
            if len(stretch) > 1:
                yield Polyline(tuple(stretch), width, colour, dash)
            dots += stretch
            stretch = []
        for dot in dots:
            yield from self._dot(number, dot)

    def _dot(self, number: int, at: tuple[float, float]) -> Iterator[Mark]:
        """Yield the mark of a value: a disc, a square or a cross."""
        colour, width, _ = self._style(number)
        size = width + 0.28 * self._look.size
        x, y, half = *at, size / 2
        kind = number % 3
        if kind == 0:
            yield Polyline((at, at), size, colour)
        elif kind == 1:
            yield Rectangle(x - half, y - half, size, size, colour)
        else:
            yield Polyline(((x - half, y - half), (x + half, y + half)), 0.5 * size, colour)
            yield Polyline(((x - half, y + half), (x + half, y - half)), 0.5 * size, colour)

    def _label(self, number: int, height: float, known: bool) -> Iterator[Mark]:
        look, lines = self._look, self._said[number]
        colour, width, dash = self._style(number)
        bold = self._chart.series[number].name in self._chart.emphasised
        x = self._right + 0.6 * look.size
        if known:
            yield Polyline(((x, height), (x + (_SAMPLE - 0.8) * look.size, height)), width, colour, dash)
            yield from self._dot(number, (x + (_SAMPLE - 0.8) * look.size / 2, height))
        ink = look.ink if known else look.muted
        y = height + look.size * (0.35 - LEADING * (len(lines) - 1) / 2)
        for line in lines:
            yield Label(x + _SAMPLE * look.size, y, line, ink, bold=bold)
            y += LEADING * look.size
