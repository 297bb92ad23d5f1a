"""Headings and what is made of them: the title block, headings in the text, contents, the head of every page.

Headings are tagged H1 to H4, kept with what follows and listed in the outline. The title block holds the
lines that the notice asks for. Entries of the contents are made from the headings; their page numbers are
read once pages are made. Running head, page number and watermark stand beside the text, as artifacts.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from builder.document import Contents, Heading, Inline, LineBreak, Text, TitleBlock
from builder.layout.galley import Galley, Headline
from builder.layout.set_pictures import set_letterhead
from builder.layout.styles import (
    ACCENT,
    CONTENTS,
    CONTENTS_TITLE,
    HEADINGS,
    MUTED,
    OPENING_LINE,
    RULE,
    RUNNING,
    SANS_BOLD,
    SUBMITTER,
    SUBTITLE,
    TITLE,
    WATERMARK,
    TextStyle,
)
from builder.layout.text_runs import set_words, title
from builder.pdf import fonts
from builder.pdf.canvas import TaggedCanvas
from builder.pdf.flow.lines import Line, broken
from builder.pdf.flow.pages import Sheet
from builder.pdf.flow.pieces import Flowing, Piece, Placed, kept_lines
from builder.pdf.flow.text_blocks import baseline, draw_line
from builder.pdf.structure import Element

_FOLIO = 34.0
"""Room for the page number."""
_STEP = 16.0

_HEAD = 52.0
_CHAPTER = 0.5
"""Part of the running head's line that the chapter may take."""
_FOOT = 44.0


class _Rule(Flowing):
    """A line across the text, with room below."""

    def __init__(self, width: float, measure: float, room: float, before: float) -> None:
        super().__init__(before=before)
        self.pieces = (Piece(room, keep=True),)
        self._width = width
        self._measure = measure

    def draw(self, canvas: TaggedCanvas, left: float, placed: Sequence[Placed]) -> None:
        y = placed[0].top
        canvas.artifact()
        colour = ACCENT if self._width > 1 else RULE
        canvas.stroke([(left, y), (left + self._measure, y)], self._width, colour)


def set_title(galley: Galley, block: TitleBlock, parent: Element) -> None:
    """Set the title block, in the order that the notice asks for; a letterhead stands above it."""
    if block.letterhead is not None:
        set_letterhead(galley, block.letterhead, parent)
    galley.text(_lines(block.opening), OPENING_LINE, Element("P", parent), wide=True)
    galley.add(_Rule(1.4, galley.span, 4, before=9))
    galley.text((Text(block.title),), TITLE, Element("Title", parent), balance=True, wide=True)
    if block.subtitle:
        galley.text((Text(block.subtitle),), SUBTITLE, Element("Subtitle", parent), balance=True, wide=True)
    if block.submitter:
        galley.text(_lines(block.submitter), replace(SUBMITTER, before=12), Element("P", parent))
    if block.date:
        date = replace(SUBMITTER, colour=MUTED, before=6)
        galley.text((Text(block.date),), date, Element("P", parent))
    galley.add(_Rule(0.6, galley.span, 6, before=16))


def _lines(texts: tuple[str, ...]) -> tuple[Inline, ...]:
    content: list[Inline] = []
    for text in texts:
        content += [LineBreak(), Text(text)] if content else [Text(text)]
    return tuple(content)


class _Bookmark(Flowing):
    """A place without extent that puts a heading into the outline."""

    def __init__(self, title: str, level: int) -> None:
        super().__init__()
        self.pieces = (Piece(0.0, keep=True),)
        self._title = title
        self._level = level

    def draw(self, canvas: TaggedCanvas, left: float, placed: Sequence[Placed]) -> None:
        canvas.bookmark(self._title, self._level - 1, placed[0].top + 6)


def set_heading(galley: Galley, block: Heading, parent: Element) -> None:
    """Set a heading and enter it in the outline."""
    style = HEADINGS[block.level]
    bookmark = _Bookmark(title(block), block.level)
    bookmark.before, bookmark.anchors = style.before, (block.anchor,)
    galley.add(bookmark)
    element = Element(f"H{block.level}", parent)
    number = (Text(f"{block.number}\u2002"),) if block.number else ()
    galley.text((*number, *block.content), style, element, balance=True, together=True, keep_next=True)
    galley.sections[-1].blocks[-1].before = 0.0


