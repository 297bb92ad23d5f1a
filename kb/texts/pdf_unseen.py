"""Characters of a page of a PDF that its reader does not take for its text: cut off, hidden, struck out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from pypdfium2 import raw

from kb.texts.extracts import HIDDEN, STRUCK
from kb.texts.pdf_annotations import Box
from kb.texts.pdf_characters import box_of, origin_of
from kb.texts.pdf_drawings import Drawings, is_invisible

_THROUGH = (0.15, 0.55)
"""How far above the base line a rule strikes words out, in shares of their size: underlines run below."""
_OVERHANG = 3.0
"""Points that such a rule may reach beyond the words; a rule that goes on is an ornament."""
GONE = "\x00"
"""Stands for a character that is left out."""


def leave_out(text_page: Any, shown: list[str], struck: Sequence[Box], drawings: Drawings) -> Counter[str]:
    """Replace the characters that a reader does not read by `GONE`; return how many passages were left out.

    Args:
        text_page: PDFium's text of the page.
        shown: its characters, by their numbers.
        struck: where annotations strike words out.
        drawings: what is drawn on the page.
    """
    left_out: Counter[str] = Counter()
    if len(_bare("".join(shown))) != len(_bare(text_page.get_text_bounded())):
        _take_away(shown, _cut_off(text_page, shown))
    if drawings.hides:
        left_out[HIDDEN] = _take_away(shown, _hidden(text_page, shown))
    gone = {*_boxed(text_page, shown, struck)} if struck else set()
    if drawings.rules:
        gone |= {*_ruled_out(text_page, shown, drawings.rules)}
    left_out[STRUCK] = _take_away(shown, gone)
    return left_out


def _bare(text: str) -> str:
    return re.sub("[\\s\x02\ufffe]", "", text)


def _take_away(shown: list[str], gone: Iterator[int] | set[int]) -> int:
    """Leave characters out; return how many passages they make up."""
    places = set(gone)
    if not places:
        return 0
    visible = [at in places for at, character in enumerate(shown) if not character.isspace()]
    for at in places:
        shown[at] = GONE
    return sum(now and not before for before, now in pairwise([False, *visible]))


def _cut_off(text_page: Any, shown: Sequence[str]) -> Iterator[int]:
    """Yield the characters that stand outside what is shown of the page."""
    low, down, high, up = text_page.page.get_bbox()
    for at, character in enumerate(shown):
        if not character.isspace():
            left, right, bottom, top = box_of(text_page, at)
            if right <= low or left >= high or top <= down or bottom >= up:
                yield at


def _hidden(text_page: Any, shown: Sequence[str]) -> Iterator[int]:
    for at, character in enumerate(shown):
        if not character.isspace():
            words = raw.FPDFText_GetTextObject(text_page, at)
            if words and is_invisible(words):
                yield at


def _boxed(text_page: Any, shown: Sequence[str], boxes: Sequence[Box]) -> Iterator[int]:
    """Yield the characters whose middle lies in a box."""
    for at, character in enumerate(shown):
        if not character.isspace():
            left, right, bottom, top = box_of(text_page, at)
            x, y = (left + right) / 2, (bottom + top) / 2
            if any(low <= x <= high and down <= y <= up for low, down, high, up in boxes):
                yield at


def _ruled_out(text_page: Any, shown: Sequence[str], rules: Sequence[Box]) -> Iterator[int]:
    """Yield the characters that a rule runs through."""
    for line in re.finditer(r"[^\r\n]+", "".join(shown)):
        places = [at for at in range(*line.span()) if not shown[at].isspace() and shown[at] != GONE]
        near = _through(text_page, places[len(places) // 2], rules) if places else []
        if near:
            yield from _run_through(text_page, places, near)


def _through(text_page: Any, at: int, rules: Sequence[Box]) -> list[Box]:
    """Return the rules at the height of the middle of a character."""
    base, size = origin_of(text_page, at)[1], raw.FPDFText_GetFontSize(text_page, at)
    low, high = (base + share * size for share in _THROUGH)
    return [rule for rule in rules if low <= (rule[1] + rule[3]) / 2 <= high]


def _run_through(text_page: Any, places: Sequence[int], rules: Sequence[Box]) -> Iterator[int]:
    """Yield the characters of a line that a rule runs through which does not go on beyond the line."""
    boxes = {at: box_of(text_page, at) for at in places}
    first, last = min(box[0] for box in boxes.values()), max(box[1] for box in boxes.values())
    within = [rule for rule in rules if rule[0] >= first - _OVERHANG and rule[2] <= last + _OVERHANG]
    for at, (left, right, _, _) in boxes.items():
        over = [rule for rule in within if rule[0] <= (left + right) / 2 <= rule[2]]
        if over and _through(text_page, at, over):  # a raised letter may be underlined
            yield at
