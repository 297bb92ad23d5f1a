"""Running heads, feet and page numbers: lines that stand on many pages alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

_EDGE = 2
"""Lines at the top and at the bottom of a page that may be furniture."""
_LEAST = 3
"""Pages that it has to stand on, and a third of all at that: heads of left and right pages differ."""
_NUMBER = re.compile(r"\d+")

Place = tuple[int, int]
"""Page and line, both from 0."""


def furniture(pages: Sequence[Sequence[str]]) -> tuple[set[Place], set[Place]]:
    """Return where running heads and feet stand first, and where they stand again, in pages of lines.

    Lines are furniture that are alike but for numbers which count the pages: a total at the foot of every
    page of a table differs from the others in its figures, and is none.
    """
    found = [places for places in _alike(pages) if _is_furniture(places, pages)]
    return {places[0] for places in found}, {place for places in found for place in places[1:]}


def _alike(lines: Sequence[Sequence[str]]) -> Iterable[list[Place]]:
    """Return the places of lines at the edge of a page that differ in their numbers alone."""
    found: dict[tuple[bool, str], list[Place]] = defaultdict(list)
    for page, page_lines in enumerate(lines):
        told = [number for number, line in enumerate(page_lines) if line.strip()]
        for number in dict.fromkeys((*told[:_EDGE], *told[-_EDGE:])):
            key = (number in told[:_EDGE], _NUMBER.sub("#", " ".join(page_lines[number].split())))
            if not found[key] or found[key][-1][0] != page:
                found[key].append((page, number))
    return found.values()


def _is_furniture(places: list[Place], lines: Sequence[Sequence[str]]) -> bool:
    if len(places) < max(_LEAST, len(lines) / 3):
        return False
    numbers = [[int(n) for n in _NUMBER.findall(lines[page][number])] for page, number in places]
    return all(
        len({*column}) == 1 or len({n - page for n, (page, _) in zip(column, places, strict=True)}) == 1
        for column in zip(*numbers, strict=True)
    )
