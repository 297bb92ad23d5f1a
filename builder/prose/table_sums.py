"""Tables whose last row says what their columns add up to, and whether they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from builder.prose.number_reading import PERCENT, Number, numbers
from builder.prose.sentences import Sentence
from builder.prose.tables import Table

_TOTAL = re.compile(r"\W*(?:grand\s+|sub-?)?(?:totals?|sum|all|together|overall)\b", re.IGNORECASE)
_TOTAL_LAST = re.compile(r"\b(?:grand\s+|sub-?)?(?:totals?|sum)\W*$", re.IGNORECASE)
_NO_SUM = re.compile(
    r"\b(?:mean|median|average|rate|ratio|index|wage|salary|rank|importance|year|change|growth)s?\b",
    re.IGNORECASE,
)
"""Heads of columns whose numbers are not added up."""
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class WrongSum:
    """A column or row that does not add up."""

    total: Decimal
    """What the table says."""
    added: Decimal
    """What its numbers add up to."""
    cell: Sentence
    """Where to look: the number that one digit could mend, or the total."""
    name: str
    """The head of the column, or of the row."""


def wrong_sums(table: Table, known: set[Decimal]) -> Iterator[WrongSum]:
    """Yield the columns and rows of a table that do not add up to their totals.

    Args:
        table: the table.
        known: values given elsewhere in the text; a total among them is taken for right, the parts for wrong.
    """
    for column in range(1, max(map(len, table.rows), default=0)):
        cells = [row[column] for row in table.body if column < len(row)]
        head = table.rows[0][column].text if column < len(table.rows[0]) else ""
        if cells and _TOTAL.match(cells[-1].row):
            yield from _checked(cells[:-1], cells[-1], head, known)
    heads = table.rows[0]
    if len(heads) > 2 and (_TOTAL.fullmatch(heads[-1].text) or _TOTAL_LAST.search(heads[-1].text)):
        for row in table.body:
            if len(row) == len(heads):
                yield from _checked(list(row[1:-1]), row[-1], row[0].text, known)


def _checked(parts: list[Sentence], total: Sentence, name: str, known: set[Decimal]) -> Iterator[WrongSum]:
    said, read = _only(total), [_only(part) for part in parts]
    values = [number for number in read if number]
    if (
        said is None
        or len(values) < 2
        or len(values) < len(parts)
        or _NO_SUM.search(f"{name} {total.column}")
    ):
        return
    added = sum((number.value for number in values), Decimal(0))
    slack = _slack(said, values)
    if abs(added - said.value) <= slack:
        return
    shares = PERCENT in (said.unit, *(v.unit for v in values)) or "%" in name or "percent" in name.lower()
    if shares and (said.value != _HUNDRED or abs(added - _HUNDRED) > _HUNDRED / 4):
        return  # Shares of different wholes are not added up; those that nearly make a hundred are.
    wrong = _slip(parts, read, added - said.value) if said.value in known else total
    yield WrongSum(said.value, added, wrong, name)


def _only(cell: Sentence) -> Number | None:
    """Return the number that a cell consists of; an empty cell or a dash counts as none."""
    found = numbers(cell.text)
    return found[0] if len(found) == 1 else None


def _slack(total: Number, parts: list[Number]) -> Decimal:
    """Return by how much rounding lets a sum miss its total."""
    if all(number.grain == 1 for number in (total, *parts)) and PERCENT not in {
        n.unit for n in (total, *parts)
    }:
        zeros = [_zeros(n.value) for n in (total, *parts)]
        return min(zeros) / 2 * len(parts) if min(zeros) > 1 else Decimal(0)
    return max(number.grain for number in (total, *parts)) / 2 * (len(parts) + 1)


def _zeros(value: Decimal) -> Decimal:
    whole = str(int(value))
    return Decimal(1).scaleb(len(whole) - len(whole.rstrip("0"))) if value else Decimal(1)


def _slip(parts: list[Sentence], read: list[Number | None], excess: Decimal) -> Sentence:
    """Return the largest part that the change of one digit would mend, else the largest part."""
    pairs = [(number.value, part) for number, part in zip(read, parts, strict=True) if number]
    mendable = [(value, part) for value, part in pairs if _one_digit(value, value - excess)]
    return max(mendable or pairs, key=lambda pair: pair[0])[1]


def _one_digit(one: Decimal, other: Decimal) -> bool:
    first, second = f"{one:f}", f"{other:f}"
    return len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) == 1
