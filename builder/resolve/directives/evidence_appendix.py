"""`{evidence-appendix}`: every evidence item the document draws on, with how far it was verified."""

from __future__ import annotations

from builder.document import Block, Cell, Inline, LineBreak, Table, Text
from builder.draft import nodes
from builder.draft.locators import printed
from builder.resolve import values
from builder.resolve.context import Blocks, Context
from builder.resolve.directives.directive import Directive
from builder.resolve.lookup.records import Evidence, Figure, Provenance
from builder.resolve.placeholders import Pending
from builder.resolve.roles.quote import inner
from builder.resolve.tables import cell, header, text


def resolve(directive: nodes.Directive, context: Context) -> Blocks:
    """Leave the place open until all evidence is known."""
    return (Pending(),)


def table(context: Context) -> list[Block]:
    """Return the tables of the evidence items and figures used, in the order of their ids."""
    lookup = context.lookup
    items = [lookup.evidence[i] for i in sorted(context.used.evidence) if i in lookup.evidence]
    figures = [f for i in sorted(context.used.figures) if (f := lookup.figure(i))]
    tables: list[Block] = []
    if items:
        rows = tuple(_item(item, context) for item in items)
        tables.append(_table("Evidence cited", "What the source says", rows))
    if figures:
        rows = tuple(_figure(figure, context) for figure in figures)
        tables.append(_table("Figures cited", "Value", rows))
    return tables


def _table(caption: str, second: str, rows: tuple[tuple[Cell, ...], ...]) -> Table:
    head = header("Id", second, "Source", "Verification")
    return Table(text(caption), head, rows, widths=(2.1, 3.8, 2.2, 1.1), dense=True)


def _item(item: Evidence, context: Context) -> tuple[Cell, ...]:
    said: list[Inline] = [Text(item.statement)]
    if item.quote:
        said += [LineBreak(), Text(f"“{inner(item.quote)}”", emphasis=True)]
    return (_id(item.id), Cell(tuple(said)), *_origin(item.provenance, context))


def _figure(figure: Figure, context: Context) -> tuple[Cell, ...]:
    measure = figure.label or context.lookup.label("measure", figure.measure)
    of = f"{figure.occupation} " if figure.occupation else ""
    said = f"{of}{measure}, {values.period(figure.period)}: {values.quantity(figure)}"
    if figure.formula:
        said = f"{said} (computed: {figure.formula})"
    return (_id(figure.id), cell(said), *_origin(figure.provenance, context))


def _id(identifier: str) -> Cell:
    return Cell((Text(identifier, code=True),), heading=True)


def _origin(provenance: Provenance, context: Context) -> tuple[Cell, Cell]:
    source = context.lookup.sources.get(provenance.source)
    place = printed(provenance.locator)
    name = source.short_title if source else "computed from other figures"
    label = context.lookup.label("verification", provenance.verification)
    return cell(f"{name}, {place}" if place else name), cell(label)


DIRECTIVE = Directive(
    "evidence-appendix", "", "All evidence and figures drawn on, with their verification.", resolve
)
