"""Blocks and their pieces: what pages are made of; and the chains of pieces that keep together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from builder.pdf.canvas import Colour, TaggedCanvas


@dataclass(slots=True, eq=False)
class Footnote:
    """A note for the foot of the page that refers to it."""

    blocks: Sequence[Block]
    placed: bool = False
    """Whether a page has it; a later page that refers to it sets it again, as decoration."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An indivisible part of a block: height in points; `keep`: no page may end after it."""

    height: float
    keep: bool = False
    notes: tuple[Footnote, ...] = ()
    """What it refers to."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece on a page: its number in the block and the height of its top edge."""

    index: int
    top: float
    height: float

    @property
    def bottom(self) -> float:
        """Height of the lower edge."""
        return self.top - self.height


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A tint and a bar behind a group of blocks; goes on over page ends."""

    left: float
    width: float
    fill: Colour | None = None
    bar: Colour | None = None
    bar_width: float = 2.0
    bleed: float = 0.0
    """How far the tint reaches beyond the text where a page cuts it."""


class Block(Protocol):
    """Something that flows: a column of pieces that knows how to draw any stretch of itself."""

    pieces: Sequence[Piece]
    before: float
    """Space above, dropped at the head of a page."""
    after: float
    """Space below; the larger of two that meet is kept."""
    frames: tuple[Frame, ...]
    """What it stands in, outermost first."""
    repeat: Block | None
    """What is drawn again, as decoration, when a page begins inside the group it heads."""
    anchors: tuple[str, ...]
    """Names of this place."""
    new_page: bool
    """Begin on a new page."""

    def draw(self, canvas: TaggedCanvas, left: float, placed: Sequence[Placed]) -> None:
        """Draw these pieces; `left` is the page's left margin."""


class Flowing:
    """The part of a block that is the same for all."""

    pieces: Sequence[Piece]

    def __init__(self, before: float = 0.0, after: float = 0.0) -> None:
        self.before = before
        self.after = after
        self.frames: tuple[Frame, ...] = ()
        self.repeat: Block | None = None
        self.anchors: tuple[str, ...] = ()
        self.new_page = False


class Space(Flowing):
    """An empty strip, such as the padding of a box."""

    def __init__(self, height: float, keep: bool) -> None:
        super().__init__()
        self.pieces = (Piece(height, keep),)

    def draw(self, canvas: TaggedCanvas, left: float, placed: Sequence[Placed]) -> None:
        """Draw nothing."""


def kept_lines(heights: Sequence[float], together: bool = False) -> list[Piece]:
    """Return pieces for lines: no line of a paragraph is left alone at the foot or head of a page."""
    last = len(heights) - 1
    return [
        Piece(height, keep=index < last and (together or index in (0, last - 1)))
        for index, height in enumerate(heights)
    ]


@dataclass(frozen=True, slots=True)
class Step:
    """A piece on its way to a page."""

    block: Block
    index: int
    before: float
    height: float
    keep: bool
    notes: tuple[Footnote, ...] = ()

    @property
    def forced(self) -> bool:
        """Whether it must begin a page."""
        return self.block.new_page and self.index == 0


def steps(blocks: Iterable[Block], after: float = 0.0) -> Iterator[Step]:
    """Yield the pieces of blocks with the space above each; `after` is the space that came before."""
    for block in blocks:
        for index, piece in enumerate(block.pieces):
            gap = 0.0 if index else max(after, block.before)
            yield Step(block, index, gap, piece.height, piece.keep, piece.notes)
        after = block.after


def chains(found: Iterable[Step]) -> Iterator[list[Step]]:
    """Yield the pieces that keep together."""
    chain: list[Step] = []
    for step in found:
        if chain and step.forced:
            yield chain
            chain = []
        chain.append(step)
        if not step.keep:
            yield chain
            chain = []
    if chain:
        yield chain


def extent(chain: Sequence[Step]) -> float:
    """Return the height of a chain without the space above it."""
    return sum(step.before + step.height for step in chain) - chain[0].before
