"""`{chart}`: figures drawn as bars or lines, with the same numbers in words for screen readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from builder.document import Chart, Series
from builder.draft import nodes
from builder.resolve import cells, find_figures, sourcing, values
from builder.resolve.cells import source_line, spoken
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.charted_figures import Point, charted
from builder.resolve.directives.directive import directive, words
from builder.resolve.directives.figure_directives import plain
from kb.model.currency import default_currency
from kb.model.records import Figure

Kind = Literal["bar", "line"]


@directive(
    "chart",
    "CODE …",
    "Bars of one period, or lines of several. Ids of figures draw those, named by place and label.",
    {
        "measure": "The measure to draw, of codes.",
        "periods": "Reference periods; several make lines, one makes bars.",
        "emphasise": "Codes or ids to draw in the accent colour.",
        "caption": "Another caption.",
    },
)
def chart(written: nodes.Directive, context: Context) -> Blocks:
    """Return a bar chart of one period, or a line chart of several."""
    points = charted(written, context)
    present = [point.figure for point in points if point.figure]
    names = list(dict.fromkeys(point.name for point in points))
    periods = list(dict.fromkeys(point.period for point in points))
    kind: Kind = "line" if len(periods) > 1 else "bar"
    grid = {(p.name, p.period): _height(p.figure) for p in points}
    breaks = _breaks(present, periods, context) if kind == "line" else {}
    if kind == "line":
        categories = tuple(values.period(p) for p in periods)
        series = tuple(Series(name, tuple(grid.get((name, p)) for p in periods)) for name in names)
    else:
        categories = tuple(names)
        intervals = {p.name: _interval(p.figure, context) for p in points}
        heights = tuple(grid[name, periods[0]] for name in names)
        series = (Series(_measures(present, context), heights, tuple(intervals[name] for name in names)),)
    caption = cells.caption(written, _caption(present, context), context)
    spoken_values = f"{spoken(caption)}: {_in_words(points, context)}"
    citations = [plain(c) for figure in present for c in sourcing.of_figure(figure, context)]
    return (
        Chart(
            kind=kind,
            caption=caption,
            categories=categories,
            series=series,
            alternative=" ".join(f"{said}." for said in (spoken_values, *_told(breaks))),
            unit="; ".join((_unit(present, kind, context), *_told(breaks))),
            emphasised=_emphasised(written, points),
            source=source_line(citations, context),
            sign=values.sign(present[0].unit),
            decimals=values.common_decimals(present),
            breaks=tuple(breaks),
        ),
    )


def _height(figure: Figure | None) -> float | None:
    return float(values.rounded(figure.value, figure.unit)) if figure and not figure.bound else None


def _breaks(present: Sequence[Figure], periods: Sequence[str], context: Context) -> dict[str, str]:
    """Return the periods, as they are written, before which lines are interrupted, and why."""
    sources = (context.lookup.sources.get(figure.provenance.source) for figure in present)
    names = {source.series for source in sources if source}
    known = default_currency().series
    return {
        values.period(period): why
        for name in sorted(names & known.keys())
        for period, why in known[name].breaks_among(periods).items()
    }


def _told(breaks: Mapping[str, str]) -> list[str]:
    return [f"line interrupted at {period}: {why}" for period, why in breaks.items()]


def _interval(figure: Figure | None, context: Context) -> tuple[float, float] | None:
    estimate = context.lookup.estimate(figure) if figure else None
    if estimate is None or estimate.lower is None or estimate.upper is None:
        return None
    return estimate.lower, estimate.upper


def _unit(present: Sequence[Figure], kind: Kind, context: Context) -> str:
    """Return what the values count; of values of a survey how many answered, and what the whiskers are."""
    unit = context.lookup.label("unit", present[0].unit)
    estimates = [estimate for figure in present if (estimate := context.lookup.estimate(figure))]
    if not estimates:
        return unit
    asked = sorted({estimate.sample for estimate in estimates if estimate.sample})
    n = f"n = {asked[0]}" if len(asked) == 1 else f"n from {asked[0]} to {asked[-1]}"
    drawn = [estimate for estimate in estimates if estimate.interval and kind == "bar"]
    whose = " by Wilson’s method" if any(estimate.computed for estimate in drawn) else ""
    return f"{unit}; {n}; lines: 95% intervals{whose}" if drawn else f"{unit}; {n}"


def _emphasised(written: nodes.Directive, points: Sequence[Point]) -> tuple[str, ...]:
    """Return the names of what is drawn in the accent colour."""
    known = {point.code: point.name for point in points}
    known |= {point.figure.id: point.name for point in points if point.figure}
    asked = words(written.options.get("emphasise", ""))
    for word in asked:
        if word not in known:
            raise UnresolvedError(
                find_figures.UNKNOWN_FIGURE,
                f"The chart does not show {word}, which :emphasise: names.",
                f"Name what the chart draws: {', '.join(words(written.argument))}.",
            )
    return tuple(known[word] for word in asked)


def _measures(present: Sequence[Figure], context: Context) -> str:
    measures = dict.fromkeys(context.lookup.label("measure", figure.measure) for figure in present)
    return values.listed(list(measures)).capitalize()


def _caption(present: Sequence[Figure], context: Context) -> str:
    periods = sorted({figure.period for figure in present})
    span = values.period(periods[0])
    if len(periods) > 1:
        span = f"{span} to {values.period(periods[-1])}"
    return f"{_measures(present, context)}, {span}"


def _in_words(points: Sequence[Point], context: Context) -> str:
    """Return every value of the chart as text."""
    said: dict[str, list[str]] = {}
    for point in points:
        shown = said.setdefault(point.name, [])
        if point.figure:
            firm = values.firmness(context.lookup.estimate(point.figure))
            when = values.period(point.figure.period)
            shown.append(f"{values.quantity(point.figure)} in {when}{f' ({firm})' if firm else ''}")
    return "; ".join(f"{name} {', '.join(shown) or 'not recorded'}" for name, shown in said.items())
