"""The table of contents: entries made from the headings, page numbers read once pages are made."""

from __future__ import annotations

from collections.abc import Sequence

from builder.document import Contents, Text
from builder.layout.galley import Galley, Headline
from builder.layout.inline import set_words
from builder.layout.styles import CONTENTS, CONTENTS_TITLE, RULE, TextStyle
from builder.pdf import fonts
from builder.pdf.canvas import TaggedCanvas
from builder.pdf.flow.lines import Line, broken
from builder.pdf.flow.pieces import Flowing, Placed, kept_lines
from builder.pdf.flow.text_blocks import baseline, draw_line
from builder.pdf.structure import Element

_FOLIO = 34.0
"""Room for the page number."""
_STEP = 16.0


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
        folios: dict[str, int],
    ) -> None:
        super().__init__(style.before, style.after)
        self.pieces = kept_lines([style.leading] * len(lines), together=True)
        self._headline = headline
        self._lines = lines
        self._style = style
        self._left = left
        self._right = left + measure
        self._link = link
        self._folios = folios

    def draw(self, canvas: TaggedCanvas, left: float, placed: Sequence[Placed]) -> None:
        style, link = self._style, self._link
        for piece in placed:
            line = self._lines[piece.index]
            y = baseline(piece.top, style.leading, style.size)
            draw_line(canvas, line, left + self._left, y)
            target = f"#{self._headline.anchor}"
            area = (left + self._left, piece.bottom, left + self._right, piece.top)
            canvas.link(link, target, self._headline.text, area)
        folio = str(self._folios[self._headline.anchor])
        width = fonts.width(folio, style.typeface, style.size)
        canvas.mark(link)
        x = left + self._right - width
        gap = fonts.width(" ", style.typeface, style.size)
        canvas.text(x - gap, y, " " + folio, style.typeface, style.size, style.colour)
        begin = left + self._left + self._lines[-1].width + 8
        canvas.artifact()
        if begin < x - 8:
            canvas.stroke([(x - 8, y + 0.4), (begin, y + 0.4)], 0.8, RULE, dots=4)


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
        galley.add(_Entry(headline, lines, style, galley.indent, galley.measure, link, galley.folios))
