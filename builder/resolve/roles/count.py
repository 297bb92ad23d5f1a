"""`{count}`: how many there are of something in the graph or in this document."""

from __future__ import annotations

from collections.abc import Callable

from builder.document import Inlines, Text
from builder.resolve import find
from builder.resolve.context import Context
from builder.resolve.roles.role import Role


def resolve(argument: str, context: Context) -> Inlines:
    """Return the number that `duties 43-5031`, `detailed 33-0000` or `objections` asks for."""
    kind, _, of = argument.partition(" ")
    count = find.known("count", kind, _COUNTS, f"Counts: {', '.join(_COUNTS)}.")
    if kind in _OF_OCCUPATION:
        find.occupation(of.strip(), context)
    return (Text(f"{count(of.strip(), context):,}"),)


def _duties(kind: str) -> Callable[[str, Context], int]:
    def count(code: str, context: Context) -> int:
        return sum(kind in ("", duty.kind) for duty in context.lookup.duties_of(code))

    return count


def _functions(code: str, context: Context) -> int:
    """Protective functions that some duty of the occupation performs."""
    performed = {name for duty in context.lookup.duties_of(code) for name in duty.functions}
    return sum(f.protective for f in context.lookup.functions.values() if f.id in performed)


def _detailed(code: str, context: Context) -> int:
    """Detailed occupations below a group."""
    lookup = context.lookup
    return sum(lookup.classification.is_within(c, code) for c in lookup.titles)


def _objections(of: str, context: Context) -> int:
    return len({objection.id for objection in context.lookup.objections.values()})


def _answered(of: str, context: Context) -> int:
    return len({use.id for use in context.outline.answers})


def _argued(of: str, context: Context) -> int:
    return len({use.id for use in context.outline.claims})


_OF_OCCUPATION = ("duties", "required", "may", "functions", "detailed")
_COUNTS: dict[str, Callable[[str, Context], int]] = {
    "duties": _duties(""),
    "required": _duties("required"),
    "may": _duties("may"),
    "functions": _functions,
    "detailed": _detailed,
    "objections": _objections,
    "answered": _answered,
    "claims": _argued,
}

ROLE = Role(
    "count",
    "required 43-5031",
    "A count: duties, required, may, functions, detailed of a code; objections, answered, claims.",
    resolve,
)
