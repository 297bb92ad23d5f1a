"""Running head, page number and watermark: what stands on every page beside the text. All artifacts."""

from __future__ import annotations

import math

from builder.layout.styles import RULE, RUNNING, SANS_BOLD, WATERMARK
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


def draw_head_and_folio(
    canvas: TaggedCanvas, sheet: Sheet, head: tuple[str, ...], number: int, count: int
) -> None:
    """Set the running head, from the second page on, and “Page x of y”."""
    style = RUNNING
    if head and number > 1:
        canvas.artifact("Header")
        y = sheet.height - _HEAD
        shown = _fitting(head, sheet.measure)
        canvas.text(sheet.left, y, shown, style.typeface, style.size, style.colour)
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
