"""Where pages end.

Pieces that keep together form chains. A chain goes on the page if it fits, else into the next column or on
the next page; one that is taller than a page is divided piece by piece. The notes that a chain refers to take
room at the foot of its page. Sections that float wait for the next page end, so that they leave no room empty
before or behind them. Everything is placed before anything is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.pdf.flow.foot import Foot
from builder.pdf.flow.pages import Entry, Page, Section, Sheet
from builder.pdf.flow.pieces import Block, Placed, Step, chains, extent, steps

_RESUMED = 3.0
"""Space between a repeated heading and a row that goes on below it."""


def paginate(sections: Iterable[Section]) -> list[Page]:
    """Return the pages of all sections."""
    filler = _Filler()
    for section in sections:
        if section.floating:
            filler.waiting += paginate([Section(section.sheet, section.blocks)])
        elif section.blocks:
            filler.fill(section)
    filler.finish()
    return filler.pages


class _Filler:
    """Fills pages, section by section."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.waiting: list[Page] = []
        """Pages of floating sections, for the next page end."""
        self._section = Section(Sheet(0, 0, 0, 0, 0, 0))
        self._foot = Foot((), 0.0)
        self._held: list[Step] = []
        """A chain at a section's end that keeps with what follows."""
        self._after = 0.0
        self._column = 0
        self._top = self._limit = 0.0
        """Heights at which the columns begin and end."""
        self._lowest = 0.0
        """How far down the columns before this one reach."""
        self._height = 0.0
        """Where this column has come to."""
        self._empty = True
        self._first = 0
        """Where the section's entries begin on this page."""
        self._placed: list[Step] = []
        """What the section has put on this page."""

    def fill(self, section: Section) -> None:
        """Place the blocks of a section."""
        goes_on = section.sheet is self._section.sheet
        if not goes_on or section.columns > 1:
            self._release(section if goes_on else None)
        before, self._section = self._section, section
        if not goes_on:
            self._turn_page()
        elif section.columns > 1:
            self._height -= max(self._after, section.blocks[0].before)
            self._begin(self._height, empty=True)
        elif before.columns > 1:
            self._begin(self._height, empty=False)
        after = self._after if goes_on else 0.0
        found = list(chains([*self._held, *steps(section.blocks, after)]))
        self._held = found.pop() if found[-1][-1].keep else []
        for chain in found:
            self._place(chain)
        if section.columns > 1:
            self._balance()
        self._after = section.blocks[-1].after

    def finish(self) -> None:
        """Place what still waits."""
        self._release(None)
        while self._foot.waiting:
            self._turn_page()
        self._close_page()
        self.pages += self.waiting

    def _release(self, follows: Section | None) -> None:
        """Place the chain held back, on the page where the columns that follow begin."""
        held, self._held = self._held, []
        if held and follows is not None:
            below = next(chains(steps(follows.blocks, held[-1].block.after)))
            need = held[0].before + extent(held) + below[0].before + extent(below)
            if need > self._height - self._limit:
                self._turn_page()
        if held:
            self._place(held)

    def _close_page(self) -> None:
        """Put the notes at the foot of the last page."""
        if self.pages:
            page = self.pages[-1]
            page.foot = [
                Entry(line.step.block, placed, line.repeated)
                for line, placed in self._foot.placed(page.sheet.bottom)
            ]

    def _turn_page(self) -> None:
        self._close_page()
        self.pages += self.waiting
        self.waiting = []
        sheet = self._section.sheet
        if not self.pages and self._section.opening is not None:
            sheet = self._section.opening
        self.pages.append(Page(sheet))
        self._foot = Foot(self._foot.waiting, sheet.height - sheet.top - sheet.bottom)
        self._begin(sheet.height - sheet.top, empty=True)

    def _begin(self, top: float, *, empty: bool) -> None:
        """Begin the section's columns at a height of this page."""
        self._column = 0
        self._top = self._height = self._lowest = top
        self._limit = self.pages[-1].sheet.bottom + self._foot.height
        self._empty = empty
        self._first = len(self.pages[-1].content)
        self._placed = []

    def _turn(self) -> None:
        """Go to the next column, or the next page."""
        if self._column + 1 == self._section.columns:
            self._turn_page()
            return
        self._column += 1
        self._lowest = min(self._lowest, self._height)
        self._height = self._top
        self._empty = True

    @property
    def _bare(self) -> bool:
        """Whether nothing more room can be had than here."""
        sheet = self.pages[-1].sheet
        return self._empty and self._top >= sheet.height - sheet.top and not self._foot.height

    def _place(self, chain: list[Step]) -> None:
        if chain[0].forced and self.pages[-1].content:
            self._turn_page()
        while not self._fits(chain) and not self._bare:
            if len(chain) > 1 and not self._fits_page(chain):
                for step in chain:
                    self._place([step])
                return
            self._turn()
        if self._fits(chain):
            self._put(chain)
            return
        for step in chain:
            while not self._fits([step]) and not self._bare:
                self._turn()
            self._put([step])

    def _fits(self, chain: list[Step]) -> bool:
        above = _repeated(chain[0]) if self._empty else chain[0].before
        notes = self._foot.least(note for step in chain for note in step.notes)
        return above + extent(chain) + notes <= self._height - self._limit + 0.01

    def _fits_page(self, chain: list[Step]) -> bool:
        sheet = self._section.sheet
        notes = Foot((), 0.0).least(note for step in chain for note in step.notes)
        return _repeated(chain[0]) + extent(chain) + notes <= sheet.height - sheet.top - sheet.bottom

    def _put(self, chain: list[Step]) -> None:
        """Place pieces here, and then their notes in the room that is left."""
        for step in chain:
            self._put_one(step)
        before = self._foot.height
        self._foot.take([note for step in chain for note in step.notes], self._height - self._limit)
        self._limit += self._foot.height - before

    def _put_one(self, step: Step) -> None:
        repeat = step.block.repeat
        if not self._empty:
            self._height -= step.before
        elif repeat is not None:
            for index, piece in enumerate(repeat.pieces):
                self._add(repeat, index, piece.height, repeated=True)
            self._height -= _RESUMED if step.index else 0.0
        self._add(step.block, step.index, step.height)
        self._placed.append(step)
        self._empty = False

    def _add(self, block: Block, index: int, height: float, *, repeated: bool = False) -> None:
        x = self._column * self._section.step
        placed = Placed(index, self._height, height)
        self.pages[-1].content.append(Entry(block, placed, repeated, x))
        self._height -= height

    def _balance(self) -> None:
        """Make the section's columns on this page equally long, so that what follows can go below them."""
        found = list(chains(self._placed))
        if found:
            del self.pages[-1].content[self._first :]
            height = _balanced_height(found, self._section.columns, self._top - self._limit)
            self._begin(self._top, empty=True)
            self._limit = self._top - height
            for chain in found:
                self._place(chain)
        self._height = min(self._lowest, self._height)
        self._limit = self.pages[-1].sheet.bottom + self._foot.height


def _repeated(step: Step) -> float:
    repeat = step.block.repeat
    return sum(piece.height for piece in repeat.pieces) + _RESUMED if repeat else 0.0


def _balanced_height(found: Sequence[Sequence[Step]], columns: int, most: float) -> float:
    """Return the least height, up to `most`, in which `columns` columns hold these chains."""
    low, high = max(extent(chain) for chain in found), most
    while high - low > 1.0:
        middle = (low + high) / 2
        if _columns(found, middle) > columns:
            low = middle
        else:
            high = middle
    return high


def _columns(found: Iterable[Sequence[Step]], height: float) -> int:
    """Return how many columns of this height the chains need."""
    count, used = 1, 0.0
    for chain in found:
        need = extent(chain)
        if used and used + chain[0].before + need > height:
            count, used = count + 1, need
        else:
            used += need + (chain[0].before if used else 0.0)
    return count
