"""What a chart shows, how it is to look, and the marks that it is drawn as: plain data, no drawing.

Coordinates begin in the upper left corner, `x` to the right and `y` down, in the unit of the `Look` (points
of a page, pixels of an image).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from kb.charts.scales import decimals, written

Colour = tuple[float, float, float]
"""sRGB, each from 0 to 1."""


class Measure(Protocol):
    """Measures words, for labels to fit."""

    def __call__(self, text: str, *, bold: bool = False) -> float:
        """Return the width of a text in the type of the drawing."""


@dataclass(frozen=True, slots=True)
class Series:
    """Values in the order of the chart's categories; None where there is none."""

    name: str
    values: tuple[float | None, ...]
    intervals: tuple[tuple[float, float] | None, ...] = ()
    """Lower and upper bound of each value, drawn as a whisker over its bar; empty, or None, for none."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars for categories, or lines over periods."""

    title: str
    """Stands above an image; a page sets its own caption."""
    note: str
    """What the values count, and where they are from; stands above the drawing."""
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    kind: Literal["bar", "line"] = "bar"
    emphasised: tuple[str, ...] = ()
    """Categories (bar) or names of series (line) that stand out."""
    sign: str = ""
    """What stands before each value, such as `$`."""
    decimals: int = 0
    """Decimal places of each value, at least; with more where one of the values has more."""
    breaks: tuple[str, ...] = ()
    """Categories before which lines are interrupted: what was measured until then is something else."""

    def written(self, value: float | None) -> str:
        """Return a value as it is written, all of a chart with as many decimal places."""
        places = (decimals(v) for s in self.series for v in s.values if v is not None)
        return written(value, max((self.decimals, *places)), self.sign)

    def value(self, series: int, category: int) -> float | None:
        """Return a value; None also where the series is too short."""
        values = self.series[series].values
        return values[category] if category < len(values) else None

    def interval(self, series: int, category: int) -> tuple[float, float] | None:
        """Return lower and upper bound of a value; None where there are none."""
        intervals = self.series[series].intervals
        return intervals[category] if category < len(intervals) else None


@dataclass(frozen=True, slots=True)
class Look:
    """Room, type and colours of a drawing."""

    width: float
    size: float
    """Type size; all distances follow it."""
    measure: Measure
    colours: tuple[Colour, ...]
    """Of the series; the first is the accent of what is emphasised."""
    ink: Colour
    muted: Colour
    rule: Colour
    grid: Colour
    pale: Colour
    """Bars beside those that are emphasised."""
    from_zero: bool = True
    """Whether the scale of lines begins at zero, as that of bars always does."""
    tallest: float = float("inf")
    """Height that the bars of a chart are shrunk to."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A filled rectangle, given by its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Polyline:
    """A line with round ends and joins; twice the same point is a dot."""

    points: tuple[tuple[float, float], ...]
    width: float
    colour: Colour
    dash: tuple[float, ...] = ()
    """Lengths of dashes and gaps in turn; empty for an unbroken line."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words on one line: `x` is their left end, right end or middle, `y` their baseline."""

    x: float
    y: float
    text: str
    colour: Colour
    align: Literal["left", "right", "middle"] = "left"
    bold: bool = False


Mark = Rectangle | Polyline | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as marks, in the order in which they are drawn and read."""

    width: float
    height: float
    marks: tuple[Mark, ...]
