"""What a chart draws: figures of occupations by code, measure and period, or single ones by their ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.draft import nodes
from builder.resolve import cells, find, find_figures, values
from builder.resolve.context import Context, UnresolvedError
from builder.resolve.directives.directive import words
from kb.findings import Check, Severity
from kb.model.records import Figure

MIXED_UNITS = Check(
    "mixed-units",
    Severity.ERROR,
    "A chart would draw figures of different units on one scale.",
    "Draw a chart for each unit.",
)


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a chart; None where none is recorded."""

    name: str
    """The bar or line that it belongs to."""
    code: str
    """The occupation that it is of."""
    period: str
    figure: Figure | None


def charted(written: nodes.Directive, context: Context) -> list[Point]:
    """Return what a chart draws, in the order that its argument names it.

    Raises:
        UnresolvedError: there is no such code or figure, none at all, or units differ.
    """
    asked = words(written.argument)
    named = [word for word in asked if context.lookup.figure(word)]
    measure = written.options.get("measure", "")
    codes = [word for word in asked if word not in named]
    points = _of_codes(codes, measure, words(written.options.get("periods", "latest")), context)
    points += _of_ids([find_figures.figure(word, context) for word in named], context)
    units = {point.figure.unit for point in points if point.figure}
    if not units:
        raise UnresolvedError(
            find_figures.UNKNOWN_FIGURE,
            f"The graph holds no figures of {measure or 'a measure'} for this chart.",
            "Write {chart} 43-5031 33-9031 with :measure: employment and :periods: 2025-05, or figure ids.",
        )
    if len(units) > 1:
        labels = sorted(context.lookup.label("unit", unit) for unit in units)
        raise UnresolvedError(
            MIXED_UNITS, f"The chart would draw {values.listed(labels)} on one scale.", MIXED_UNITS.fix
        )
    return points


def _of_codes(codes: list[str], measure: str, periods: list[str], context: Context) -> list[Point]:
    titles = {code: find.occupation(code, context).title for code in codes}
    points = [
        Point(_title(code, titles), code, period, find_figures.counted_figure(code, measure, period, context))
        for code in codes
        for period in periods
    ]
    lacking = (f"{measure} of {p.code}, {p.period}" for p in points if not p.figure)
    if any(point.figure for point in points):
        cells.tell_not_recorded(lacking, context)
    return points


def _title(code: str, titles: dict[str, str]) -> str:
    title = titles[code]
    return f"{title} ({code})" if list(titles.values()).count(title) > 1 else title


def _of_ids(figures: Sequence[Figure], context: Context) -> list[Point]:
    """Name figures by what tells them apart, and by their place wherever it is not the whole country."""
    occupations = {figure.occupation for figure in figures}
    measures = {figure.measure for figure in figures}
    places = {figure.place for figure in figures}
    soc = context.lookup.classification
    names = []
    for figure in figures:
        parts = [
            context.lookup.titles.get(figure.occupation, figure.occupation) * (len(occupations) > 1),
            figure.label or context.lookup.label("measure", figure.measure) * (len(measures) > 1),
            (soc.nation if soc.is_nation(figure.place) else figure.place)
            * (len(places) > 1 or not soc.is_nation(figure.place)),
        ]
        title = context.lookup.titles.get(figure.occupation, figure.occupation)
        said = ", ".join(filter(None, parts)) or title
        names.append(said[0].upper() + said[1:])
    several = len({figure.period for figure in figures}) > 1
    if several and len(set(names)) == len(names):  # bars of different days
        dated = (f"{name} ({values.period(f.period)})" for name, f in zip(names, figures, strict=True))
        return [Point(n, f.occupation, "", f) for n, f in zip(dated, figures, strict=True)]
    return [Point(n, f.occupation, f.period, f) for n, f in zip(names, figures, strict=True)]
