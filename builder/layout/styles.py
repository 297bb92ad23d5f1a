"""The look of a submission: sheets, colours, type. All lengths in points, all colours sRGB."""

from __future__ import annotations

from dataclasses import dataclass

from builder.pdf.canvas import Colour
from builder.pdf.flow.pages import Sheet
from builder.pdf.flow.text_blocks import RowStyle
from builder.pdf.fonts import Typeface


def _colour(code: str) -> Colour:
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


INK = _colour("#1B1F24")
MUTED = _colour("#535C66")
ACCENT = _colour("#1D4F7C")
RULE = _colour("#B9C2CB")
GRID = _colour("#DCE1E6")
STRONG_RULE = _colour("#3A444E")
PALE = _colour("#F3F6F9")
TINT_YES = _colour("#CFE0EE")
TINT_PARTIAL = _colour("#EAF1F7")
RED = _colour("#9B2C1F")
GREEN = _colour("#2B6340")
GREY_BAR = _colour("#84919E")
"""Bars beside the one that matters: three to one on white (WCAG 2.1, 1.4.11)."""
WATERMARK = _colour("#EDEFF1")

PORTRAIT = Sheet(612, 792, left=84, right=84, top=76, bottom=68)
OPENING = Sheet(612, 792, left=84, right=84, top=98, bottom=68)
"""The first page leaves room for a letterhead."""
LANDSCAPE = Sheet(792, 612, left=72, right=72, top=80, bottom=68)
TEXT_MEASURE = 396.0
"""Width of running text, about 70 characters of body type; tables, figures and notes use the whole sheet."""
LEAST = 8.5
"""Nothing is set smaller, marks of notes included."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Type of a paragraph and the space around it."""

    typeface: Typeface
    size: float
    leading: float
    colour: Colour = INK
    before: float = 0.0
    after: float = 0.0
    exact: bool = False
    """Whether runs of spaces are set as they are, as in code."""


SERIF = Typeface("serif")
SANS = Typeface("sans")
SANS_BOLD = Typeface("sans", bold=True)

BODY = TextStyle(SERIF, 11, 14.8, before=6.5, after=6.5)
LEAD = TextStyle(SERIF, 12.5, 17, before=6, after=9)
SMALL = TextStyle(SANS, 9.2, 12.2, MUTED, before=5, after=6)
CODE = TextStyle(Typeface("mono"), 8.8, 11.8, before=5, after=6, exact=True)
QUOTED = TextStyle(SERIF, 10.5, 14, before=5, after=5)
CAPTION = TextStyle(SANS_BOLD, 9.6, 12.6, before=14, after=5)
SOURCE = TextStyle(SANS, 8.8, 11.4, MUTED, before=5, after=14)
NOTE = TextStyle(SERIF, 8.6, 10.8, before=1.6, after=1.6)
REFERENCE = TextStyle(SERIF, 8.8, 11.2, before=1.8, after=3.6)
BOXED = TextStyle(SERIF, 10.5, 13.8, before=5, after=5)
LABEL = TextStyle(SANS_BOLD, 10, 13.6, after=3)

HEADINGS: dict[int, TextStyle] = {
    1: TextStyle(SANS_BOLD, 19, 23, ACCENT, before=26, after=7),
    2: TextStyle(SANS_BOLD, 14, 18, INK, before=21, after=5),
    3: TextStyle(SANS_BOLD, 11.6, 15, INK, before=16, after=3),
    4: TextStyle(Typeface("sans", bold=True, italic=True), 10.6, 14, MUTED, before=12, after=2),
}

OPENING_LINE = TextStyle(SANS, 9.6, 13.4, MUTED)
TITLE = TextStyle(Typeface("serif", bold=True), 25, 30, before=26, after=6)
SUBTITLE = TextStyle(SERIF, 13.5, 18.5, MUTED, before=4, after=8)
SUBMITTER = TextStyle(SANS, 10, 14)
SIGNED = TextStyle(SANS, 10, 13.4)
LINE_NUMBER = TextStyle(SANS, LEAST, 11, MUTED)
RUNNING = TextStyle(SANS, 8.8, 11, MUTED)

CONTENTS_TITLE = TextStyle(SANS_BOLD, 14, 18, ACCENT, before=26, after=8)
CONTENTS: dict[int, TextStyle] = {
    1: TextStyle(SANS_BOLD, 10.4, 14, before=7, after=1.5),
    2: TextStyle(SANS, 10, 13.6, before=1.5, after=1.5),
    3: TextStyle(SANS, 9.4, 12.8, MUTED, before=1, after=1),
    4: TextStyle(SANS, 9, 12.4, MUTED, before=1, after=1),
}

TABLE = TextStyle(SANS, 9.6, 12.2)
DENSE_TABLE = TextStyle(SANS, 9, 10.8)
ROW = RowStyle(9.6, 12.2, pad_x=5, pad_y=3.6, rule=RULE, rule_width=0.5)
DENSE_ROW = RowStyle(9, 10.8, pad_x=3.5, pad_y=2.2, rule=RULE, rule_width=0.4)
CHART = TextStyle(SANS, 9, 11.6)
CHART_COLOURS = (
    ACCENT,
    _colour("#A4531B"),
    _colour("#617080"),
    _colour("#407861"),
    _colour("#8A4B7D"),
    _colour("#8C6A1B"),
    _colour("#2E8A9E"),
    INK,
)
"""Colours of bars and lines; the accent is that of what is emphasised."""

CALLOUTS: dict[str, tuple[Colour, Colour | None]] = {
    "objection": (RED, _colour("#FBF4F2")),
    "reply": (ACCENT, None),
    "disclosure": (MUTED, _colour("#F4F5F6")),
    "note": (ACCENT, _colour("#F2F6FA")),
    "proposal": (GREEN, _colour("#F2F7F3")),
}
"""Bar and tint of each kind of box; the label says the kind in words."""
