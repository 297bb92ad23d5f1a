"""Where pages end.

Pieces that keep together form chains. A chain goes on the page if it fits, else on the next one; one that
is taller than a page is divided piece by piece. Everything is placed before anything is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from builder.pdf.canvas import TaggedCanvas
from builder.pdf.flow.blocks import Block, Frame, Placed

_RESUMED = 3.0
"""Space between a repeated heading and a row that goes on below it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page size with its margins, in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def measure(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right


@dataclass(slots=True)
class Section:
    """Blocks set on one kind of sheet; `opening` is the first page's, where it differs."""

    sheet: Sheet
    blocks: list[Block] = field(default_factory=list)
    opening: Sheet | None = None


@dataclass(slots=True)
class Page:
    """A page and what stands on it, from the top. The flag marks a repeated heading."""

    sheet: Sheet
    content: list[tuple[Block, Placed, bool]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Step:
    """A piece on its way to a page."""

    block: Block
    index: int
    before: float
    height: float
    keep: bool


def _steps(blocks: Iterable[Block]) -> Iterator[_Step]:
    after = 0.0
    for block in blocks:
        for index, piece in enumerate(block.pieces):
            gap = 0.0 if index else max(after, block.before)
            yield _Step(block, index, gap, piece.height, piece.keep)
        after = block.after


def _chains(steps: Iterable[_Step]) -> Iterator[list[_Step]]:
    chain: list[_Step] = []
    for step in steps:
        if chain and step.block.new_page and step.index == 0:
            yield chain
            chain = []
        chain.append(step)
        if not step.keep:
            yield chain
            chain = []
    if chain:
        yield chain


class _Paginator:
    """Fills the pages of one section."""

    def __init__(self, section: Section) -> None:
        self._section = section
        self.pages: list[Page] = []
        self._height = 0.0

    def _turn(self) -> None:
        sheet = self._section.sheet
        if not self.pages and self._section.opening is not None:
            sheet = self._section.opening
        self.pages.append(Page(sheet))
        self._height = sheet.height - sheet.top

    def place(self, chain: list[_Step]) -> None:
        first = chain[0]
        forced = first.block.new_page and first.index == 0
        if not self.pages or (forced and self.pages[-1].content):
            self._turn()
        if not self._fits(chain) and self.pages[-1].content:
            if len(chain) > 1 and not self._fits_empty(chain):
                for step in chain:
                    self.place([step])
                return
            self._turn()
        for step in chain:
            if not self._fits([step]) and self.pages[-1].content:
                self._turn()
            self._put(step)

    def _fits(self, chain: list[_Step]) -> bool:
        need = sum(step.before + step.height for step in chain)
        page = self.pages[-1]
        if not page.content:
            need += self._repeated(chain[0]) - chain[0].before
        return need <= self._height - page.sheet.bottom + 0.01

    def _fits_empty(self, chain: list[_Step]) -> bool:
        sheet = self._section.sheet
        need = sum(step.before + step.height for step in chain) - chain[0].before
        need += self._repeated(chain[0])
        return need <= sheet.height - sheet.top - sheet.bottom

    @staticmethod
    def _repeated(step: _Step) -> float:
        repeat = step.block.repeat
        return sum(piece.height for piece in repeat.pieces) + _RESUMED if repeat else 0.0

    def _put(self, step: _Step) -> None:
        page = self.pages[-1]
        if page.content:
            self._height -= step.before
        elif step.block.repeat is not None:
            for index, piece in enumerate(step.block.repeat.pieces):
                self._add(step.block.repeat, Placed(index, self._height, piece.height), True)
            self._height -= _RESUMED if step.index else 0.0
        self._add(step.block, Placed(step.index, self._height, step.height), False)

    def _add(self, block: Block, placed: Placed, repeated: bool) -> None:
        self.pages[-1].content.append((block, placed, repeated))
        self._height -= placed.height


def paginate(sections: Iterable[Section]) -> list[Page]:
    """Return the pages of all sections; each section begins a page."""
    pages: list[Page] = []
    for section in sections:
        paginator = _Paginator(section)
        for chain in _chains(_steps(section.blocks)):
            paginator.place(chain)
        pages += paginator.pages
    return pages


def folios(pages: Sequence[Page]) -> dict[str, int]:
    """Return the page number, from 1, of every anchor."""
    found: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for block, placed, repeated in page.content:
            if placed.index == 0 and not repeated:
                for anchor in block.anchors:
                    found.setdefault(anchor, number)
    return found


def draw(canvas: TaggedCanvas, pages: Sequence[Page], at: int) -> None:
    """Draw page `at` of `pages`: the frames, then the blocks."""
    page = pages[at]
    _draw_frames(canvas, page, _frames_at(pages, at - 1, -1), _frames_at(pages, at + 1, 0))
    left = page.sheet.left
    runs = groupby(page.content, key=lambda entry: (id(entry[0]), entry[2]))
    for (_, repeated), entries in runs:
        listed = list(entries)
        block = listed[0][0]
        placed = [entry[1] for entry in listed]
        if repeated:
            with canvas.decorating("Layout"):
                block.draw(canvas, left, placed)
            continue
        if placed[0].index == 0:
            for anchor in block.anchors:
                canvas.anchor(anchor, placed[0].top + 6)
        block.draw(canvas, left, placed)


def _frames_at(pages: Sequence[Page], at: int, end: int) -> tuple[Frame, ...]:
    """Return the frames that the first (0) or last (-1) block of a neighbouring page stands in."""
    if not 0 <= at < len(pages) or not pages[at].content:
        return ()
    return pages[at].content[end][0].frames


def _draw_frames(
    canvas: TaggedCanvas, page: Page, above: tuple[Frame, ...], below: tuple[Frame, ...]
) -> None:
    """Draw what is behind the blocks; a frame that a page end cuts reaches a little further."""
    extents: dict[int, tuple[Frame, float, float]] = {}
    for block, placed, _ in page.content:
        for frame in block.frames:
            top = extents[id(frame)][1] if id(frame) in extents else placed.top
            extents[id(frame)] = (frame, top, placed.bottom)
    for frame, top, bottom in extents.values():
        left = page.sheet.left + frame.left
        high = top + (frame.bleed if frame in above else 0.0)
        low = bottom - (frame.bleed if frame in below else 0.0)
        canvas.artifact("Background")
        if frame.fill is not None:
            canvas.fill(left, low, frame.width, high - low, frame.fill)
        if frame.bar is not None:
            canvas.fill(left, low, frame.bar_width, high - low, frame.bar)
