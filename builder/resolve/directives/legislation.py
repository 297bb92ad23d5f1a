"""`{legislation}`: bills and laws, with what they would do and where they stand."""

from __future__ import annotations

from builder.document import Cell, Inline, Table, Text
from builder.draft import nodes
from builder.resolve import captions, find, sourcing, values
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import Directive, words
from builder.resolve.tables import cell, header
from kb.model.records import Law

_SEEN = {
    "second-hand": "(As another source reports it; the text was not seen.)",
    "unverified": "(From memory; no text was seen.)",
}


def resolve(directive: nodes.Directive, context: Context) -> Blocks:
    """Return a row a measure, newest first."""
    places = words(directive.options.get("jurisdiction", ""))
    effects = words(directive.options.get("effect", ""))
    excluded = words(directive.options.get("exclude", ""))
    for identifier in excluded:
        find.known("legislation", identifier, context.lookup.laws, "See evidence/legislation.")
    bills = [
        bill
        for bill in dict.fromkeys(context.lookup.laws.values())
        if (not places or _matches(bill, places))
        and (not effects or bill.effect in effects)
        and bill.id not in excluded
    ]
    if not bills:
        raise UnresolvedError(
            "unknown-legislation",
            "The graph holds no such legislation.",
            "Leave the options out, or add evidence/legislation/ID.yaml.",
        )
    bills.sort(key=lambda bill: bill.id)
    bills.sort(key=lambda bill: (bill.introduced or bill.status_date)[:4], reverse=True)
    return (
        Table(
            caption=captions.caption(directive, _caption(context), context),
            header=header("Measure", "Introduced", "What it would do", "Status"),
            rows=tuple(_row(bill, context) for bill in bills),
            widths=(2.2, 1.2, 3.4, 1.8),
            dense=True,
        ),
    )


def _caption(context: Context) -> str:
    """Name the occupation that the draft is about, where its front matter says so."""
    title = context.lookup.titles.get(context.draft.front.occupation, "")
    return f"Legislation on the classification of {title.lower()}" if title else "Legislation"


def _matches(bill: Law, places: list[str]) -> bool:
    federal = bill.jurisdiction.lower() in ("us", "federal", "united states")
    return bill.jurisdiction in places or ("federal" if federal else "state") in places


def _row(bill: Law, context: Context) -> tuple[Cell, ...]:
    name = ", ".join(part for part in (bill.number, bill.title) if part)
    citation = sourcing.of_record(bill.provenance, context)
    first: tuple[Inline, ...] = (Text(f"{name} ({bill.jurisdiction})" if bill.jurisdiction else name),)
    if citation:
        first = (*first, context.notes.cite([citation]))
    seen = _SEEN.get(bill.provenance.verification, "")
    statement = f"{bill.statement.rstrip('.')}. {seen}" if seen else bill.statement
    status = context.lookup.label("legislative-status", bill.status).capitalize()
    if bill.status_date:
        status = f"{status}, {values.period(bill.status_date)}"
    return (
        Cell(first, heading=True),
        cell(values.period(bill.introduced)),
        cell(statement),
        cell(status),
    )


DIRECTIVE = Directive(
    "legislation",
    "",
    "Bills and laws, with effect and status.",
    resolve,
    {
        "jurisdiction": "`federal`, `state`, or names of jurisdictions.",
        "effect": "Only these effects, such as federal-direction.",
        "exclude": "Ids of measures to leave out.",
        "caption": "Another caption.",
    },
)
