"""Directives on figures: occupations by measure and period, and side by side."""

from __future__ import annotations

from collections.abc import Iterable

from builder.citations import Citation
from builder.document import Cell, Inlines, Table
from builder.draft import nodes
from builder.resolve import cells, find, find_figures, party_ratings, sourcing, values
from builder.resolve.cells import cell, header, not_recorded, row_head, source_line, text
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import directive, words
from builder.resolve.party_ratings import RATINGS, PartyDuties, party_duties, party_of
from kb.findings import Check, Severity
from kb.model.records import Figure

UNKNOWN_MEASURE = Check(
    "unknown-measure",
    Severity.ERROR,
    "There is no such measure.",
    "Correct the name.",
)
Column = tuple[str, str]
"""Measure and period."""


@directive(
    "figures",
    "CODE …",
    "Figures, a row an occupation.",
    {
        "measures": "Measures, such as employment annual-median-wage.",
        "periods": "Reference periods, such as 2024-05 2025-05; the latest otherwise.",
        "caption": "Another caption.",
    },
)
def figures(written: nodes.Directive, context: Context) -> Blocks:
    """Return a table: occupations by measure and period."""
    codes = words(written.argument)
    columns = read_columns(written, context)
    if not codes or not columns:
        raise UnresolvedError(
            find_figures.UNKNOWN_FIGURE,
            "The table of figures names no occupations, measures or periods.",
            "Write {figures} 43-5031 33-9031 with :measures: employment and :periods: 2025-05.",
        )
    rows: list[tuple[Cell, ...]] = []
    found = [[find_figures.counted_figure(code, *column, context) for column in columns] for code in codes]
    periods = [sorted({f.period for f in column if f}) for column in zip(*found, strict=True)]
    places = [values.common_decimals(column) for column in zip(*found, strict=True)]
    for code, figures_there in zip(codes, found, strict=True):
        occupation = find.occupation(code, context)
        values_there = zip(figures_there, places, periods, strict=True)
        shown = [
            value_cell(figure, some, context, dated=len(several) > 1)
            for figure, some, several in values_there
        ]
        rows.append((row_head(f"{occupation.title} ({code})"), *shown))
    lacking = [
        f"{measure} of {code}, {period}"
        for code, row in zip(codes, found, strict=True)
        for (measure, period), figure in zip(columns, row, strict=True)
        if not figure
    ]
    cells.tell_not_recorded(lacking, context)
    cited = [c for row in found for figure in row if figure for c in sourcing.of_figure(figure, context)]
    return (
        Table(
            caption=cells.caption(written, _caption(columns, context), context),
            header=header("Occupation", *_names(columns, periods, context), align="right"),
            rows=tuple(rows),
            widths=(3.0, *(1.2 for _ in columns)),
            source=(
                *survey_legend((figure for row in found for figure in row), context),
                *source_line([plain(c) for c in cited], context),
            ),
            dense=len(columns) > 4,
            landscape=len(columns) > 7,
        ),
    )


def read_columns(written: nodes.Directive, context: Context) -> list[Column]:
    """Return the measures and periods that the options ask for; a measure must be known."""
    measures = words(written.options.get("measures", ""))
    known = {key.partition("/")[2] for key in context.lookup.labels if key.startswith("measure/")}
    for measure in measures:
        find.known(UNKNOWN_MEASURE, measure, dict.fromkeys(known), f"Measures: {', '.join(sorted(known))}.")
    periods = words(written.options.get("periods", "latest"))
    return [(measure, period) for measure in measures for period in periods]


def value_cell(figure: Figure | None, places: int, context: Context, *, dated: bool = False) -> Cell:
    """Return a right-aligned number with some decimals, or words that it is missing.

    It is dated where asked; behind a value of a survey stand the number of answers and the interval.
    """
    if figure is None:
        return not_recorded("right")
    firm = values.firmness(context.lookup.estimate(figure))
    about = "; ".join(filter(None, (values.period(figure.period) * dated, firm)))
    return cell(f"{values.quantity(figure, places)}{f' ({about})' if about else ''}", "right")


