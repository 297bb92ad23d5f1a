"""Roles that put a record's own words into a sentence: evidence, quotations, claims, objections, agents."""

from __future__ import annotations

from builder.document import Inlines, Text
from builder.resolve import find, sourcing, status_dates, values
from builder.resolve.context import Context, UnresolvedError
from builder.resolve.roles.role import role
from kb.findings import Check, Severity

UNKNOWN_QUOTE = Check(
    "unknown-quote",
    Severity.ERROR,
    "An evidence item holds no quotation.",
    "Use {evidence}, or add `quote:`.",
)


@role(
    "evidence",
    "evidence id",
    "The statement of an evidence item, and a note; what it says of a bill's present status is dated.",
    sourced=True,
)
def evidence(argument: str, context: Context) -> Inlines:
    """Return the statement without its period, and its note."""
    item = find.evidence(argument, context)
    statement = status_dates.dated(item.statement.rstrip("."), item.provenance.source, context)
    return sourcing.noted(statement, [sourcing.of_evidence(item, context)], context)


@role("status", "legislation id", "How far a measure got, as of which day, and a note.", sourced=True)
def status(argument: str, context: Context) -> Inlines:
    """Return `introduced, January 22, 2025; as of June 1, 2026`, and its note."""
    law = find.bill(argument, context)
    return sourcing.noted(
        status_dates.status(law, context), [sourcing.of_record(law.provenance, context)], context
    )


@role("quote", "evidence id", "The exact quotation in quotation marks, and a note.", sourced=True)
def quote(argument: str, context: Context) -> Inlines:
    """Return the quotation in quotation marks, and its note."""
    item = find.evidence(argument, context)
    if not item.quote:
        raise UnresolvedError(
            UNKNOWN_QUOTE,
            f"The evidence item {item.id!r} holds no quotation.",
            f"Use {{evidence}}`{item.id}` for its statement, or add a `quote:` to it.",
        )
    context.told.quoted.setdefault(f"evidence/{item.id}", context.problems.here)
    return sourcing.noted(f"“{values.inner(item.quote)}”", [sourcing.of_evidence(item, context)], context)


@role("claim", "claim id", "The statement of a claim; a judgement names who makes it.")
def claim(argument: str, context: Context) -> Inlines:
    """Return the claim's one sentence without its period; a judgement names who makes it."""
    found = find.claim(argument, context)
    statement = found.statement.rstrip(".")
    if found.basis == "judgement":
        statement = f"{statement} ({values.whose_judgement(found)})"
    return (Text(statement),)


@role("objection", "`O3b`", "The title of an objection.")
def objection(argument: str, context: Context) -> Inlines:
    """Return the objection's title."""
    return (Text(find.objection(argument, context).title),)


@role("principle", "`P2`, `G6`", "Classification Principle 2, Coding Guideline 6.")
def principle(argument: str, context: Context) -> Inlines:
    """Return `Classification Principle 2` or `Coding Guideline 6`."""
    return (Text(values.principle(find.principle(argument, context).id)),)


@role("agent", "agent id", "The name of a person, committee or organization.")
def agent(argument: str, context: Context) -> Inlines:
    """Return the name of a person, committee or organization."""
    return (Text(find.agent(argument, context)),)
