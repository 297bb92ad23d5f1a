"""Headings: tagged H1 to H4, kept with what follows, listed in the outline."""

from __future__ import annotations

from collections.abc import Sequence

from builder.document import Heading
from builder.layout.galley import Galley
from builder.layout.inline import plain
from builder.layout.styles import HEADINGS
from builder.pdf.canvas import TaggedCanvas
from builder.pdf.flow.pieces import Flowing, Piece, Placed
from builder.pdf.structure import Element


class _Bookmark(Flowing):
    """A place without extent that puts a heading into the outline."""

    def __init__(self, anchor: str, title: str, level: int) -> None:
        super().__init__()
        self.pieces = (Piece(0.0, keep=True),)
        self._anchor = anchor
        self._title = title
        self._level = level

    def draw(self, canvas: TaggedCanvas, left: float, placed: Sequence[Placed]) -> None:
        canvas.bookmark(self._anchor, self._title, self._level - 1, placed[0].top + 6)


def set_heading(galley: Galley, block: Heading, parent: Element) -> None:
    """Set a heading and enter it in the outline."""
    style = HEADINGS[block.level]
    bookmark = _Bookmark(block.anchor, plain(block.content), block.level)
    bookmark.before, bookmark.anchors = style.before, (block.anchor,)
    galley.add(bookmark)
    element = Element(f"H{block.level}", parent)
    galley.text(block.content, style, element, balance=True, together=True, keep_next=True)
    galley.sections[-1].blocks[-1].before = 0.0
