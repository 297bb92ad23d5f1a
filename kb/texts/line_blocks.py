"""The parts of a text that is nothing but lines: a text file, a mail, a page of a PDF.

Headings, points of lists, paragraphs and rows of tables are told from what a reader sees: marks, indents,
blank lines, and where lines break. A line that is broken for want of room is joined to the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kb.texts.blocks import Block, BlockKind
from kb.texts.line_looks import (
    MOST_HEADING_WORDS,
    Line,
    comes_after,
    ends_a_sentence,
    is_bullet,
    is_numbered_heading,
    is_unfinished,
    leads_a_list,
    lines_of,
    marker_of,
    reads_as_heading,
)

_HASH = re.compile(r"(#{1,6})[ \t]+\S")
_RULE = re.compile(r"\s*(?:([=\-_*~])\s*)\1{2,}(?:\s*\1)*\s*\Z|[\s|:=\-]{3,}\Z")
_CELLS = re.compile(r"\S(?:\t+| {3,})\S|\A\|.*\|\Z")
_WRAPPED = range(40, 200)
"""Characters of the longest lines of a text whose lines are broken for want of room."""
_LETTER = 0.5
"""Width of a letter, as a share of its size, in the fonts of most documents."""
_INDENT = 2


def blocks_of(text: str) -> list[Block]:
    """Return the parts of a text of plain lines; pages are separated by form feeds."""
    return blocks_of_lines(lines_of(text))


def blocks_of_lines(lines: Sequence[Line]) -> list[Block]:
    """Return the parts that lines make up, in their order."""
    width = _width(lines)
    grouping = _Grouping(width if _are_broken(lines, width) else None, _body_size(lines))
    following = Line(0, "")
    told = []
    for line in reversed(lines):
        told.append((line, following))
        following = line if line.text.strip() else following
    for line, following in reversed(told):
        grouping.take(line, following)
    grouping.close()
    return grouping.blocks


class _Grouping:
    """Takes lines one by one, and holds the part that the next one may go on."""

    def __init__(self, width: int | None, size: float) -> None:
        self.width, self.size = width, size
        self.blocks: list[Block] = []
        self._held: list[Line] = []
        self._kind = BlockKind.PARAGRAPH
        self._marker = ""
        self._level = 0
        self._indents: list[float] = []
        self._heading = 0

    def take(self, line: Line, following: Line) -> None:
        """Take the next line; `following` is the next with words in it."""
        if not line.text.strip():
            self.close()
        elif line.margin:
            self._begin(BlockKind.MARGIN, line)
            self.close()
        elif _RULE.fullmatch(line.text):
            self._rule()
        elif hashes := _HASH.match(line.text):
            self._begin(BlockKind.HEADING, line, len(hashes.group(1)))
            self.close()
        elif self._is_large(line):
            self._begin(BlockKind.HEADING, line, self._heading_level(line), marker_of(line.text))
            self.close()
        elif self._is_marked(line) and not is_numbered_heading(line.text, bold=line.bold):
            self._item(line)
        elif _CELLS.search(line.text.strip()[len(marker_of(line.text)) :].strip()):
            self._begin(BlockKind.ROW, line)
            self.close()
        elif self._is_marked(line) or self._is_heading(line, following):
            self._begin(BlockKind.HEADING, line, self._heading_level(line), marker_of(line.text))
            self.close()
        elif self._goes_on(line):
            self._held.append(line)
        else:
            self._begin(BlockKind.PARAGRAPH, line)

    def close(self) -> None:
        """End the part at hand."""
        if self._held:
            first, last = self._held[0], self._held[-1]
            self.blocks.append(Block(self._kind, first.first, last.end, self._level, self._marker))
        self._held = []

    def _begin(self, kind: BlockKind, line: Line, level: int = 0, marker: str = "") -> None:
        self.close()
        self._kind, self._level, self._marker, self._held = kind, level, marker, [line]
        if kind not in (BlockKind.ITEM, BlockKind.PARAGRAPH):
            self._indents = []

    def _rule(self) -> None:
        """A line of signs under a line of words makes that a heading; elsewhere it only parts."""
        underlined = len(self._held) == 1 and self._kind is BlockKind.PARAGRAPH
        if underlined and len(self._held[0].text.split()) <= MOST_HEADING_WORDS:
            self._kind, self._level = BlockKind.HEADING, 1
        self.close()

    def _is_marked(self, line: Line) -> bool:
        """Say whether a line begins a point of a list, and not merely with a number that was broken there."""
        marker = marker_of(line.text)
        if not marker or not line.text.strip()[len(marker) :].strip():
            return False
        if not self._held or line.apart or is_bullet(marker):
            return True
        before = self._held[-1].text
        follows = self._kind is BlockKind.ITEM and comes_after(marker, self._marker)
        first = marker.strip("(.)") in ("1", "a", "A", "i", "I")
        ended = ends_a_sentence(before) or not self._is_full(self._held[-1], line)
        return follows or ended or first

    def _item(self, line: Line) -> None:
        while self._indents and line.left < self._indents[-1] - _INDENT / 2:
            self._indents.pop()
        if not self._indents or line.left >= self._indents[-1] + _INDENT:
            self._indents.append(line.left)
        self._begin(BlockKind.ITEM, line, len(self._indents), marker_of(line.text))

    def _is_heading(self, line: Line, following: Line) -> bool:
        if following.text[:1].islower() or self._goes_on(line):
            return False
        leads = not self._held and self._is_marked(following) and leads_a_list(line.text)
        short = len(line.text.split()) <= MOST_HEADING_WORDS
        bold = line.bold and short and (line.apart or not self._held)
        return leads or reads_as_heading(line.text) or (bold and not ends_a_sentence(line.text))

    def _is_large(self, line: Line) -> bool:
        words = len(line.text.split())
        return line.size > 1.15 * self.size > 0 and words <= 2 * MOST_HEADING_WORDS

    def _heading_level(self, line: Line) -> int:
        return 1 if self.size and line.size > 1.4 * self.size else 2

    def _goes_on(self, line: Line) -> bool:
        """Say whether a line goes on the part at hand, which broke there for want of room."""
        if not self._held or line.apart:
            return False
        before = self._held[-1]
        word = line.text.split()[0]
        if word[0].islower() or is_unfinished(before.text) or self._is_full(before, line):
            return True
        hangs = self._kind is BlockKind.ITEM and line.left >= self._held[0].left + _INDENT
        return hangs and not ends_a_sentence(before.text)

    def _is_full(self, before: Line, line: Line) -> bool:
        """Say whether the first word of a line had no more room in the one before."""
        return self.width is not None and _is_full(before, line, self.width)


def _is_full(before: Line, line: Line, width: int) -> bool:
    """Say whether a line's first word had no room in the line before, by points or by characters."""
    first = line.text.split()[0]
    if before.size:
        return before.right + (1 + len(first)) * before.size * _LETTER > before.edge
    return len(before.text.expandtabs(8).rstrip()) + 1 + len(first) > width > 0


def _width(lines: Sequence[Line]) -> int:
    """Return how many characters lines have room for; 0 where they are as long as what they say."""
    lengths = sorted(len(line.text.expandtabs(8).rstrip()) for line in lines if line.text.strip())
    widest = lengths[-1 - len(lengths) // 20] if lengths else 0
    return widest if widest in _WRAPPED else 0


def _are_broken(lines: Sequence[Line], width: int) -> bool:
    """Say whether lines are broken for want of room: sentences go on after those that are full."""
    broken = [
        line.text.lstrip()[0]
        for before, line in pairwise(lines)
        if before.text.strip() and line.text.strip() and not line.apart
        if not ends_a_sentence(before.text) and _is_full(before, line, width)
    ]
    within_sentences = sum(first.islower() or first.isdigit() for first in broken)
    return len(broken) > 1 and within_sentences >= len(broken) / 3


def _body_size(lines: Iterable[Line]) -> float:
    """Return the size of most letters; 0 when sizes are not known."""
    counts: dict[float, int] = {}
    for line in lines:
        counts[line.size] = counts.get(line.size, 0) + len(line.text)
    return max(counts, key=lambda size: counts[size], default=0.0)
