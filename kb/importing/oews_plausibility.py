"""What no OEWS workbook holds: less than nothing, percentiles out of order, two values for one estimate.

Every national workbook from May 2019 to May 2025 passes, so a file that does not is damaged or was changed.
What is merely odd, such as a code that is not in the SOC, is told and imported.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.importing.ntriples import digits
from kb.importing.publisher_sheet import Cell, CellError, TableRow, shown

NOT_AVAILABLE = frozenset({"*", "**", "~", ""})
TOP = "#"
"""Marks a wage at or above the highest that is published; the workbook's notes say which that is."""


@dataclass(frozen=True, slots=True)
class Estimates:
    """The cells of one row that are examined."""

    row: TableRow
    code: str
    """Of the occupation."""
    of: str
    """What the ids of its figures begin with: data set, edition, area and industry."""
    values: Mapping[str, Cell]
    """By measure."""
    orders: Sequence[Sequence[Cell]]
    """Percentiles of one wage each, lowest first."""


def examined(
    rows: Iterable[Estimates], known: frozenset[str], recorded: Callable[[], Mapping[str, str]]
) -> Iterator[str]:
    """Yield what is odd about rows: codes that are not known, values other than those recorded.

    Args:
        rows: the rows, in the order of the sheet.
        known: codes of occupations that the data set may speak of.
        recorded: gives the values of figures that the base has already, by their ids; asked for at the end.

    Raises:
        CellError: a row holds what cannot be.
    """
    seen: dict[tuple[str, str], Estimates] = {}
    strange: set[str] = set()
    for found in rows:
        for cell in found.values.values():
            if number(cell) < 0:
                raise CellError(cell, "which is less than nothing")
        for percentiles in found.orders:
            _check_order(percentiles, found.row)
        before = seen.setdefault((found.of, found.code), found)
        if before is not found:
            _check_repetition(found, before)
            continue
        if found.code not in known and found.code not in strange:
            strange.add(found.code)
            place = found.row.place_of(found.code)
            yield f"{place} holds {found.code}, which is no code of the SOC or of OEWS that is known here"
    known_values = recorded()
    for found in seen.values() if known_values else ():
        yield from _other_than_recorded(found, known_values)


def number(cell: Cell) -> float:
    """Return the value of a cell; NaN, which compares with nothing, where there is none; infinity at the top.

    Raises:
        CellError: the cell holds neither a number nor one of the marks.
    """
    if cell in NOT_AVAILABLE:
        return math.nan
    return math.inf if cell == TOP else float(digits(cell))


def _check_order(percentiles: Sequence[Cell], row: TableRow) -> None:
    before: Cell = ""
    for cell in percentiles:
        value = number(cell)
        if value < number(before):
            raise CellError(cell, f"which is less than the percentile below it, {shown(before)}")
        before = before if math.isnan(value) else cell


def _check_repetition(found: Estimates, before: Estimates) -> None:
    """Refuse a second row of the same occupation with other values.

    OEWS lists a broad occupation that it does not break down a second time as detailed, with the same values.
    """
    for measure, cell in found.values.items():
        if cell != before.values[measure]:
            other = shown(before.values[measure])
            raise CellError(cell, f"although row {before.row.number} has {other} for the same {found.code}")


def _other_than_recorded(found: Estimates, recorded: Mapping[str, str]) -> Iterator[str]:
    for measure, cell in found.values.items():
        known = recorded.get(f"{found.of}{found.code}-{measure}")
        if known is not None and cell != TOP and number(cell) != float(known):
            named = f"{measure.replace('-', ' ')} of {found.code}"
            yield f"{found.row.place_of(cell)} holds {shown(cell)}, while the base has {known} as {named}"
