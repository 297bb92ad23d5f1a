"""Directive on law: bills and acts about the draft's occupation."""

from __future__ import annotations

from builder.document import Cell, Inline, Table, Text
from builder.draft import nodes
from builder.resolve import cells, find, sourcing, status_dates, values
from builder.resolve.cells import cell, header
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import directive, words
from kb.model.records import Law

_SEEN = {
    "second-hand": "(As another source reports it; the text was not seen.)",
    "unverified": "(From memory; no text was seen.)",
}


@directive(
    "legislation",
    "",
    "Bills and laws about the draft's occupation, with effect and status; what is known from memory or at "
    "second hand says so, and a status that can change has the day as of which it is known.",
    {
        "about": "Codes of other occupations or groups; `any` lists every measure on record.",
        "jurisdiction": "`federal`, `state`, or names of jurisdictions.",
        "effect": "Only these effects, such as federal-direction.",
        "exclude": "Ids of measures to leave out.",
        "caption": "Another caption.",
    },
)
def legislation(written: nodes.Directive, context: Context) -> Blocks:
    """Return a row a measure, newest first."""
    codes = _codes(written, context)
    places = words(written.options.get("jurisdiction", ""))
    effects = words(written.options.get("effect", ""))
    excluded = words(written.options.get("exclude", ""))
    for identifier in excluded:
        find.bill(identifier, context)
    bills = [
        bill
        for bill in find.every_bill(context)
        if (not codes or _is_about(bill, codes, context))
        and (not places or _matches(bill, places))
        and (not effects or bill.effect in effects)
        and bill.id not in excluded
    ]
    if not bills:
        raise UnresolvedError(
            find.UNKNOWN_LEGISLATION,
            f"The graph holds no such legislation about {values.listed(codes)}."
            if codes
            else "The graph holds no such legislation.",
            "Leave the directive out, name other occupations with :about:, or add a record whose `about:` "
            "names this one: soc-evidence new legislation."
            if codes
            else "Leave the options out, or add one: soc-evidence new legislation.",
        )
    bills.sort(key=lambda bill: bill.id)
    bills.sort(key=lambda bill: (bill.introduced or bill.status_date)[:4], reverse=True)
    return (
        Table(
            caption=cells.caption(written, _caption(codes, context), context),
            header=header("Measure", "Introduced", "What it would do", "Status"),
            rows=tuple(_row(bill, context) for bill in bills),
            widths=(2.2, 1.2, 3.4, 1.8),
            dense=True,
        ),
    )


def _codes(written: nodes.Directive, context: Context) -> list[str]:
    """Return the codes that the measures are to be about; none where all are to be listed."""
    asked = words(written.options.get("about", context.case.occupation))
    if asked == ["any"]:
        return []
    return [find.occupation(code, context).code for code in asked]


def _is_about(bill: Law, codes: list[str], context: Context) -> bool:
    soc = context.lookup.classification
    return any(
        about == code or soc.covers(about, code) or soc.covers(code, about)
        for about in bill.about
        for code in codes
    )


def _caption(codes: list[str], context: Context) -> str:
    """Name what every row is about, where the rows were chosen by it."""
    titles = [find.occupation(code, context).title.lower() for code in codes]
    return f"Legislation about {values.listed(titles)}" if titles else "Legislation"


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
    status = status_dates.status(bill, context)
    return (
        Cell(first, heading=True),
        cell(values.period(bill.introduced)),
        cell(statement),
        cell(f"{status[:1].upper()}{status[1:]}"),
    )
