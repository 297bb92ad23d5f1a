"""`{principles}`: classification principles and guidelines, and how they bear on the case."""

from __future__ import annotations

from builder.document import Cell, Inline, Table, Text
from builder.draft import nodes
from builder.resolve import captions, find, sourcing
from builder.resolve.context import Blocks, Context
from builder.resolve.directives.directive import Directive, words
from builder.resolve.tables import cell, header
from kb.model.records import Principle


def resolve(directive: nodes.Directive, context: Context) -> Blocks:
    """Return a row a principle: what it says, in our words, and its bearing."""
    known = context.lookup.principles
    named = words(directive.argument) or sorted(known, key=lambda i: (i[0] != "P", int(i[1:] or 0)))
    found = [find.principle(identifier, context) for identifier in named]
    return (
        Table(
            caption=captions.caption(directive, "Principles and guidelines, paraphrased", context),
            header=header("", "What it says", "How it bears on this case"),
            rows=tuple(_row(principle, context) for principle in found),
            widths=(1.4, 3.0, 3.0),
        ),
    )


def _row(principle: Principle, context: Context) -> tuple[Cell, ...]:
    content: list[Inline] = [Text(f"{principle.id} {principle.label}".strip())]
    citation = sourcing.of_record(principle.provenance, context)
    if citation:
        content.append(context.notes.cite([citation]))
    return (Cell(tuple(content), heading=True), cell(principle.paraphrase), cell(principle.bearing))


DIRECTIVE = Directive(
    "principles",
    "P2 G6 …",
    "Classification principles and coding guidelines, with their bearing.",
    resolve,
    {"caption": "Another caption."},
)
