"""Columns of a page that a PDF tells line by line across them, put in the order in which they are read.

Most programs write a column to its end before the next; some write lines as they stand on the page, and
PDFium gives them so. A table is written in the same way and is read by rows: columns are told from it by
sentences that go on from line to line on either side of the gutter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_FEWEST = 3
"""Lines that have to break at the same place."""
_GO_ON = 0.3
"""Share of the lines of a column that begin within a sentence, from which it is one."""
_WORDS = 2.5
"""Words of its lines on average."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line without a wide gap: its place in the page's text, and on the page in points."""

    start: int
    end: int
    words: str
    hyphen: str = ""
    """Put after it, where the line breaks within a word."""
    left: float = 0.0
    right: float = 0.0


Row = list[Piece]
"""The pieces that PDFium gives as one line, from the left."""


def in_reading_order(rows: Sequence[Row]) -> list[Row]:
    """Return the lines of a page with columns one after another; a line of a column is a row of its own."""
    ordered: list[Row] = []
    at = 0
    while at < len(rows):
        end, gutter = _run(rows, at)
        left, right = _parted(rows[at:end], gutter)
        if _is_column(left) and _is_column(right):
            ordered += [*in_reading_order(left), *in_reading_order(right)]
            at = end
        else:
            ordered.append(rows[at])
            at += 1
    return ordered


def _run(rows: Sequence[Row], first: int) -> tuple[int, float]:
    """Return where the lines end that leave one gutter free, from the first on, and the middle of it."""
    best, middle = first, 0.0
    for before, after in pairwise(rows[first]):
        low, high, end, broken = before.right, after.left, first, 0
        for row in rows[first:]:
            gap = _gap(row, low, high)
            if gap is None:
                break
            broken += len(row) > 1
            low, high, end = *gap, end + 1
        if broken >= _FEWEST and end > best:
            best, middle = end, (low + high) / 2
    return best, middle


def _gap(row: Row, low: float, high: float) -> tuple[float, float] | None:
    """Return the part of a gutter that a line leaves free; None when it crosses it."""
    for piece in row:
        if piece.right <= (low + high) / 2:
            low = max(low, piece.right)
        elif piece.left >= (low + high) / 2:
            high = min(high, piece.left)
        else:
            return None
    return (low, high) if low < high else None


def _parted(rows: Sequence[Row], gutter: float) -> tuple[list[Row], list[Row]]:
    left = [[piece for piece in row if piece.right <= gutter] for row in rows]
    right = [[piece for piece in row if piece.right > gutter] for row in rows]
    return [row for row in left if row], [row for row in right if row]


def _is_column(rows: Sequence[Row]) -> bool:
    """Say whether lines are those of a column of prose."""
    told = [" ".join(piece.words for piece in row) for row in rows]
    if len(told) < _FEWEST or sum(len(line.split()) for line in told) < _WORDS * len(told):
        return False
    return sum(line[:1].islower() for line in told[1:]) >= _GO_ON * (len(told) - 1)
