"""The foot of a page: the notes that its text refers to, and what of them has to go to the next page.

A note stands on the page that refers to it. One that the page has no room for is divided between its lines;
only the last note of a page can be, so that notes stay in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from builder.pdf.flow.pieces import Footnote, Placed, Step, chains, extent, steps

SEPARATION = 13.0
"""Height of the blank strip with the rule above the notes, in points."""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A piece of a note; `repeated`: an earlier page has the note, this is decoration."""

    step: Step
    repeated: bool


class Foot:
    """The notes at the foot of one page; heights in points."""

    def __init__(self, waiting: Sequence[NoteLine], room: float) -> None:
        """Begin with the lines that an earlier page had no room for, as many as `room` holds."""
        self.height = 0.0
        """Height of the notes and what parts them from the text; 0 without notes."""
        self.waiting: list[NoteLine] = []
        """Lines for the next page."""
        self._lines: list[NoteLine] = []
        self._notes: set[int] = set()
        self._fill(waiting, room)
        if self.waiting and not self._lines:  # taller than a page: it has to stand somewhere
            self._lines, self.waiting, self.height = self.waiting[:1], self.waiting[1:], room

    def least(self, notes: Iterable[Footnote]) -> float:
        """Return by how much the foot grows at least to hold these notes: the last one may be divided."""
        new = [note for note in notes if id(note) not in self._notes]
        if not new:
            return 0.0
        if self.waiting:
            return float("inf")
        whole = [step for note in new[:-1] for step in steps(note.blocks)]
        first = next(chains(steps(new[-1].blocks)), [])
        return self._growth([*whole, *first])

    def take(self, notes: Iterable[Footnote], room: float) -> None:
        """Set notes in at most `room` more points; what is left over waits for the next page."""
        for note in notes:
            if id(note) not in self._notes:
                self._notes.add(id(note))
                before = self.height
                self._fill([NoteLine(step, note.placed) for step in steps(note.blocks)], room)
                note.placed = True
                room -= self.height - before

    def placed(self, bottom: float) -> Iterator[tuple[NoteLine, Placed]]:
        """Yield the lines with their places on a page whose text ends at height `bottom`."""
        top = bottom + self.height - SEPARATION
        for number, line in enumerate(self._lines):
            top -= line.step.before if number else 0.0
            yield line, Placed(line.step.index, top, line.step.height)
            top -= line.step.height

    def _fill(self, lines: Sequence[NoteLine], room: float) -> None:
        at = 0
        for chain in chains(line.step for line in lines):
            some = lines[at : at + len(chain)]
            at += len(chain)
            need = self._growth(chain)
            if self.waiting or need > room + 0.01:
                self.waiting += some
                continue
            self._lines += some
            self.height += need
            room -= need

    def _growth(self, chain: Sequence[Step]) -> float:
        if not chain:
            return 0.0
        return extent(chain) + (chain[0].before if self.height else SEPARATION)
