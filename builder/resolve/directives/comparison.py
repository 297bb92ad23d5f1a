"""`{comparison}`: occupations side by side, a row a measure, with counts of duties and functions."""

from __future__ import annotations

from builder.citations import Citation
from builder.document import Cell, Table
from builder.draft import nodes
from builder.resolve import captions, find, sourcing, values
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import Directive, words
from builder.resolve.directives.figures import one, plain, read_columns, value_cell
from builder.resolve.tables import cell, header, row_head, source_line

_CAPTION = "The occupations side by side"
_COUNTS = (
    "Duties stated without condition, and core tasks",
    "Duties stated with “may”, and supplemental tasks",
    "Protective functions",
)


def resolve(directive: nodes.Directive, context: Context) -> Blocks:
    """Return a table: measures by occupations."""
    occupations = [find.occupation(code, context) for code in words(directive.argument)]
    if len(occupations) < 2:
        raise UnresolvedError(
            "unknown-code", "A comparison needs two occupations.", "Write their codes behind the name."
        )
    cited: list[Citation] = []
    rows = _count_rows([o.code for o in occupations], context)
    for measure, period in read_columns(directive, context):
        found = [one(o.code, measure, period, context) for o in occupations]
        periods = sorted({values.period(f.period) for f in found if f})
        label = context.lookup.label("measure", measure).capitalize()
        name = f"{label} ({', '.join(periods)})" if periods else label
        rows.append((row_head(name), *(value_cell(f) for f in found)))
        for figure in found:
            cited.extend(sourcing.of_figure(figure, context) if figure else ())
    return (
        Table(
            caption=captions.caption(directive, _CAPTION, context),
            header=header("", *(f"{o.title} ({o.code})" for o in occupations), align="right"),
            rows=tuple(rows),
            widths=(2.0, *(1.4 for _ in occupations)),
            source=source_line([plain(c) for c in cited], context),
            dense=len(occupations) > 3,
            landscape=len(occupations) > 6,
        ),
    )


def _count_rows(codes: list[str], context: Context) -> list[tuple[Cell, ...]]:
    """Return the rows that count duties and protective functions."""
    protective = {f.id for f in context.lookup.functions.values() if f.protective}
    counts: list[list[Cell]] = [[row_head(name)] for name in _COUNTS]
    for code in codes:
        duties = context.lookup.duties_of(code)
        performed = {name for duty in duties for name in duty.functions} & protective
        required = sum(duty.kind == "required" for duty in duties)
        for row, number in zip(counts, (required, len(duties) - required, len(performed)), strict=True):
            row.append(cell(f"{number:,}", "right"))
    return [tuple(row) for row in counts]


DIRECTIVE = Directive(
    "comparison",
    "CODE CODE …",
    "Occupations side by side: duties, functions and figures.",
    resolve,
    {
        "measures": "Measures to show below the counts.",
        "periods": "Reference periods; the latest otherwise.",
        "caption": "Another caption.",
    },
)
