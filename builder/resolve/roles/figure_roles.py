"""Roles that put numbers into a sentence: figures, shares of one in another, counts of records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from builder.document import Inlines, Text
from builder.resolve import find, find_figures, sourcing, values
from builder.resolve.context import Context, UnresolvedError
from builder.resolve.function_counts import function_counts
from builder.resolve.party_ratings import party_duties
from builder.resolve.roles.role import role
from kb.findings import Check, Severity

UNKNOWN_COUNT = Check("unknown-count", Severity.ERROR, "There is no such count.", "See docs/draft-format.md.")


@role(
    "figure",
    "`43-5031 employment 2025-05`, or a figure's id",
    "The number with the sign or word of its unit, such as $50,730 or 63%, and a note; of jobs and workers "
    "the number alone. `latest` is the newest period.",
    sourced=True,
)
def figure(argument: str, context: Context) -> Inlines:
    """Return the formatted value and its note."""
    found = find_figures.figure(argument, context)
    citations = sourcing.of_figure(found, context)
    return sourcing.noted(values.quantity(found), citations, context)


@role(
    "value",
    "`43-5031 employment 2025-05`, or a figure's id",
    "The number without a note, for a repeat nearby.",
    sourced=True,
)
def value(argument: str, context: Context) -> Inlines:
    """Return the formatted value, for a repeat near its `{figure}`."""
    return (Text(values.quantity(find_figures.figure(argument, context))),)


@role("period", "`43-5031 employment 2025-05`, or a figure's id", "The reference period in words: May 2025.")
def period(argument: str, context: Context) -> Inlines:
    """Return the period, such as `May 2025`."""
    return (Text(values.period(find_figures.figure(argument, context).period)),)


@role(
    "share",
    "`43-5031 employment 2025-05 of 43-0000`",
    "One figure as a percentage of another, computed, with a note that says so.",
    sourced=True,
)
def share(argument: str, context: Context) -> Inlines:
    """Return the percentage to one decimal, computed here, with a note that says so."""
    part_words, of, whole_words = argument.partition(" of ")
    part = find_figures.figure(part_words, context)
    if len(whole_words.split()) == 1 and of:
        whole_words = f"{whole_words} {part.measure} {part.period}"
    whole = find_figures.figure(whole_words, context)
    if whole.value == 0 or part.unit != whole.unit or part.bound or whole.bound:
        raise UnresolvedError(
            find_figures.UNKNOWN_FIGURE,
            f"{part_words!r} is no share of {whole_words!r}.",
            "Name two exact figures of the same unit, the second not zero.",
        )
    percent = (100 * part.value / whole.value).quantize(Decimal("0.1"), ROUND_HALF_UP)
    citations = sourcing.of_figure(part, context)
    sourcing.of_figure(whole, context)
    formula = f"Computed: 100 × {values.quantity(part)} / {values.quantity(whole)}."
    cited = [replace(c, remark=f"{c.remark} {formula}".strip()) for c in citations[:1]]
    return (Text(values.with_unit(percent, "percent")), context.notes.cite(cited))


@role(
    "count",
    "`required 43-5031`",
    "How many: `duties`, `required`, `may` or protective `functions` of a code, `functions-least` and "
    "`functions-most` under any rule of counting, these three by the ratings of `majority`, `unanimous` or a "
    "rater named behind the code; `detailed` "
    "occupations of a group; `objections` in the graph; `answered` objections and `claims` in "
    "this draft.",
)
def count(argument: str, context: Context) -> Inlines:
    """Return the number that `duties 43-5031`, `detailed 33-0000` or `objections` asks for."""
    kind, _, of = argument.partition(" ")
    counted = find.known(UNKNOWN_COUNT, kind, _COUNTS, f"Counts: {', '.join(_COUNTS)}.")
    code, _, party = of.strip().partition(" ") if kind in _OF_PARTIES else (of.strip(), "", "")
    if kind in _OF_OCCUPATION:
        find.occupation(code, context)
    if kind in _OF_DUTIES and not party_duties([code], party.strip(), context).by_code[code]:
        raise UnresolvedError(
            find.UNKNOWN_DUTIES,
            f"No duties of {code} are {'rated' if party else 'recorded'}, so they cannot be counted.",
            "Add them: soc-evidence new duty. Or leave the count out.",
        )
    return (Text(f"{counted(of.strip(), context):,}"),)


def _duties(kind: str) -> Callable[[str, Context], int]:
    def counted(code: str, context: Context) -> int:
        return sum(kind in ("", duty.kind) for duty in find.duties_of(code, context))

    return counted


def _functions(of: str, context: Context) -> int:
    """Protective functions that some duty of the occupation performs."""
    code, _, party = of.partition(" ")
    duties = party_duties([code], party.strip(), context).by_code[code]
    performed = {name for duty in duties for name in duty.functions}
    return sum(f.id in performed for f in find.protective_functions(context))


def _functions_by_rule(most: bool) -> Callable[[str, Context], int]:
    """The least, or the most, protective functions that any rule of counting gives."""

    def counted(of: str, context: Context) -> int:
        code, _, party = of.partition(" ")
        span = function_counts([code], context, party=party.strip()).span(code) or (0, 0)
        return int(span[most])

    return counted


def _detailed(code: str, context: Context) -> int:
    """Detailed occupations below a group."""
    lookup = context.lookup
    return sum(lookup.classification.is_within(c, code) for c in lookup.titles)


def _objections(of: str, context: Context) -> int:
    return len(find.every_objection(context))


def _answered(of: str, context: Context) -> int:
    return len({use.id for use in context.outline.answers})


def _argued(of: str, context: Context) -> int:
    return len({use.id for use in context.outline.claims})


_OF_PARTIES = ("functions", "functions-least", "functions-most")
_OF_DUTIES = ("duties", "required", "may", *_OF_PARTIES)
_OF_OCCUPATION = (*_OF_DUTIES, "detailed")
_COUNTS: dict[str, Callable[[str, Context], int]] = {
    "duties": _duties(""),
    "required": _duties("required"),
    "may": _duties("may"),
    "functions": _functions,
    "functions-least": _functions_by_rule(most=False),
    "functions-most": _functions_by_rule(most=True),
    "detailed": _detailed,
    "objections": _objections,
    "answered": _answered,
    "claims": _argued,
}
