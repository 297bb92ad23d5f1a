"""Bar and line charts as SVG: one file without script, style sheet or outside font.

The title and description of the image are read aloud by screen readers, and the description holds every
value that is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10
from xml.sax.saxutils import escape

from kb.common.tables import clean

WIDTH = 900
_LEFT, _RIGHT, _LINE, _BAR = 300, 110, 20, 16
_PLOT = WIDTH - _LEFT - _RIGHT
_HEIGHT = 260
"""Pixels of the plot of a line chart."""
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#8c8c00")
"""Colours that people who see few of them can tell apart (Okabe and Ito)."""
_DASHES = ("", "6 3", "2 3", "8 3 2 3")


@dataclass(frozen=True, slots=True)
class Series:
    """Values in the order of the chart's categories; None where there is none."""

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart."""

    title: str
    note: str
    """Unit, source and period."""
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    line: bool = False
    """Whether the categories are periods, joined by lines."""


def svg(charts: Sequence[Chart], title: str) -> str:
    """Draw charts below one another."""
    drawn: list[str] = []
    top = 44.0
    for chart in charts:
        drawn.append(f'<g transform="translate(0 {_f(top)})">')
        drawn += _lines(chart) if chart.line else _bars(chart)
        drawn.append("</g>")
        top += height_of(chart)
    told = " ".join(_told(chart) for chart in charts)
    size = f'viewBox="0 0 {WIDTH} {_f(top)}" width="{WIDTH}" height="{_f(top)}"'
    spoken = 'role="img" aria-labelledby="title description"'
    font = 'font-family="sans-serif" font-size="12"'
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {spoken} {font}>',
        f'<title id="title">{_text(title)}</title>',
        f'<desc id="description">{_text(told)}</desc>',
        f'<rect width="{WIDTH}" height="{_f(top)}" fill="#ffffff"/>',
        f'<text x="12" y="26" font-size="16" font-weight="bold">{_text(title)}</text>',
    ]
    return "\n".join([*head, *drawn, "</svg>\n"])


def height_of(chart: Chart) -> float:
    """Return how many pixels a chart takes from top to bottom."""
    if chart.line:
        return _HEIGHT + 100 + _LINE * len(chart.series)
    return 64 + _LINE * len(chart.series) + len(chart.categories) * (_BAR * len(chart.series) + 8)


def _told(chart: Chart) -> str:
    """Say a chart in words, with all its values."""
    parts = [
        f"{series.label}: "
        + ", ".join(
            f"{category} {_number(value)}"
            for category, value in zip(chart.categories, series.values, strict=True)
            if value is not None
        )
        for series in chart.series
    ]
    return f"{chart.title}. {chart.note}. {'; '.join(parts)}."


def _head(chart: Chart) -> Iterator[str]:
    yield f'<text x="12" y="16" font-size="14" font-weight="bold">{_text(chart.title)}</text>'
    yield f'<text x="12" y="32" fill="#444444">{_text(chart.note)}</text>'
    for n, series in enumerate(chart.series):
        y = 40 + _LINE * n
        yield f'<rect x="12" y="{y}" width="12" height="12" fill="{_colour(n)}"/>'
        yield f'<text x="30" y="{y + 10}">{_text(series.label)}</text>'


def _bars(chart: Chart) -> Iterator[str]:
    yield from _head(chart)
    low, high = _range(chart)
    scale = _PLOT / (high - low)
    zero = _LEFT - low * scale
    y = top = 48.0 + _LINE * len(chart.series)
    for place, category in enumerate(chart.categories):
        middle = y + _BAR * len(chart.series) / 2 + 4
        yield f'<text x="{_LEFT - 8}" y="{_f(middle)}" text-anchor="end">{_text(_cut(category))}</text>'
        for n, series in enumerate(chart.series):
            value = series.values[place]
            if value is not None:
                x, length = min(zero, zero + value * scale), abs(value) * scale
                yield (
                    f'<rect x="{_f(x)}" y="{_f(y)}" width="{_f(length)}" height="{_BAR - 3}" '
                    f'fill="{_colour(n)}"/>'
                )
            end = max(zero, zero + (value or 0) * scale) + 5
            shown = "no data" if value is None else _number(value)
            yield f'<text x="{_f(end)}" y="{_f(y + 11)}">{shown}</text>'
            y += _BAR
        y += 8
    yield f'<line x1="{_f(zero)}" x2="{_f(zero)}" y1="{_f(top - 4)}" y2="{_f(y)}" stroke="#444444"/>'


def _lines(chart: Chart) -> Iterator[str]:
    yield from _head(chart)
    low, high = _range(chart)
    top = 52 + _LINE * len(chart.series)
    left, plot = 90, WIDTH - 90 - _RIGHT
    step = plot / max(len(chart.categories) - 1, 1)

    def y(value: float) -> float:
        return top + _HEIGHT * (high - value) / (high - low)

    for tick in _ticks(low, high):
        yield f'<line x1="{left}" x2="{left + plot}" y1="{_f(y(tick))}" y2="{_f(y(tick))}" stroke="#dddddd"/>'
        yield f'<text x="{left - 8}" y="{_f(y(tick) + 4)}" text-anchor="end">{_number(tick)}</text>'
    for place, category in enumerate(chart.categories):
        where = f'x="{_f(left + step * place)}" y="{_f(top + _HEIGHT + 18)}"'
        yield f'<text {where} text-anchor="middle">{_text(category)}</text>'
    ends: list[tuple[float, float, float]] = []
    for n, series in enumerate(chart.series):
        points = [(left + step * i, y(v), v) for i, v in enumerate(series.values) if v is not None]
        path = " ".join(f"{_f(x)},{_f(at)}" for x, at, _ in points)
        dash = f' stroke-dasharray="{_DASHES[n % 4]}"' if n % 4 else ""
        yield f'<polyline points="{path}" fill="none" stroke="{_colour(n)}" stroke-width="2"{dash}/>'
        for x, at, _ in points:
            yield f'<circle cx="{_f(x)}" cy="{_f(at)}" r="3" fill="{_colour(n)}"/>'
        ends += points[-1:]
    for (x, _, value), at in zip(ends, _apart([at for _, at, _ in ends]), strict=True):
        yield f'<text x="{_f(x + 8)}" y="{_f(at + 4)}">{_number(value)}</text>'


def _apart(heights: list[float]) -> list[float]:
    """Move labels down where they would overlap."""
    moved = list(heights)
    last = -_BAR * 1.0
    for n in sorted(range(len(heights)), key=lambda n: heights[n]):
        moved[n] = last = max(heights[n], last + _BAR - 3)
    return moved


def _range(chart: Chart) -> tuple[float, float]:
    """Return the ends of the scale, which always includes zero: a cut axis makes differences look big."""
    values = [value for series in chart.series for value in series.values if value is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    if low == high:
        return 0.0, 1.0
    step = _step(high - low)
    return floor(low / step) * step, -floor(-high / step) * step


def _step(span: float) -> float:
    """Return a round step of which four to ten make up a span."""
    unit: float = 10.0 ** floor(log10(span / 4))
    return next(unit * factor for factor in (5, 2, 1) if span / (unit * factor) >= 4)


def _ticks(low: float, high: float) -> list[float]:
    step = _step(high - low)
    return [low + step * n for n in range(round((high - low) / step) + 1)]


def _number(value: float) -> str:
    """Write a number with commas and no more decimals than it has, three at most."""
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def _colour(number: int) -> str:
    return _COLOURS[number % len(_COLOURS)]


def _f(value: float) -> str:
    """Write a coordinate; tenths of a pixel are enough, and the same everywhere."""
    return f"{value:.1f}".removesuffix(".0")


def _cut(text: str) -> str:
    """Shorten a name to the room beside the bars, also in the wide sans-serif of some systems."""
    return text if len(text) <= 42 else f"{text[:41].rstrip()}…"


def _text(text: str) -> str:
    return escape(clean(text))
