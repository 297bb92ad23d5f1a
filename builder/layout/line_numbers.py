"""Numbers beside the lines of running text, on each page from 1, for readers who comment by page and line.

They are decoration: nobody hears them read. Tables, figures and notes are not counted.
"""

from __future__ import annotations

from builder.layout.styles import LINE_NUMBER
from builder.pdf import fonts
from builder.pdf.canvas import TaggedCanvas
from builder.pdf.flow.pages import Page
from builder.pdf.flow.text_blocks import Paragraph

_GAP = 14.0
"""Points between a number and the text."""


def draw_line_numbers(canvas: TaggedCanvas, page: Page) -> None:
    """Draw the numbers of a page in its left margin; of columns, the first is counted."""
    style = LINE_NUMBER
    heights = [
        entry.block.baseline(entry.placed)
        for entry in page.content
        if isinstance(entry.block, Paragraph) and not entry.repeated and not entry.x
    ]
    canvas.artifact()
    for number, height in enumerate(heights, 1):
        width = fonts.width(str(number), style.typeface, style.size)
        x = page.sheet.left - _GAP - width
        canvas.text(x, height, str(number), style.typeface, style.size, style.colour)