def survey_legend(figures: Iterable[Figure | None], context: Context) -> Inlines:
    """Return the sentence below a table that tells what stands behind values of surveys; none without any."""
    estimates = [found for figure in figures if figure and (found := context.lookup.estimate(figure))]
    if not estimates:
        return ()
    computed = any(estimate.computed for estimate in estimates)
    whose = ", computed by Wilson’s method where the publisher gives none" if computed else ""
    bounds = f" and the 95% interval{whose}" if any(estimate.interval for estimate in estimates) else ""
    return text(f"In brackets: how many answered{bounds}. ")


def plain(citation: Citation) -> Citation:
    """Return the citation without what it says of one figure: the table says that itself."""
    return Citation(citation.source, citation.locator)


def _names(columns: list[Column], periods: list[list[str]], context: Context) -> list[str]:
    """Return the heads of columns; the latest is named by its period, or each cell where they differ."""
    measures = {measure for measure, _ in columns}
    names = []
    for (measure, asked), there in zip(columns, periods, strict=True):
        label = context.lookup.label("measure", measure).capitalize()
        wanted = there if asked == "latest" else [asked]
        when = values.period(wanted[0]) if len(wanted) == 1 else ""
        names.append(", ".join(filter(None, (label if len(measures) > 1 or not when else "", when))))
    return names


def _caption(columns: list[Column], context: Context) -> str:
    measures = dict.fromkeys(context.lookup.label("measure", measure) for measure, _ in columns)
    return values.listed(list(measures)).capitalize()


_COMPARISON = "The occupations side by side"
_COUNTS = (
    "Duties stated without condition, and core tasks",
    "Duties stated with “may”, and supplemental tasks",
    "Protective functions",
)


@directive(
    "comparison",
    "CODE …",
    "Occupations side by side: duties, functions, figures.",
    {
        "measures": "Measures to show below the counts.",
        "periods": "Reference periods; the latest otherwise.",
        RATINGS: party_ratings.TOLD,
        "caption": "Another caption.",
    },
)
def comparison(written: nodes.Directive, context: Context) -> Blocks:
    """Return a table: measures by occupations."""
    occupations = [find.occupation(code, context) for code in words(written.argument)]
    if len(occupations) < 2:
        raise UnresolvedError(
            find.UNKNOWN_CODE, "A comparison needs two occupations.", "Write their codes behind the name."
        )
    cited: list[Citation] = []
    shown: list[Figure | None] = []
    rated = party_duties([o.code for o in occupations], party_of(written.options), context)
    rows = _count_rows(rated, context)
    lacking = [f"duties of {code}" for code, duties in rated.by_code.items() if not duties]
    for measure, period in read_columns(written, context):
        found = [find_figures.counted_figure(o.code, measure, period, context) for o in occupations]
        lacking += [
            f"{measure} of {o.code}, {period}" for o, f in zip(occupations, found, strict=True) if not f
        ]
        periods = sorted({values.period(f.period) for f in found if f})
        label = context.lookup.label("measure", measure).capitalize()
        name = f"{label} ({', '.join(periods)})" if periods else label
        places = values.common_decimals(found)
        rows.append((row_head(name), *(value_cell(f, places, context) for f in found)))
        shown += found
        for figure in found:
            cited.extend(sourcing.of_figure(figure, context) if figure else ())
    cells.tell_not_recorded(lacking, context)
    return (
        Table(
            caption=cells.caption(written, _COMPARISON, context),
            header=header("", *(f"{o.title} ({o.code})" for o in occupations), align="right"),
            rows=tuple(rows),
            widths=(2.0, *(1.4 for _ in occupations)),
            source=(
                *text(rated.note),
                *survey_legend(shown, context),
                *source_line([plain(c) for c in cited], context),
            ),
            dense=len(occupations) > 3,
            landscape=len(occupations) > 6,
        ),
    )


def _count_rows(rated: PartyDuties, context: Context) -> list[tuple[Cell, ...]]:
    """Return the rows that count duties and protective functions."""
    protective = {f.id for f in find.protective_functions(context)}
    counts: list[list[Cell]] = [[row_head(name)] for name in _COUNTS]
    for duties in rated.by_code.values():
        if not duties:
            for row in counts:
                row.append(not_recorded("right"))
            continue
        performed = {name for duty in duties for name in duty.functions} & protective
        required = sum(duty.kind == "required" for duty in duties)
        for row, number in zip(counts, (required, len(duties) - required, len(performed)), strict=True):
            row.append(cell(f"{number:,}", "right"))
    return [tuple(row) for row in counts]