class _Entry(Flowing):
    """A line of the contents: title, leader, page number; all one link."""

    def __init__(
        self,
        headline: Headline,
        lines: list[Line],
        style: TextStyle,
        left: float,
        measure: float,
        link: Element,
    ) -> None:
        super().__init__(style.before, style.after)
        self.pieces = kept_lines([style.leading] * len(lines), together=True)
        self._headline = headline
        self._lines = lines
        self._style = style
        self._left = left
        self._right = left + measure
        self._link = link

    def draw(self, canvas: TaggedCanvas, left: float, placed: Sequence[Placed]) -> None:
        style, link = self._style, self._link
        for piece in placed:
            line = self._lines[piece.index]
            y = baseline(piece.top, style.leading, style.size)
            draw_line(canvas, line, left + self._left, y)
            target = f"#{self._headline.anchor}"
            area = (left + self._left, piece.bottom, left + self._right, piece.top)
            canvas.link(link, target, self._headline.text, area)
        folio = str(canvas.folios[self._headline.anchor])
        width = fonts.width(folio, style.typeface, style.size)
        canvas.mark(link)
        x = left + self._right - width
        gap = fonts.width(" ", style.typeface, style.size)
        canvas.text(x - gap, y, " " + folio, style.typeface, style.size, style.colour)
        begin = left + self._left + self._lines[-1].width + 8
        canvas.artifact()
        if begin < x - 8:
            canvas.stroke([(x - 8, y + 0.4), (begin, y + 0.4)], 0.8, RULE, dash=(0, 4))


def set_contents(galley: Galley, block: Contents, parent: Element) -> None:
    """Set the table of contents, its levels nested."""
    title = Element("P", parent)
    galley.text((Text(block.title),), CONTENTS_TITLE, title, together=True, keep_next=True)
    levels = [Element("TOC", parent)]
    for headline in galley.headlines:
        if headline.level > block.depth:
            continue
        while len(levels) < headline.level:
            levels.append(Element("TOC", levels[-1]))
        del levels[headline.level :]
        _set_entry(galley, headline, Element("TOCI", levels[-1]))


def _set_entry(galley: Galley, headline: Headline, item: Element) -> None:
    style = CONTENTS[headline.level]
    link = Element("Link", Element("Reference", item))
    indent = _STEP * (headline.level - 1)
    with galley.inside(indent=indent):
        found = set_words((Text(headline.text),), style, link)
        lines = broken(found, galley.measure - _FOLIO)
        galley.add(_Entry(headline, lines, style, galley.indent, galley.measure, link))


def draw_watermark(canvas: TaggedCanvas, sheet: Sheet, words: str) -> None:
    """Set `words` across the page from corner to corner, below everything else."""
    if not words:
        return
    diagonal = math.hypot(sheet.width, sheet.height)
    size = min(110.0, 0.72 * diagonal / max(fonts.width(words, SANS_BOLD, 1.0), 0.1))
    width = fonts.width(words, SANS_BOLD, size)
    cosine, sine = sheet.width / diagonal, sheet.height / diagonal
    with canvas.decorating("Watermark"):
        canvas.artifact("Watermark")
        with canvas.turned(sheet.width / 2, sheet.height / 2, cosine, sine):
            canvas.text(-width / 2, -size / 3, words, SANS_BOLD, size, WATERMARK)


def draw_head_and_folio(
    canvas: TaggedCanvas, sheet: Sheet, head: tuple[str, ...], chapter: str, number: int, count: int
) -> None:
    """Set the running head, from the second page on, with the chapter to its right; and “Page x of y”."""
    style = RUNNING
    if (head or chapter) and number > 1:
        canvas.artifact("Header")
        y = sheet.height - _HEAD
        chapter = _fitting((chapter,), sheet.measure * _CHAPTER)
        taken = fonts.width(chapter, style.typeface, style.size)
        shown = _fitting(head, sheet.measure - taken - _STEP)
        canvas.text(sheet.left, y, shown, style.typeface, style.size, style.colour)
        x = sheet.left + sheet.measure - taken
        canvas.text(x, y, chapter, style.typeface, style.size, style.colour)
        canvas.stroke([(sheet.left, y - 6), (sheet.left + sheet.measure, y - 6)], 0.5, RULE)
    canvas.artifact("Footer")
    folio = f"Page {number} of {count}"
    x = sheet.left + sheet.measure - fonts.width(folio, style.typeface, style.size)
    canvas.text(x, _FOOT, folio, style.typeface, style.size, style.colour)


def _fitting(parts: tuple[str, ...], room: float) -> str:
    """Return the parts that fit on one line; where two do not, the second ends with an ellipsis at a word."""
    shown = ""
    for number, part in enumerate(parts):
        part = fonts.normalise(" ".join(part.split()))
        joined = f"{shown} · {part}" if shown else part
        if _wide(joined, room):
            return _clipped(joined, room) if number < 2 else shown
        shown = joined
    return shown


def _clipped(text: str, room: float) -> str:
    while text and _wide(text + " …", room):
        text = text.rpartition(" ")[0] or text[:-1]
    return f"{text.rstrip(' ·,;:')} …"


def _wide(text: str, room: float) -> bool:
    return fonts.width(text, RUNNING.typeface, RUNNING.size) > room
