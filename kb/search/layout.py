"""How passages belong to things, as arrays: what ranking needs to know of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from kb.search.passages import Passage

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Layout:
    """Passages are rows, and the rows of one thing follow one another."""

    things: npt.NDArray[np.int32]
    """The thing of each row."""
    starts: npt.NDArray[np.int32]
    """First row of each thing, and the number of rows at the end."""
    link_starts: npt.NDArray[np.int32]
    """Where each row's links begin, and the number of links at the end."""
    links: npt.NDArray[np.int32]
    """Things that a row also speaks for."""

    @property
    def count(self) -> int:
        """Number of things."""
        return len(self.starts) - 1

    def rows_of(self, things: npt.NDArray[np.integer]) -> Rows:
        """Return all rows of some things."""
        return _ranges(self.starts, things)

    def links_of(self, rows: npt.NDArray[np.integer]) -> tuple[Rows, npt.NDArray[np.int32]]:
        """Return the links of some rows as pairs: place in `rows`, thing."""
        lengths = self.link_starts[rows + 1] - self.link_starts[rows]
        return np.repeat(np.arange(len(rows)), lengths), self.links[_ranges(self.link_starts, rows)]

    def rows_for(self, allowed: Mask) -> Mask:
        """Return the rows that can make an allowed thing an answer: its own and those linked to it."""
        linked = np.zeros(len(self.things), dtype=np.bool_)
        places = np.repeat(np.arange(len(self.things)), np.diff(self.link_starts))
        linked[places[allowed[self.links]]] = True
        return allowed[self.things] | linked


def _ranges(starts: npt.NDArray[np.int32], which: npt.NDArray[np.integer]) -> Rows:
    """Return the numbers of several ranges one after the other."""
    lengths = (starts[which + 1] - starts[which]).astype(np.int64)
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(starts[which].astype(np.int64) - (ends - lengths), lengths)


def lay_out(passages: Sequence[Passage]) -> Layout:
    """Number the things of passages in the order in which they come.

    Raises:
        ValueError: the passages of one thing do not follow one another.
    """
    numbers: dict[str, int] = {}
    things = [numbers.setdefault(passage.thing, len(numbers)) for passage in passages]
    if sorted(things) != things:
        raise ValueError("passages of one thing must follow one another")
    by_record: dict[str, int] = {}
    for passage in passages:
        by_record.setdefault(passage.record, numbers[passage.thing])
    links = [
        [by_record[record] for record in passage.leads_to if record in by_record] for passage in passages
    ]
    return Layout(
        np.array(things, dtype=np.int32),
        np.array([*np.searchsorted(things, np.arange(len(numbers))), len(things)], dtype=np.int32),
        np.cumsum([0, *map(len, links)], dtype=np.int32),
        np.array(list(chain.from_iterable(links)), dtype=np.int32),
    )
