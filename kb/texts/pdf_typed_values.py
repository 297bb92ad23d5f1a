"""What was typed upon a page of a PDF, put where it stands there: `Name: Dana Reyes`, as the page shows it.

A value of one line goes on the line of the words to its left, as a label and its field stand. Other values
and ticks get lines of their own, after the line above them in their column, but never within a sentence that
goes on. Remarks may lie anywhere, and follow the page's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kb.texts.line_looks import Line
from kb.texts.pdf_annotations import Box, Typed
from kb.texts.pdf_characters import box_of

_TOUCHING = 2.0
"""Points by which words and the field after them may overlap."""
_PROSE = 5
"""Words of a line whose sentence may go on in the next."""
_FARTHEST = 150.0
"""Points between words and a field from which on they are not its label."""


def beside_labels(text_page: Any, text: str, typed: Iterable[Typed]) -> dict[int, list[Typed]]:
    """Return the values that stand on a line of the page, by the character that each follows."""
    asked = [value for value in typed if value.is_field and not value.named and "\n" not in value.text]
    if not asked:
        return {}
    boxes = [(at, box_of(text_page, at)) for at, character in enumerate(text) if not character.isspace()]
    found: dict[int, list[Typed]] = {}
    for value in sorted(asked, key=lambda value: value.box[0]):
        left, low, _, high = value.box
        before = [
            (right, at)
            for at, (_, right, bottom, top) in boxes
            if low <= (bottom + top) / 2 <= high and -_TOUCHING <= left - right <= _FARTHEST
        ]
        if before:
            found.setdefault(max(before)[1], []).append(value)
    return found


def with_values(text: str, start: int, end: int, values: Mapping[int, Sequence[Typed]]) -> str:
    """Return a stretch of a page's text with the values that stand in it."""
    out, at = "", start
    for place in sorted(place for place in values if start <= place < end):
        out += text[at : place + 1] + "".join(f" {value.text}" for value in values[place])
        at = place + 1
        if text[at:end].strip() and not text[at].isspace():
            out += " "
    return out + text[at:end]


def among_lines(lines: Sequence[Line], typed: Iterable[Typed]) -> list[Line]:
    """Return the lines of a page with those of what was typed upon it, each after the line above it."""
    after: dict[int, list[Typed]] = {}
    for value in sorted(typed, key=lambda value: (-value.box[3], value.box[0])):
        place = _above(lines, value.box) if value.is_field else len(lines) - 1
        after.setdefault(place, []).append(value)
    placed: list[Line] = []
    for at, line in enumerate([None, *lines]):
        placed += [line] if line else []
        for value in after.get(at - 1, ()):
            placed += [Line(0, words, apart=n == 0) for n, words in enumerate(value.text.split("\n"))]
    return placed


def _above(lines: Sequence[Line], box: Box) -> int:
    """Return the number of the line that something stands below, or beside; -1 where it stands above all."""
    left, low, right, high = box
    told = [(at, line) for at, line in enumerate(lines) if line.size and line.base >= low]
    column = [(at, line) for at, line in told if line.left < right and left < line.right]
    beside = [(at, line) for at, line in told if line.base <= high]
    at, _ = min(beside or column or told, key=lambda one: (one[1].base, one[0]), default=(-1, None))
    while 0 <= at < len(lines) - 1 and _goes_on(lines[at], lines[at + 1]):
        at += 1
    return at


def _goes_on(line: Line, following: Line) -> bool:
    return following.text[:1].islower() and len(line.text.split()) >= _PROSE
