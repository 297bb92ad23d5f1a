"""The lines of a page of a PDF, and how each stands on it, through PDFium."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf
from statistics import median
from typing import Any

from pypdfium2 import raw

from kb.texts.line_looks import Line
from kb.texts.pdf_annotations import Annotations, Typed
from kb.texts.pdf_characters import box_of, is_bold, origin_of
from kb.texts.pdf_columns import Piece, Row, in_reading_order
from kb.texts.pdf_drawings import Drawings
from kb.texts.pdf_typed_values import among_lines, beside_labels, with_values
from kb.texts.pdf_unseen import leave_out
from kb.texts.raised_figures import SUPERSCRIPTS

_SMALLER, _HIGHER = 0.9, 0.15
"""Size and rise of a raised figure, as shares of the size of the character before it."""
_LINE_END = re.compile("(?P<hyphen>[\x02\ufffe])(?:\r?\n)?|\r\n?|\n")
"""The hyphen is PDFium's sign for one that only breaks a line."""
_SPACE = re.compile(r"(?<=\S)[^\S\r\n]+(?=\S)")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_APART = 1.35
"""Room before a line, in line distances of its page, from which it begins another part."""
_MOST_COLUMNS = 100
"""Columns of a page whose edges are looked for; a page of more is a drawing."""
_MOST_ROWS = 500
"""Lines of a page of more are not looked through for columns."""


def page_lines(text_page: Any, upon: Annotations, drawings: Drawings) -> tuple[list[Line], Counter[str]]:
    """Return the lines of a page in the order in which they are read, and the passages that are left out.

    Figures that stand above the line are given as such: 97,820³, not 97,8203. What was typed upon the page
    stands at its place, what was struck out is left out. The lines do not yet know their place in the text.
    """
    text: str = text_page.get_text_range()
    if len(text) != text_page.count_chars():  # then characters cannot be told by their number
        text = text_page.get_text_bounded()
        told = [Line(0, _printed(text[a:b]) + hyphen) for a, b, hyphen in _spans(text)]
        return _with_typed(told, upon.typed), Counter()
    shown = list(text)
    _raise_figures(text_page, text, shown)
    left_out = leave_out(text_page, shown, upon.struck, drawings)
    text = "".join(shown)
    values = beside_labels(text_page, text, upon.typed)
    lines = [_line(text_page, text, row, values) for row in _rows(text_page, text)]
    _set_apart(lines)
    _give_edges(lines)
    placed = {id(value) for some in values.values() for value in some}
    return _with_typed(lines, [value for value in upon.typed if id(value) not in placed]), left_out


def _with_typed(lines: list[Line], typed: list[Typed]) -> list[Line]:
    """Put what has no label among the lines; a page without words has only that."""
    if typed and not any(line.text for line in lines):
        lines = []
    return among_lines(lines, typed) if typed else lines


def _printed(text: str) -> str:
    return _UNPRINTABLE.sub("", text)


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
    return bool(origin_of(text_page, at)[1] - origin_of(text_page, base)[1] > _HIGHER * size)


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
            room = box_of(text_page, at)[0] - box_of(text_page, before)[1]
            if room > raw.FPDFText_GetFontSize(text_page, at):
                yield at


def _placed(text_page: Any, piece: Piece) -> Piece:
    """Return a piece that knows where it stands on the page."""
    words = piece.words
    first = piece.start + len(words) - len(words.lstrip())
    last = piece.start + len(words.rstrip()) - 1
    return replace(piece, left=box_of(text_page, first)[0], right=box_of(text_page, last)[1])


def _line(text_page: Any, text: str, row: Row, values: Mapping[int, Sequence[Typed]]) -> Line:
    start, end, hyphen = row[0].start, row[-1].end, row[-1].hyphen
    words = text[start:end]
    shown = _printed(with_values(text, start, end, values)) + hyphen
    if not words.strip():
        return Line(0, shown)
    first = start + len(words) - len(words.lstrip())
    last = start + len(words.rstrip()) - 1
    middle = first + (last - first) // 2  # neither a bullet nor, as a rule, a raised figure
    while middle < last and not text[middle].isalpha():
        middle += 1
    size = round(raw.FPDFText_GetFontSize(text_page, middle), 1)
    left, base, right = (
        origin_of(text_page, first)[0],
        origin_of(text_page, middle)[1],
        box_of(text_page, last)[1],
    )
    return Line(0, shown, left, size, base, right, inf, bold=is_bold(text_page, middle))


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
