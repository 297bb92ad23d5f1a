"""`{evidence-appendix}`: every evidence item the document draws on, with how far it was verified.

Tables that other directives have for the appendix come first.
"""

from __future__ import annotations

from dataclasses import dataclass

from builder.citations.note_register import printed_locator
from builder.document import Block, Cell, Inline, PageBreak, Table, Text
from builder.draft import nodes
from builder.resolve import find, sourcing, values
from builder.resolve.cells import cell, header, text
from builder.resolve.context import Blocks, Context
from builder.resolve.directives.directive import directive
from kb.model.records import EvidenceItem, Figure, Provenance
from kb.namespaces import record


@dataclass(frozen=True, slots=True)
class Pending(PageBreak):
    """Stands for the evidence appendix until all evidence is known."""


@directive(
    "evidence-appendix",
    "",
    "All evidence and figures drawn on, with their verification.",
    once=True,
)
def evidence_appendix(written: nodes.Directive, context: Context) -> Blocks:
    """Leave the place open until all evidence is known."""
    return (Pending(),)


def in_appendix(table: Table, context: Context) -> Blocks:
    """Leave a table to the appendix; return it where the draft has none, to stand in its place."""
    if not any(written.name == evidence_appendix.name for written in context.outline.directives):
        return (table,)
    context.used.appendix.append(table)
    return ()


def tables(context: Context) -> list[Block]:
    """Return the tables left to the appendix, then the evidence items and figures used, by id."""
    items = find.evidence_items(sorted(context.used.evidence), context)
    figures = find.figures(sorted(context.used.figures), context)
    found: list[Block] = [*context.used.appendix]
    if items:
        rows = tuple(_item(item, context) for item in items)
        found.append(_table("Evidence cited", "What the source says", rows, (1.6, 4.5, 2.25)))
    if figures:
        rows = tuple(_figure(figure, context) for figure in figures)
        found.append(_table("Figures cited", "Value", rows, (2.3, 2.7, 3.2)))
    return found


def _table(caption: str, second: str, rows: tuple[tuple[Cell, ...], ...], widths: tuple[float, ...]) -> Table:
    head = header("Id", second, "Source; verification")
    return Table(text(caption), head, rows, widths=widths, dense=True)


def _item(item: EvidenceItem, context: Context) -> tuple[Cell, ...]:
    said: list[Inline] = [Text(item.statement)]
    if item.quote:
        place = context.told.drawn.get(record("evidence", item.id), context.problems.here)
        context.told.quoted.setdefault(f"evidence/{item.id}", place)
        said += [Text(" "), Text(f"“{values.inner(item.quote)}”", emphasis=True)]
    return (_id(item.id), Cell(tuple(said)), _origin(item.provenance, context))


def _figure(figure: Figure, context: Context) -> tuple[Cell, ...]:
    of = f"{figure.occupation} " if figure.occupation else ""
    said = f"{of}{sourcing.what_it_is_of(figure, context)}: {values.quantity(figure)}"
    if figure.formula:
        said = f"{said} (computed: {sourcing.spoken_formula(figure.formula)})"
    return (_id(figure.id), cell(said), _origin(figure.provenance, context))


def _id(identifier: str) -> Cell:
    return Cell((Text(identifier, code=True),), heading=True)


def _origin(provenance: Provenance, context: Context) -> Cell:
    source = find.source(provenance.source, context)
    place = printed_locator(provenance.locator)
    name = source.short_title if source else "computed from other figures"
    label = context.lookup.label("verification", provenance.verification)
    where = f"{name}, {place}; " if place else f"{name}; "
    return Cell((Text(where), Text(label, strong=provenance.verification != "verified")))
