"""`{evidence-appendix}`: every evidence item the document draws on, with how far it was verified.

Tables that other directives have for the appendix come first.
"""

from __future__ import annotations

from dataclasses import dataclass

from builder.citations.note_register import printed_locator
from builder.document import Block, Cell, Inline, PageBreak, Table, Text
from builder.draft import nodes
from builder.resolve import find, find_figures, sourcing, values
from builder.resolve.cells import cell, header, row_head, text
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import directive, flag
from kb.findings import Check, Severity
from kb.model.records import EvidenceItem, Figure, Provenance
from kb.namespaces import record

NOT_FILED = Check(
    "appendix-not-filed",
    Severity.ERROR,
    "The document leaves its list of evidence to an appendix that is not filed.",
    "Write `attachments: [evidence-appendix]` in the front matter, or leave `:summary:` out.",
)


@dataclass(frozen=True, slots=True)
class Pending(PageBreak):
    """Stands for the evidence appendix until all evidence is known."""

    summary: bool = False


@directive(
    "evidence-appendix",
    "",
    "All evidence and figures drawn on, with their verification.",
    {
        "summary": "`yes` prints how many there are at each mark of verification, names those that are not "
        "verified, and leaves the list to the appendix filed beside the comment."
    },
    once=True,
)
def evidence_appendix(written: nodes.Directive, context: Context) -> Blocks:
    """Leave the place open until all evidence is known.

    Raises:
        UnresolvedError: a summary stands for a list that is filed nowhere.
    """
    summary = flag(written, "summary")
    if summary and evidence_appendix.name not in context.draft.front.attachments:
        raise UnresolvedError(NOT_FILED, "The list of evidence would be filed nowhere.", NOT_FILED.fix)
    return (Pending(summary=summary),)


def appendix_elsewhere(context: Context) -> bool:
    """Say whether the document prints a summary only, so that the appendix stands beside it."""
    found = (d for d in context.outline.directives if d.name == evidence_appendix.name)
    return any(flag(written, "summary") for written in found)


def in_appendix(table: Table, context: Context) -> Blocks:
    """Leave a table to the appendix; return it where the draft has none, to stand in its place."""
    if not any(written.name == evidence_appendix.name for written in context.outline.directives):
        return (table,)
    context.used.appendix.append(table)
    return ()


def completed(place: Pending, context: Context) -> Blocks:
    """Return what stands in the place of the appendix, now that all evidence is known."""
    return _summary(context) if place.summary else tuple(tables(context))


def tables(context: Context) -> list[Block]:
    """Return the tables left to the appendix, then the evidence items and figures used, by id."""
    items, figures = _drawn_on(context)
    found: list[Block] = [*context.used.appendix]
    if items:
        rows = tuple(_item(item, context) for item in items)
        found.append(_table("Evidence cited", "What the source says", rows, (1.6, 4.5, 2.25)))
    if figures:
        rows = tuple(_figure(figure, context) for figure in figures)
        found.append(_table("Figures cited", "Value", rows, (2.3, 2.7, 3.2)))
    return found


def _drawn_on(context: Context) -> tuple[list[EvidenceItem], list[Figure]]:
    items = find.evidence_items(sorted(context.used.evidence), context)
    return items, find_figures.figures(sorted(context.used.figures), context)


def _summary(context: Context) -> Blocks:
    """Return a row a mark of verification: how many records bear it, and which, where it is a weak one."""
    items, figures = _drawn_on(context)
    drawn: list[EvidenceItem | Figure] = [*items, *figures]
    marks = dict.fromkeys(one.provenance.verification for one in sorted(drawn, key=_weakness))
    rows: list[tuple[Cell, ...]] = []
    for mark in marks:
        said = [item.id for item in items if item.provenance.verification == mark]
        shown = [figure.id for figure in figures if figure.provenance.verification == mark]
        names = "" if mark in _STRONG else ", ".join((*said, *shown))
        label = context.lookup.label("verification", mark)
        counts = (cell(f"{len(said)}", "right"), cell(f"{len(shown)}", "right"))
        rows.append((row_head(label), *counts, Cell((Text(names, code=True),))))
    caption = "Records drawn on, by how far each was verified"
    head = (cell("Mark"), cell("Evidence", "right"), cell("Figures", "right"), cell("Which"))
    return (Table(text(caption), head, tuple(rows), widths=(1.3, 0.9, 0.8, 6.0), dense=True),)


_STRONG = ("verified", "computed")
"""Marks whose records need not be named one by one."""
_ORDER = (*_STRONG, "verified-in-part", "second-hand", "unverified")


def _weakness(record: EvidenceItem | Figure) -> int:
    mark = record.provenance.verification
    return _ORDER.index(mark) if mark in _ORDER else len(_ORDER)


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
