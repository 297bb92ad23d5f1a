"""Columns of rosters, logs and exported tables: the head of a column is the key of every value below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kb.screening.keys_and_values import MARK, Places, keyed
from kb.screening.personal_data_kinds import Hit

_LISTS = ("records", "staff", "births", "licences", "plates", "social-security", "telephones")
_HEAD = re.compile(rf"(?:(?i:{'|'.join(keyed(name) for name in _LISTS)}|name)\.?(?i:{MARK}){{0,2}})")
_CELL = re.compile(r"[^\t|,\n]+?(?=[ ]{2,}|[ ]?[\t|,\n]|,(?=\S)|[ ]*\Z)")
_WITHOUT_GAP = re.compile(r"(?![^\n]*(?:\t|[ ]{2}|\||,\S))")
_NEAR = 4
"""Characters that a value may stand left or right of its head, in a table set with blanks."""
_MOST_ROWS = 2_000

Finder = Callable[[Places], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    text: str


def find_in_columns(places: Places, finders: Iterable[Finder]) -> Iterator[Hit]:
    """Yield what the finders find in `head: value` of every value below a head that is a key."""
    text, done = places.text, 0
    for begin in sorted(
        {text.rfind("\n", 0, place) + 1 for name in _LISTS for place in places.key_starts(name)}
    ):
        end = _line_end(text, begin)
        if begin < done or _WITHOUT_GAP.match(text, begin) or any(map(str.isdigit, text[begin:end])):
            continue
        heads = _cells(text, begin, end)
        keys = [number for number, head in enumerate(heads) if _HEAD.fullmatch(head.text)]
        if len(heads) >= 2 and keys:
            for line, row in _rows(text, end + 1):
                done = line + 1
                for number in keys:
                    same = len(row) == len(heads)
                    cell = row[number] if same else _at(row, line + heads[number].start - begin)
                    if cell:
                        yield from _said(heads[number].text, cell, finders)


def _rows(text: str, start: int) -> Iterator[tuple[int, list[_Cell]]]:
    """Yield where each line begins, and its cells, up to an empty one."""
    for _ in range(_MOST_ROWS):
        end = _line_end(text, start)
        cells = _cells(text, start, end)
        if not cells:
            return
        yield start, cells
        start = end + 1


def _at(row: list[_Cell], place: int) -> _Cell | None:
    """Return the cell that begins under a head, where the table has gaps."""
    return next((cell for cell in row if abs(cell.start - place) <= _NEAR), None)


def _said(head: str, cell: _Cell, finders: Iterable[Finder]) -> Iterator[Hit]:
    said = f"{head}: "
    places = Places(said + cell.text)
    for hit in (hit for finder in finders for hit in finder(places)):
        if hit.start >= len(said):
            offset = cell.start - len(said)
            yield Hit(hit.start + offset, hit.end + offset, hit.kind, hit.value)


def _cells(text: str, start: int, end: int) -> list[_Cell]:
    found = (match for match in _CELL.finditer(text, start, end))
    return [
        _Cell(match.start() + len(raw) - len(raw.lstrip()), raw.strip())
        for match in found
        if (raw := match.group()).strip()
    ]


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)
