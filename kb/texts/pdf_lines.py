"""The lines of a page of a PDF, and how each stands on it, through PDFium."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf
from statistics import median
from typing import Any

from pypdfium2 import raw

from kb.texts.line_blocks import Line
from kb.texts.pdf_annotations import Box
from kb.texts.pdf_columns import Piece, Row, in_reading_order
from kb.texts.raised_figures import SUPERSCRIPTS

_SMALLER, _HIGHER = 0.9, 0.15
"""Size and rise of a raised figure, as shares of the size of the character before it."""
_LINE_END = re.compile("(?P<hyphen>[\x02\ufffe])(?:\r?\n)?|\r\n?|\n")
"""The hyphen is PDFium's sign for one that only breaks a line."""
_SPACE = re.compile(r"(?<=\S)[^\S\r\n]+(?=\S)")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_APART = 1.35
"""Room before a line, in line distances of its page, from which it begins another part."""
_MOST_COLUMNS = 100
"""Columns of a page whose edges are looked for; a page of more is a drawing."""
_MOST_ROWS = 500
"""Lines of a page of more are not looked through for columns."""
_NONE = "\x00"
"""Stands for a character that is left out."""


def page_lines(text_page: Any, struck: Sequence[Box]) -> tuple[list[Line], int]:
    """Return the lines of a page in PDFium's order, and how many passages are struck out and left out.

    Figures that stand above the line are given as such: 97,820³, not 97,8203. The lines do not yet know their
    place in the text.
    """
    text: str = text_page.get_text_range()
    told = len(text) == text_page.count_chars()  # otherwise characters cannot be told by their number
    passages = 0
    if told:
        shown = list(text)
        _raise_figures(text_page, text, shown)
        if _bare(text) != _bare(text_page.get_text_bounded()):
            _leave_out_what_is_cut_off(text_page, shown)
        passages = _strike_out(text_page, shown, struck) if struck else 0
        text = "".join(shown)
    else:
        text = text_page.get_text_bounded()
    if not told:
        return [Line(0, _UNPRINTABLE.sub("", text[a:b]) + hyphen) for a, b, hyphen in _spans(text)], 0
    lines = [_line(text_page, text, row) for row in _rows(text_page, text)]
    _set_apart(lines)
    _give_edges(lines)
    return lines, passages


