"""The parts of a document as a reader sees them: headings, paragraphs, list items, rows of tables.

A document's text is plain; its blocks say which stretch of it is what. A reader that knows lists and headings
gives them; quotations need the text alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a stretch of a document is to its reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """One point of a list, numbered or not."""
    ROW = "row"
    """One row of a table, its cells separated by tabs."""
    NOTE = "note"
    """A footnote, endnote or remark."""
    MARGIN = "margin"
    """A running head or foot, or another line that stands on every page."""


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a document: `text[start:end]` of its `Extract`, lines wrapped as in the document."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Of a heading from 1, of a list item its depth from 1; otherwise 0."""
    marker: str = ""
    """The number, letter or bullet that `text[start:end]` begins with; empty without one."""
