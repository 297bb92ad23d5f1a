"""`{precedents}`: occupations that the 2018 revision moved between major groups."""

from __future__ import annotations

from collections import Counter

from builder.citations import Citation
from builder.document import Table
from builder.draft import nodes
from builder.resolve import captions, sourcing
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import Directive
from builder.resolve.tables import cell, header, source_line
from kb.model.records import Provenance


def resolve(directive: nodes.Directive, context: Context) -> Blocks:
    """Return a row for each cross-group move, with whether the occupation went whole."""
    moves = context.lookup.moves
    left = Counter(move.old_code for move in moves)
    joined = Counter(move.new_code for move in moves)
    crossing = [move for move in moves if move.old_code[:2] != move.new_code[:2]]
    if not crossing:
        raise UnresolvedError(
            "unknown-precedents",
            "The graph holds no correspondence between major groups.",
            "Run soc-evidence import soc, or restore ontology/soc/2010-2018.ttl.",
        )
    soc = context.lookup.classification
    caption = f"Occupations moved between major groups, {soc.predecessor} to {soc.name}"
    rows = tuple(
        (
            cell(f"{move.old_code} {move.old_title}"),
            cell(f"{move.new_code} {move.new_title}"),
            cell(_kind(left[move.old_code], joined[move.new_code])),
        )
        for move in crossing
    )
    return (
        Table(
            caption=captions.caption(directive, caption, context),
            header=header(soc.predecessor, soc.name, "Move"),
            rows=rows,
            widths=(3.0, 3.0, 1.6),
            source=source_line(_sources(context), context),
        ),
    )


def _kind(successors: int, predecessors: int) -> str:
    if successors > 1:
        return "split"
    return "whole, one to one" if predecessors == 1 else "whole, merged"


def _sources(context: Context) -> list[Citation]:
    made_of = Provenance(context.lookup.correspondence_source, verification="verified")
    citation = sourcing.of_record(made_of, context)
    return [citation] if citation else []


DIRECTIVE = Directive(
    "precedents",
    "",
    "Occupations moved between major groups in 2018.",
    resolve,
    {"caption": "Another caption."},
)
