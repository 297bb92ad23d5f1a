"""Charts as SVG: one file without script, style sheet or outside font.

The title and description of the image are read aloud by screen readers, and the description holds every
value that is drawn.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from xml.sax.saxutils import escape

from kb.charts.chart_model import Chart, Colour, Label, Look, Mark, Polyline, Rectangle
from kb.charts.drawing import draw
from kb.common.tables import clean

_WIDTH, _MARGIN, _SIZE = 900, 12, 12
_TITLE, _HEADING, _BETWEEN = 44, 24, 32
"""Pixels for the title of the image, for that of a chart, and between charts."""
_BOLD = 'font-weight="bold"'
_ROUND = 'stroke-linecap="round" stroke-linejoin="round"'
_ANCHORS = {"left": "", "middle": ' text-anchor="middle"', "right": ' text-anchor="end"'}


def _colour(code: str) -> Colour:
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#8c8c00")
"""Colours that people who see few of them can tell apart (Okabe and Ito)."""


def _measure(text: str, *, bold: bool = False) -> float:
    """Return about how many pixels a text takes, also in the wide sans-serif of some systems."""
    width = sum(map(_advance, text)) * _SIZE
    return width * 1.1 if bold else width


def _advance(character: str) -> float:
    """Return the width of a character as a part of the type size."""
    if character in "ijl.,:;'|! ":
        return 0.34
    if character in "frt()-/[]":
        return 0.42
    if character in "mMwW%@…" or unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return 0.7 if character.isupper() else 0.61


_LOOK = Look(
    width=_WIDTH - 2 * _MARGIN,
    size=_SIZE,
    measure=_measure,
    colours=tuple(map(_colour, _COLOURS)),
    ink=_colour("#000000"),
    muted=_colour("#444444"),
    rule=_colour("#444444"),
    grid=_colour("#dddddd"),
    pale=_colour("#b8bec4"),
)


def svg(charts: Sequence[Chart], title: str) -> str:
    """Draw charts below one another."""
    drawn: list[str] = []
    top: float = _TITLE
    for chart in charts:
        drawing = draw(chart, _LOOK)
        drawn.append(
            f'<text x="{_MARGIN}" y="{_f(top + 14)}" font-size="14" {_BOLD}>{_text(chart.title)}</text>'
        )
        drawn.append(f'<g transform="translate({_MARGIN} {_f(top + _HEADING)})" {_ROUND}>')
        drawn += map(_written, drawing.marks)
        drawn.append("</g>")
        top += _HEADING + drawing.height + _BETWEEN
    said = " ".join(map(in_words, charts))
    size = f'viewBox="0 0 {_WIDTH} {_f(top)}" width="{_WIDTH}" height="{_f(top)}"'
    spoken = 'role="img" aria-labelledby="title description"'
    font = f'font-family="sans-serif" font-size="{_SIZE}"'
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {spoken} {font}>',
        f'<title id="title">{_text(title)}</title>',
        f'<desc id="description">{_text(said)}</desc>',
        f'<rect width="{_WIDTH}" height="{_f(top)}" fill="#ffffff"/>',
        f'<text x="{_MARGIN}" y="26" font-size="16" {_BOLD}>{_text(title)}</text>',
    ]
    return "\n".join([*head, *drawn, "</svg>\n"])


def in_words(chart: Chart) -> str:
    """Say a chart in words, with all its values and with what is missing."""
    parts = []
    for number, series in enumerate(chart.series):
        values = [f"{c} {chart.written(chart.value(number, at))}" for at, c in enumerate(chart.categories)]
        parts.append(f"{series.name}: {', '.join(values)}")
    note = f" {chart.note}." if chart.note else ""
    return f"{chart.title}.{note} {'; '.join(parts)}."


def _written(mark: Mark) -> str:
    match mark:
        case Rectangle():
            place = f'x="{_f(mark.x)}" y="{_f(mark.y)}" width="{_f(mark.width)}" height="{_f(mark.height)}"'
            return f'<rect {place} fill="{_hex(mark.colour)}"/>'
        case Polyline():
            points = " ".join(f"{_f(x)},{_f(y)}" for x, y in mark.points)
            dash = f' stroke-dasharray="{" ".join(map(_f, mark.dash))}"' if mark.dash else ""
            stroke = f'stroke="{_hex(mark.colour)}" stroke-width="{_f(mark.width)}"'
            return f'<polyline points="{points}" fill="none" {stroke}{dash}/>'
        case Label():
            weight = f" {_BOLD}" if mark.bold else ""
            place = f'x="{_f(mark.x)}" y="{_f(mark.y)}"{_ANCHORS[mark.align]}{weight}'
            return f'<text {place} fill="{_hex(mark.colour)}">{_text(mark.text)}</text>'


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in colour)


def _f(value: float) -> str:
    """Write a coordinate; tenths of a pixel are enough, and the same everywhere."""
    return f"{value:.1f}".removesuffix(".0")


def _text(text: str) -> str:
    return escape(clean(text))
