"""Directives on what the classifying committee did before: decisions on requests, and moves."""

from __future__ import annotations

from collections import Counter

from builder.citations import Citation
from builder.document import Cell, Inline, Table, Text
from builder.draft import nodes
from builder.resolve import cells, find, sourcing
from builder.resolve.cells import cell, header, source_line
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import directive, words
from kb.common.names import natural
from kb.findings import Check, Severity
from kb.model.committee_decisions import Decision
from kb.model.records import Move, Provenance

UNKNOWN_PRECEDENTS = Check(
    "unknown-precedents", Severity.ERROR, "There is no correspondence to show.", "Import the SOC."
)
_NO_REASON = "None found."

_SEEN = {
    "second-hand": "(As others report it.)",
    "unverified": "(From memory; no text was seen.)",
}


@directive(
    "decisions",
    "",
    "What the committee decided on earlier requests, accepted and refused alike, and the reasons it gave.",
    {
        "request": "Only these kinds of request, such as `move-group`.",
        "outcome": "Only these outcomes, such as `not-accepted`.",
        "principle": "Only decisions that cite these principles or guidelines.",
        "claim": "Only decisions that bear on these claims.",
        "exclude": "Ids of decisions to leave out.",
        "caption": "Another caption.",
    },
)
def decisions(written: nodes.Directive, context: Context) -> Blocks:
    """Return a row a request, in the order of the rounds."""
    wanted = {
        name: words(written.options.get(name, "")) for name in ("request", "outcome", "principle", "claim")
    }
    for identifier in wanted["principle"]:
        find.principle(identifier, context)
    for identifier in wanted["claim"]:
        find.claim(identifier, context)
    excluded = words(written.options.get("exclude", ""))
    for identifier in excluded:
        find.decision(identifier, context)
    chosen = (
        one
        for one in context.lookup.decisions.values()
        if one.id not in excluded
        and all(not some or set(some) & _values(one)[name] for name, some in wanted.items())
    )
    found = sorted(find.listed_decisions(chosen, context), key=lambda one: (one.round, natural(one.id)))
    if not found:
        raise UnresolvedError(
            find.UNKNOWN_DECISION,
            "The graph holds no such decision.",
            "Leave options out, or add one: soc-evidence new decision.",
        )
    return (
        Table(
            caption=cells.caption(written, "Requests to the committee, and what it decided", context),
            header=header("Request", "Round and docket", "Decided", "Reason given"),
            rows=tuple(_decided(one, context) for one in found),
            widths=(2.6, 1.5, 1.6, 3.2),
            dense=True,
        ),
    )


def _values(one: Decision) -> dict[str, set[str]]:
    return {
        "request": {one.request_kind},
        "outcome": {one.outcome},
        "principle": {*one.principles, *one.guidelines},
        "claim": set(one.claims),
    }


def _decided(one: Decision, context: Context) -> tuple[Cell, ...]:
    citation = sourcing.of_record(one.provenance, context)
    first: tuple[Inline, ...] = (Text(one.title),)
    if citation:
        first = (*first, context.notes.cite([citation]))
    codes = f" ({one.moved_from} to {one.moved_to})" if one.moved_from and one.moved_to else ""
    decided = context.lookup.label("outcome", one.outcome).capitalize() + codes
    return (
        Cell(first, heading=True),
        cell(", ".join(part for part in (one.round, one.docket) if part)),
        cell(decided),
        cell(said_reason(one, context)),
    )


def said_reason(one: Decision, context: Context) -> str:
    """Return what a decision cites, the reason it gives or that none was found, and how it was seen."""
    cited = ", ".join((*one.principles, *one.guidelines))
    reason = f"{one.reason.rstrip('.')}." if one.reason else _NO_REASON
    seen = _SEEN.get(one.provenance.verification, "")
    return " ".join(part for part in (f"{cited}:" if cited else "", reason, seen) if part)


@directive(
    "precedents",
    "",
    "Occupations moved between major groups in 2018.",
    {"caption": "Another caption."},
)
def precedents(written: nodes.Directive, context: Context) -> Blocks:
    """Return a row for each cross-group move: whether the occupation went whole, and the reason on record."""
    moves = context.lookup.moves
    left = Counter(move.old_code for move in moves)
    joined = Counter(move.new_code for move in moves)
    crossing = [move for move in moves if move.old_code[:2] != move.new_code[:2]]
    if not crossing:
        raise UnresolvedError(
            UNKNOWN_PRECEDENTS,
            "The graph holds no correspondence between major groups.",
            "Bring the crosswalk in: soc-evidence import soc.",
        )
    soc = context.lookup.classification
    moved = f"Occupations moved between major groups, {soc.predecessor} to {soc.name}"
    rows = tuple(
        (
            cell(f"{move.old_code} {move.old_title}"),
            cell(f"{move.new_code} {move.new_title}"),
            cell(_kind(left[move.old_code], joined[move.new_code])),
            cell(_reason(move, context)),
        )
        for move in crossing
    )
    return (
        Table(
            caption=cells.caption(written, moved, context),
            header=header(soc.predecessor, soc.name, "Move", "The committee’s reason"),
            rows=rows,
            widths=(2.7, 2.7, 1.3, 1.9),
            source=source_line(_sources(context), context),
        ),
    )


def _kind(successors: int, predecessors: int) -> str:
    if successors > 1:
        return "split"
    return "whole, one to one" if predecessors == 1 else "whole, merged"


def _reason(move: Move, context: Context) -> str:
    """Return the reason on record for a move; a decision answers it that names the same two codes."""
    answering = (
        one
        for one in context.lookup.decisions.values()
        if one.outcome.startswith("accepted")
        and (one.moved_from, one.moved_to) == (move.old_code, move.new_code)
    )
    reasons = [said_reason(one, context) for one in find.listed_decisions(answering, context)]
    return " ".join(reasons) or _NO_REASON


def _sources(context: Context) -> list[Citation]:
    made_of = Provenance(context.lookup.correspondence_source, verification="verified")
    citation = sourcing.of_record(made_of, context)
    return [citation] if citation else []
