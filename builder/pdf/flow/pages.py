"""Sheets, sections and pages, and how a page that was filled is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from builder.pdf.canvas import TaggedCanvas
from builder.pdf.flow.pieces import Block, Frame, Placed

GUTTER = 18.0
"""Space between columns, in points."""
_RULE = 72.0
"""Length of the rule above the notes, in points."""
_RULE_ABOVE = 5.0
_RULE_COLOUR = (0.33, 0.36, 0.4)


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
    """Blocks set on one kind of sheet.

    A section goes on below the one before it where the sheet is the same, and else begins a page.
    """

    sheet: Sheet
    blocks: list[Block] = field(default_factory=list)
    opening: Sheet | None = None
    """The sheet of the document's first page, where it differs."""
    columns: int = 1
    floating: bool = False
    """Let what follows fill the page first: the section's pages come at the next page end."""

    @property
    def measure(self) -> float:
        """Width of a column, in points."""
        return self.step - GUTTER

    @property
    def step(self) -> float:
        """Distance from one column to the next, in points."""
        return (self.sheet.measure + GUTTER) / self.columns


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece of a block on a page; `x` from the left margin, `repeated` for a heading set again."""

    block: Block
    placed: Placed
    repeated: bool = False
    x: float = 0.0


@dataclass(slots=True)
class Page:
    """A page and what stands on it, in the order of reading."""

    sheet: Sheet
    content: list[Entry] = field(default_factory=list)
    foot: list[Entry] = field(default_factory=list)
    """The notes."""


def folios(pages: Sequence[Page]) -> dict[str, int]:
    """Return the page number, from 1, of every anchor."""
    found: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for entry in page.content:
            if entry.placed.index == 0 and not entry.repeated:
                for anchor in entry.block.anchors:
                    found.setdefault(anchor, number)
    return found


def draw(canvas: TaggedCanvas, pages: Sequence[Page], at: int) -> None:
    """Draw page `at` of `pages`: the frames, then the blocks, then the notes below a rule."""
    page = pages[at]
    _draw_frames(canvas, page, _frames_at(pages, at - 1, -1), _frames_at(pages, at + 1, 0))
    _draw_entries(canvas, page, page.content)
    if page.foot:
        y = page.foot[0].placed.top + _RULE_ABOVE
        canvas.artifact()
        canvas.stroke([(page.sheet.left, y), (page.sheet.left + _RULE, y)], 0.5, _RULE_COLOUR)
        _draw_entries(canvas, page, page.foot)


def _draw_entries(canvas: TaggedCanvas, page: Page, entries: Sequence[Entry]) -> None:
    runs = groupby(entries, key=lambda entry: (id(entry.block), entry.repeated, entry.x))
    for (_, repeated, x), some in runs:
        listed = list(some)
        block, left = listed[0].block, page.sheet.left + x
        placed = [entry.placed for entry in listed]
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
    return pages[at].content[end].block.frames


def _draw_frames(
    canvas: TaggedCanvas, page: Page, above: tuple[Frame, ...], below: tuple[Frame, ...]
) -> None:
    """Draw what is behind the blocks; a frame that a page end cuts reaches a little further."""
    extents: dict[int, tuple[Frame, float, float]] = {}
    for entry in page.content:
        for frame in entry.block.frames:
            top = extents[id(frame)][1] if id(frame) in extents else entry.placed.top
            extents[id(frame)] = (frame, top, entry.placed.bottom)
    for frame, top, bottom in extents.values():
        left = page.sheet.left + frame.left
        high = top + (frame.bleed if frame in above else 0.0)
        low = bottom - (frame.bleed if frame in below else 0.0)
        canvas.artifact("Background")
        if frame.fill is not None:
            canvas.fill(left, low, frame.width, high - low, frame.fill)
        if frame.bar is not None:
            canvas.fill(left, low, frame.bar_width, high - low, frame.bar)
