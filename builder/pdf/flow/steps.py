"""Pieces on their way to a page, and the chains of those that keep together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from builder.pdf.flow.blocks import Block


@dataclass(frozen=True, slots=True)
class Step:
    """A piece on its way to a page."""

    block: Block
    index: int
    before: float
    height: float
    keep: bool

    @property
    def forced(self) -> bool:
        """Whether it must begin a page."""
        return self.block.new_page and self.index == 0


def steps(blocks: Iterable[Block], after: float = 0.0) -> Iterator[Step]:
    """Yield the pieces of blocks with the space above each; `after` is the space that came before."""
    for block in blocks:
        for index, piece in enumerate(block.pieces):
            gap = 0.0 if index else max(after, block.before)
            yield Step(block, index, gap, piece.height, piece.keep)
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


def balanced_height(found: Sequence[Sequence[Step]], columns: int, most: float) -> float:
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
