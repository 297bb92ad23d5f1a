"""How passages belong to things, as arrays: what ranking needs to know of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kb.search.passages import Corpus
from kb.search.signal_weights import prior_of

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float32]


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
    ties: npt.NDArray[np.int32]
    """Pairs of things that belong together, in both directions."""
    priors: Scores
    """What each thing is worth before anything is asked."""

    @property
    def count(self) -> int:
        """Number of things."""
        return len(self.starts) - 1

    def rows_of(self, thing: int) -> range:
        """Return the rows of a thing."""
        return range(int(self.starts[thing]), int(self.starts[thing + 1]))

    def best_own(self, rows: Scores) -> Scores:
        """Return the best score among the rows of each thing."""
        return np.maximum.reduceat(rows, self.starts[:-1]) if self.count else rows[:0]

    def best_linked(self, rows: Scores, none: float) -> Scores:
        """Return the best score among the rows of other things that speak for each thing."""
        best = np.full(self.count, none, dtype=np.float32)
        np.maximum.at(best, self.links, rows[self.linking])
        return best

    def best_tied(self, things: Scores) -> Scores:
        """Return the best score among the things tied to each."""
        best = np.zeros(self.count, dtype=np.float32)
        if len(self.ties):
            np.maximum.at(best, self.ties[:, 0], things[self.ties[:, 1]])
        return best

    @property
    def linking(self) -> npt.NDArray[np.int64]:
        """The row that each link starts from."""
        return np.repeat(np.arange(len(self.things)), np.diff(self.link_starts))

    def rows_for(self, allowed: Mask) -> Mask:
        """Return the rows that can make an allowed thing an answer: its own and those linked to it."""
        wanted: Mask = allowed[self.things]
        wanted[self.linking[allowed[self.links]]] = True
        return wanted

    @property
    def gathered(self) -> Rows:
        """The things of which more than one row says something; the profile of others is their one row."""
        counts = np.diff(self.starts) + np.bincount(self.links, minlength=self.count)
        return np.flatnonzero(counts > 1)

    def members(self) -> tuple[Rows, Rows]:
        """Return pairs of thing and row for all rows that say something of a thing, own and linked."""
        things = np.concatenate([self.things, self.links]).astype(np.int64)
        rows = np.concatenate([np.arange(len(self.things)), self.linking])
        order = np.lexsort((rows, things))
        return things[order], rows[order]


def lay_out(corpus: Corpus) -> Layout:
    """Number the things of passages in the order in which they come.

    Raises:
        ValueError: the passages of one thing do not follow one another.
    """
    passages = corpus.passages
    numbers: dict[str, int] = {}
    things = [numbers.setdefault(passage.thing, len(numbers)) for passage in passages]
    if sorted(things) != things:
        raise ValueError("passages of one thing must follow one another")
    by_record: dict[str, int] = {}
    for passage in passages:
        by_record.setdefault(passage.record, numbers[passage.thing])
    records: dict[int, str] = {}
    for passage in passages:
        records.setdefault(numbers[passage.thing], passage.record)
    links = [
        [by_record[record] for record in passage.leads_to if record in by_record] for passage in passages
    ]
    pairs = [(by_record[a], by_record[b]) for a, b in corpus.ties if a in by_record and b in by_record]
    both = sorted({*pairs, *((b, a) for a, b in pairs)})
    return Layout(
        np.array(things, dtype=np.int32),
        np.array([*np.searchsorted(things, np.arange(len(numbers))), len(things)], dtype=np.int32),
        np.cumsum([0, *map(len, links)], dtype=np.int32),
        np.array(list(chain.from_iterable(links)), dtype=np.int32),
        np.array(both, dtype=np.int32).reshape(-1, 2),
        np.array([prior_of(record) for record in records.values()], dtype=np.float32),
    )


_ARRAYS = ("things", "starts", "link_starts", "links", "ties", "priors")


def save(layout: Layout, folder: Path) -> None:
    """Write a layout."""
    for name in _ARRAYS:
        np.save(folder / f"layout-{name}.npy", getattr(layout, name))


def load(folder: Path) -> Layout:
    """Read a layout.

    Raises:
        OSError, ValueError: it is missing or damaged.
    """
    return Layout(*(np.load(folder / f"layout-{name}.npy") for name in _ARRAYS))
