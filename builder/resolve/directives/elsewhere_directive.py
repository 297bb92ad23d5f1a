"""Directive on other classifications: where other countries, states and bodies put the draft's work."""

from __future__ import annotations

from builder.document import Cell, Inline, Table, Text
from builder.draft import nodes
from builder.resolve import cells, find, sourcing, values
from builder.resolve.cells import cell, header
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import directive, words
from kb.model.classes_elsewhere import AGAINST, FOR, NEITHER, NOT_FOUND, ClassElsewhere, about_any

_SEEN = {
    "second-hand": "(As another source reports it; the classification was not seen.)",
    "unverified": "(From memory; no text was seen.)",
}
_SIDES = {FOR: "For the request", AGAINST: "Against the request", NEITHER: "Neither", NOT_FOUND: "Not found"}


@directive(
    "elsewhere",
    "",
    "Where other countries, states and bodies classify the work, for and against the request alike; what was "
    "looked for and not found is printed as that.",
    {
        "about": "Codes of other occupations or groups.",
        "exclude": "Ids of records to leave out.",
        "caption": "Another caption.",
    },
)
def elsewhere(written: nodes.Directive, context: Context) -> Blocks:
    """Return a row a classification: those with a class first, then by jurisdiction."""
    asked = words(written.options.get("about", context.case.occupation))
    codes = [find.occupation(code, context).code for code in asked]
    excluded = words(written.options.get("exclude", ""))
    for identifier in excluded:
        find.class_elsewhere(identifier, context)
    every = about_any(context.lookup.elsewhere.values(), codes, context.lookup.classification)
    kept = find.listed_elsewhere((one for one in every if one.id not in excluded), context)
    if not kept:
        raise UnresolvedError(
            find.UNKNOWN_ELSEWHERE,
            f"No other classification of {values.listed(codes) or 'the occupation'} is on record.",
            "Leave the directive out, name other occupations with :about:, or add a record: "
            "soc-evidence new elsewhere.",
        )
    order = {one.id: number for number, one in enumerate(every)}
    kept.sort(key=lambda one: order[one.id])
    titles = [find.occupation(code, context).title.lower() for code in codes]
    return (
        Table(
            caption=cells.caption(
                written, f"Where other classifications put {values.listed(titles)}", context
            ),
            header=header("Classification", "Class", "Where it stands", "What it holds"),
            rows=tuple(_row(one, context) for one in kept),
            widths=(1.9, 1.9, 2.2, 3.0),
            dense=True,
        ),
    )


def _row(one: ClassElsewhere, context: Context) -> tuple[Cell, ...]:
    citation = sourcing.of_record(one.provenance, context)
    first: tuple[Inline, ...] = (Text(f"{one.classification} ({one.jurisdiction})"),)
    if citation:
        first = (*first, context.notes.cite([citation]))
    name = " ".join(part for part in (one.code, one.title) if part)
    level = f" ({one.level})" if one.level else ""
    side = _SIDES[one.side(context.case.proposes, context.lookup.classification)]
    seen = _SEEN.get(one.provenance.verification, "") if one.found else _looked(one)
    return (
        Cell(first, heading=True),
        cell(f"{name}{level}" if name else "Not found"),
        cell(". ".join(part for part in (one.path, side) if part) if name else ""),
        cell(" ".join(part for part in (f"{one.statement.rstrip('.')}.", seen) if part)),
    )


def _looked(one: ClassElsewhere) -> str:
    return f"(As of {values.period(one.checked)}.)" if one.checked else ""
