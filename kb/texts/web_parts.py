"""What a reader sees of a web page, element by element: lines, and which part of the page each belongs to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from kb.texts.blocks import Block, BlockKind
from kb.texts.line_looks import is_numbered_heading, marker_of, reads_as_heading
from kb.texts.web_elements import (
    BREAKING,
    FURNITURE,
    HEADINGS,
    LISTS,
    PARAGRAPHS,
    TYPED,
    depth_of,
    has_brackets,
    is_bold_text,
    is_layout,
    why_unread,
    with_raised_figures,
)

_BOLD_WORDS = 8
"""A bold line of more words is no heading."""


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """The part of the page that lines belong to."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    part: _Part
    broken: bool
    """Whether the page itself breaks the line before it, and not only its source."""
    bold: bool
    """Whether all of it is bold, which is how many write a heading."""


class PageWalk:
    """Walks a page with a stack: depth is the page's choice, not ours."""

    def __init__(self) -> None:
        self.unread: Counter[str] = Counter()
        self._lines: list[_Line] = []
        self._pieces: list[str] = []
        self._broken = False
        self._bold: set[bool] = set()
        """Whether what the line holds so far is bold, and whether some of it is not."""
        self._parts: list[tuple[Any, _Part]] = [(None, _Part())]
        self._in_row: list[Any] = []
        """Rows of data that are open, whose cells stay on one line."""

    def walk(self, root: Any) -> None:
        """Take in an element and everything below it."""
        stack: list[tuple[Any, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            name = node.tag if isinstance(node.tag, str) else ""
            if leaving:
                self._leave(node, name)
            elif self._passed_over(node, name):
                self._say(node.tail, node.getparent())
            else:
                self._enter(node, name)
                stack.append((node, True))
                stack.extend((child, False) for child in reversed(node))
        self._break(hard=True)

    def told(self) -> tuple[str, list[Block]]:
        """Return the text and its parts: no blank line at its ends, nowhere two of them."""
        texts: list[str] = []
        blocks: list[Block] = []
        at, open_part = 0, None
        for line in self._lines:
            if not line.text:
                open_part = None
                if texts and texts[-1]:
                    texts.append("")
                    at += 1
                continue
            start, end = at, at + len(line.text)
            if line.part is open_part and not _parts_here(line):
                last = blocks[-1]
                blocks[-1] = Block(last.kind, last.start, end, last.level, last.marker)
            else:
                blocks.append(_block(line, start, end))
            open_part = line.part
            texts.append(line.text)
            at = end + 1
        return "\n".join(texts).rstrip("\n"), blocks

    def _passed_over(self, node: Any, name: str) -> bool:
        """Say whether an element is not read, and count what a reader would miss."""
        why = why_unread(node, name)
        if why:
            self.unread[why] += 1
        return why is not None

    def _enter(self, node: Any, name: str) -> None:
        if name in BREAKING:
            self._break(hard=True)
        part = self._part_of(node, name)
        if part:
            self._parts.append((node, part))
        if name == "q":
            self._pieces.append("“" if depth_of(node, "q") % 2 == 0 else "‘")
        elif name == "input" and (node.get("type") or "").lower() in TYPED:
            self._pieces.append(node.get("value") or "")
        elif name == "rt" and not has_brackets(node):
            self._pieces.append("(")
        if (
            node.getparent() is not None
            and node.getparent().tag == "mfrac"
            and node.getprevious() is not None
        ):
            self._pieces.append("/")
        self._say(node.text, node)

    def _leave(self, node: Any, name: str) -> None:
        if name == "q":
            self._pieces.append("”" if depth_of(node, "q") % 2 == 0 else "’")
        elif name == "rt" and not has_brackets(node):
            self._pieces.append(")")
        if self._in_row and self._in_row[-1] is node:
            self._in_row.pop()
        if name in BREAKING and name != "br":
            self._break(hard=True)
        if name in ("td", "th"):
            self._pieces.append("\t")
        if self._parts[-1][0] is node:
            self._parts.pop()
        self._say(node.tail, node.getparent())

    def _part_of(self, node: Any, name: str) -> _Part | None:
        """Return the part that an element begins, or None where what is around it goes on."""
        kind = self._parts[-1][1].kind
        if name in HEADINGS:
            return _Part(BlockKind.HEADING, HEADINGS[name])
        if kind is BlockKind.MARGIN or self._in_row:
            return None
        if name in FURNITURE:
            return _Part(BlockKind.MARGIN)
        if name == "tr" and not is_layout(node):
            self._in_row.append(node)
            return _Part(BlockKind.ROW)
        if name == "li":
            depth = sum(ancestor.tag in LISTS for ancestor in node.iterancestors(*LISTS))
            return _Part(BlockKind.ITEM, max(1, depth))
        if name in PARAGRAPHS and not (kind is BlockKind.ITEM and name not in LISTS):
            return _Part()
        return None

    def _say(self, text: str | None, parent: Any) -> None:
        """Add text, of which the source's own line breaks stay, but no blank lines."""
        if not text:
            return
        preformatted = parent is not None and parent.tag in ("pre", "textarea")
        pieces = text.split("\n") if "\n" in text else [text]
        for number, piece in enumerate(pieces):
            if number:
                self._break(hard=preformatted, blank=preformatted)
            self._pieces.append(with_raised_figures(piece.replace("\t", " "), parent))
            if piece.strip():
                self._bold.add(is_bold_text(parent))

    def _break(self, *, hard: bool, blank: bool = True) -> None:
        """End a line; `hard` where the page breaks it."""
        if self._in_row:
            self._pieces.append(" ")
            return
        text = "\t".join(" ".join(cell.split()) for cell in "".join(self._pieces).split("\t")).strip("\t ")
        blank = blank and hard
        if text or blank:
            self._lines.append(_Line(text, self._parts[-1][1], self._broken, self._bold == {True}))
        self._pieces, self._bold = [], set()
        self._broken = hard


def _block(line: _Line, start: int, end: int) -> Block:
    marker = marker_of(line.text)
    kind, level = line.part.kind, line.part.level
    if kind is BlockKind.PARAGRAPH and is_numbered_heading(line.text, bold=line.bold):
        return Block(BlockKind.HEADING, start, end, 6, marker)
    if kind is BlockKind.PARAGRAPH and marker:
        return Block(BlockKind.ITEM, start, end, 1, marker)
    bold = line.bold and len(line.text.split()) <= _BOLD_WORDS and not line.text.endswith((".", ",", ";"))
    if kind is BlockKind.PARAGRAPH and (bold or reads_as_heading(line.text)):
        return Block(BlockKind.HEADING, start, end, 6)
    return Block(kind, start, end, level, marker if kind in (BlockKind.ITEM, BlockKind.HEADING) else "")


def _parts_here(line: _Line) -> bool:
    """Say whether a line that the page broke is a part of its own: a point with a typed bullet, or a line."""
    return line.broken and not line.text[0].islower() and line.part.kind is not BlockKind.ROW
