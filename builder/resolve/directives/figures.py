"""`{figures}`: figures of several occupations, a row each."""

from __future__ import annotations

from builder.citations import Citation
from builder.document import Cell, Table, Text
from builder.draft import nodes
from builder.resolve import captions, find, sourcing, values
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import Directive, words
from builder.resolve.tables import cell, header, row_head, source_line
from kb.model.records import Figure

Column = tuple[str, str]
"""Measure and period."""


def resolve(directive: nodes.Directive, context: Context) -> Blocks:
    """Return a table: occupations by measure and period."""
    codes = words(directive.argument)
    columns = read_columns(directive, context)
    if not codes or not columns:
        raise UnresolvedError(
            "unknown-figure",
            "The table of figures names no occupations, measures or periods.",
            "Write {figures} 43-5031 33-9031 with :measures: employment and :periods: 2025-05.",
        )
    rows: list[tuple[Cell, ...]] = []
    cited: list[Citation] = []
    for code in codes:
        occupation = find.occupation(code, context)
        row = [row_head(f"{occupation.title} ({code})")]
        for measure, period in columns:
            figure = one(code, measure, period, context)
            row.append(value_cell(figure))
            cited.extend(sourcing.of_figure(figure, context) if figure else ())
        rows.append(tuple(row))
    return (
        Table(
            caption=captions.caption(directive, _caption(columns, context), context),
            header=header("Occupation", *_names(columns, context), align="right"),
            rows=tuple(rows),
            widths=(3.0, *(1.2 for _ in columns)),
            source=source_line([plain(c) for c in cited], context),
            dense=len(columns) > 4,
            landscape=len(columns) > 7,
        ),
    )


def read_columns(directive: nodes.Directive, context: Context) -> list[Column]:
    """Return the measures and periods that the options ask for; a measure must be known."""
    measures = words(directive.options.get("measures", ""))
    known = {key.partition("/")[2] for key in context.lookup.labels if key.startswith("measure/")}
    for measure in measures:
        find.known("measure", measure, dict.fromkeys(known), "See ontology/schemes/measure.ttl.")
    periods = words(directive.options.get("periods", "latest"))
    return [(measure, period) for measure in measures for period in periods]


def one(code: str, measure: str, period: str, context: Context) -> Figure | None:
    """Return a figure, or None where the graph has none for this occupation."""
    try:
        return find.figure(f"{code} {measure} {period}", context)
    except UnresolvedError:
        return None


def value_cell(figure: Figure | None) -> Cell:
    """Return a right-aligned number, or words that say it is missing."""
    if figure is None:
        return Cell((Text("not available", emphasis=True),), "right")
    return cell(values.quantity(figure), "right")


def plain(citation: Citation) -> Citation:
    """Return the citation without what it says of one figure: the table says that itself."""
    return Citation(citation.source, citation.locator)


def _names(columns: list[Column], context: Context) -> list[str]:
    measures = {measure for measure, _ in columns}
    names = []
    for measure, period in columns:
        label = context.lookup.label("measure", measure).capitalize()
        when = "latest" if period == "latest" else values.period(period)
        names.append(when if len(measures) == 1 else f"{label}, {when}")
    return names


def _caption(columns: list[Column], context: Context) -> str:
    measures = dict.fromkeys(context.lookup.label("measure", measure) for measure, _ in columns)
    return values.listed(list(measures)).capitalize()


DIRECTIVE = Directive(
    "figures",
    "CODE CODE …",
    "Figures of several occupations, with their sources.",
    resolve,
    {
        "measures": "Measures, such as employment annual-median-wage.",
        "periods": "Reference periods, such as 2024-05 2025-05; the latest otherwise.",
        "caption": "Another caption.",
    },
)
