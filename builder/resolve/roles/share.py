"""`{share}`: one figure as a percentage of another, computed here, with a note that says so."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from builder.document import Inlines, Text
from builder.resolve import find, sourcing, values
from builder.resolve.context import Context, UnresolvedError
from builder.resolve.roles.role import Role


def resolve(argument: str, context: Context) -> Inlines:
    """Return the percentage to one decimal; `43-5031 employment 2025-05 of 43-0000`."""
    part_words, of, whole_words = argument.partition(" of ")
    part = find.figure(part_words, context)
    if len(whole_words.split()) == 1 and of:
        whole_words = f"{whole_words} {part.measure} {part.period}"
    whole = find.figure(whole_words, context)
    if whole.value == 0 or part.unit != whole.unit or part.bound or whole.bound:
        raise UnresolvedError(
            "unknown-figure",
            f"{part_words!r} is no share of {whole_words!r}.",
            "Name two exact figures of the same unit, the second not zero.",
        )
    share = (100 * part.value / whole.value).quantize(Decimal("0.1"), ROUND_HALF_UP)
    citations = sourcing.of_figure(part, context)
    sourcing.of_figure(whole, context)
    formula = f"Computed: 100 × {values.quantity(part)} / {values.quantity(whole)}."
    cited = [replace(c, remark=f"{c.remark} {formula}".strip()) for c in citations[:1]]
    return (Text(values.with_unit(share, "percent")), context.notes.cite(cited))


ROLE = Role(
    "share", "43-5031 employment 2025-05 of 43-0000", "One figure as a percentage of another.", resolve
)
