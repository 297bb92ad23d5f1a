"""What stands on every page beside the text: running head, page number, watermark. All artifacts."""

from __future__ import annotations

import math

from builder.layout.styles import FURNITURE, RULE, SANS_BOLD, WATERMARK
from builder.pdf import fonts
from builder.pdf.canvas import TaggedCanvas
from builder.pdf.flow.pages import Sheet

_HEAD = 52.0
_FOOT = 44.0


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


def draw_furniture(canvas: TaggedCanvas, sheet: Sheet, head: str, number: int, count: int) -> None:
    """Set the running head, from the second page on, and “Page x of y”."""
    style = FURNITURE
    if head and number > 1:
        canvas.artifact("Header")
        y = sheet.height - _HEAD
        shown = _clipped(head, sheet.measure)
        canvas.text(sheet.left, y, shown, style.typeface, style.size, style.colour)
        canvas.stroke([(sheet.left, y - 6), (sheet.left + sheet.measure, y - 6)], 0.5, RULE)
    canvas.artifact("Footer")
    folio = f"Page {number} of {count}"
    x = sheet.left + sheet.measure - fonts.width(folio, style.typeface, style.size)
    canvas.text(x, _FOOT, folio, style.typeface, style.size, style.colour)


def _clipped(text: str, room: float) -> str:
    """Return `text`, ended with an ellipsis where it is wider than the page."""
    style = FURNITURE
    text = fonts.normalise(" ".join(text.split()))
    if fonts.width(text, style.typeface, style.size) <= room:
        return text
    while text and fonts.width(text + "…", style.typeface, style.size) > room:
        text = text[:-1]
    return text.rstrip() + "…"