def _spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each line begins and ends, and the hyphen that it breaks after."""
    at = 0
    for match in _LINE_END.finditer(text):
        yield at, match.start(), "-" if match.group("hyphen") else ""
        at = match.end()
    yield at, len(text), ""


def _raise_figures(text_page: Any, text: str, shown: list[str]) -> None:
    base = -1
    for at, character in enumerate(text):
        if character.isspace():
            base = -1
        elif base < 0 or not character.isdigit() or not _is_raised(text_page, base, at):
            base = at
        else:
            shown[at] = character.translate(SUPERSCRIPTS)


def _is_raised(text_page: Any, base: int, at: int) -> bool:
    """Say whether a character is smaller than the one it follows and stands above its line."""
    size = raw.FPDFText_GetFontSize(text_page, base)
    if raw.FPDFText_GetFontSize(text_page, at) > _SMALLER * size:
        return False
    return bool(_origin(text_page, at)[1] - _origin(text_page, base)[1] > _HIGHER * size)


def _bare(text: str) -> str:
    return re.sub("[\\s\x02\ufffe]", "", text)


def _leave_out_what_is_cut_off(text_page: Any, shown: list[str]) -> None:
    """Leave out the characters that stand outside what is shown of the page."""
    low, down, high, up = text_page.page.get_bbox()
    for at, character in enumerate(shown):
        if not character.isspace():
            left, right, bottom, top = _box(text_page, at)
            if right <= low or left >= high or top <= down or bottom >= up:
                shown[at] = _NONE


def _strike_out(text_page: Any, shown: list[str], struck: Sequence[Box]) -> int:
    """Leave out the characters whose middle lies in a box; return the number of passages."""
    out = [False] * len(shown)
    for at, character in enumerate(shown):
        if not character.isspace():
            left, right, bottom, top = _box(text_page, at)
            x, y = (left + right) / 2, (bottom + top) / 2
            out[at] = any(low <= x <= high and down <= y <= up for low, down, high, up in struck)
    for at, gone in enumerate(out):
        if gone:
            shown[at] = _NONE
    visible = [gone for gone, character in zip(out, shown, strict=True) if not character.isspace()]
    return sum(now and not before for before, now in pairwise([False, *visible]))


def _rows(text_page: Any, text: str) -> list[Row]:
    """Return the lines in pieces, parted where there is room for more than a space between words."""
    rows = []
    for start, end, hyphen in _spans(text):
        starts = [start, *_gaps(text_page, text, start, end)]
        ends = [*starts[1:], end]
        rows.append(
            [
                Piece(first, last, text[first:last], hyphen if last == end else "")
                for first, last in zip(starts, ends, strict=True)
            ]
        )
    if len(rows) > _MOST_ROWS or all(len(row) == 1 for row in rows):
        return rows
    placed = [[_placed(text_page, piece) for piece in row if piece.words.strip()] for row in rows]
    return in_reading_order([row for row in placed if row])


def _gaps(text_page: Any, text: str, start: int, end: int) -> Iterator[int]:
    """Yield where, within a line, words begin after a wide gap: PDFium puts a space of its own there."""
    for gap in _SPACE.finditer(text, start, end):
        before, at = gap.start() - 1, gap.end()
        if raw.FPDFText_IsGenerated(text_page, at - 1) == 1:
            room = _box(text_page, at)[0] - _box(text_page, before)[1]
            if room > raw.FPDFText_GetFontSize(text_page, at):
                yield at


def _placed(text_page: Any, piece: Piece) -> Piece:
    """Return a piece that knows where it stands on the page."""
    words = piece.words
    first = piece.start + len(words) - len(words.lstrip())
    last = piece.start + len(words.rstrip()) - 1
    return replace(piece, left=_box(text_page, first)[0], right=_box(text_page, last)[1])


def _line(text_page: Any, text: str, row: Row) -> Line:
    start, end, hyphen = row[0].start, row[-1].end, row[-1].hyphen
    words = text[start:end]
    shown = _UNPRINTABLE.sub("", words) + hyphen
    if not words.strip():
        return Line(0, shown)
    first = start + len(words) - len(words.lstrip())
    last = start + len(words.rstrip()) - 1
    middle = first + (last - first) // 2  # neither a bullet nor, as a rule, a raised figure
    while middle < last and not text[middle].isalpha():
        middle += 1
    size = round(raw.FPDFText_GetFontSize(text_page, middle), 1)
    left, base, right = _origin(text_page, first)[0], _origin(text_page, middle)[1], _box(text_page, last)[1]
    return Line(0, shown, left, size, base, right, inf, bold=_is_bold(text_page, middle))


def _set_apart(lines: list[Line]) -> None:
    """Mark the lines that begin another part: by room before them, or in another column or size."""
    told = [line for line in lines if line.size]
    steps = [before.base - line.base for before, line in pairwise(told)]
    usual = median([step for step in steps if step > 0] or [0.0])
    for before, line in pairwise(told):
        step = before.base - line.base
        elsewhere = step > _APART * max(usual, line.size) or step < -line.size / 2
        other = abs(line.size - before.size) > 0.1 * line.size and not line.text[:1].islower()
        line.apart = elsewhere or other


def _give_edges(lines: list[Line]) -> None:
    """Give each line the right edge of its column: the furthest that one of its size reaches there."""
    columns: list[list[Line]] = [[]]
    told = [line for line in lines if line.size]
    for line in told:
        if columns[-1] and line.base > columns[-1][-1].base + line.size / 2:
            columns.append([])
        columns[-1].append(line)
    for column in columns[:_MOST_COLUMNS] if told else ():
        left, right = min(line.left for line in column) - 2, max(line.right for line in column)
        reach: dict[float, float] = {}
        for line in told:
            if left <= line.left < right:
                reach[line.size] = max(line.right, reach.get(line.size, 0.0))
        for line in column:
            line.edge = reach[line.size]


def _origin(text_page: Any, at: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page, at, x, y)
    return x.value, y.value


def _box(text_page: Any, at: int) -> tuple[float, float, float, float]:
    """Return left, right, bottom and top of a character."""
    edges = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(text_page, at, *edges)
    left, right, bottom, top = (edge.value for edge in edges)
    return left, right, bottom, top


def _is_bold(text_page: Any, at: int) -> bool:
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text_page, at, name, len(name), flags)
    return bool(_BOLD.search(name.value))
