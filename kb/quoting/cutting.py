"""How a quotation may be cut from its source: where it begins and ends, and what its ellipses leave out.

It never begins or ends inside a word, a number, or between a number and its sign. An ellipsis leaves out
whole sentences, or words of one sentence that do not change it; it never joins the halves of two.
"""

from __future__ import annotations

import re

from kb.quoting.normalisation import SOFT
from kb.quoting.source_text import SourceText
from kb.quoting.turning_words import cut_after, cut_before, turned_by

_SIGNS = frozenset("+-±$€£<>≤≥~≈#")
_AFTER_NUMBER = frozenset("%‰°")
_WITHIN_NUMBER = frozenset(".,:/\u2044")
_GROUP_BEFORE = re.compile(r"(?<!\d)\d{1,3} \Z")
_GROUP_AFTER = re.compile(r"\d{3}(?!\d)")
_MAGNITUDE = re.compile(r" (?:hundred|thousand|million|billion|trillion|percent|per cent|dozen)\b")
_MINUS = re.compile(r"\b(?:minus|negative) \Z")

_GAP = re.compile(r" ?(?:\[ ?… ?\]|\( ?… ?\)|…) ?")
_HEAD = re.compile(r"\A(?:[•◦▪‣●○■—]|-(?= )) ?")
_REACH = 400
"""Characters before and behind a place in which the ends of its sentence are looked for."""


def splits_a_token(text: str, at: int) -> bool:
    """Say whether a cut before `text[at]` would fall inside a word, a number, or a signed number."""
    if at <= 0 or at >= len(text):
        return False
    left, right = text[at - 1], text[at]
    if SOFT in (left, right) or (left.isalnum() and right.isalnum()):
        return True
    if _joins(text, at - 1) or _joins(text, at):
        return True
    if right.isdigit():
        return _begins_inside_a_number(text, at)
    return left.isdigit() and _ends_inside_a_number(text, at)


def _joins(text: str, at: int) -> bool:
    """Say whether the character is a hyphen or apostrophe with a letter or digit on both sides."""
    return text[at] in "-'" and 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


def _begins_inside_a_number(text: str, at: int) -> bool:
    left = text[at - 1]
    before = text[at - 2] if at > 1 else " "
    if left in _SIGNS:
        return True
    if left in _WITHIN_NUMBER:
        return before.isdigit() or (left == "." and not before.isalpha())
    if left != " ":
        return False
    grouped = _GROUP_BEFORE.search(text[max(0, at - 5) : at]) and _GROUP_AFTER.match(text, at)
    return bool(grouped or _MINUS.search(text[max(0, at - 12) : at]))


def _ends_inside_a_number(text: str, at: int) -> bool:
    right = text[at]
    if right in _AFTER_NUMBER:
        return True
    following = text[at + 1] if at + 1 < len(text) else " "
    if right in _WITHIN_NUMBER:
        return following.isdigit()
    if _MAGNITUDE.match(text, at):
        return True
    own_group = re.search(r"(?<![\d.,])\d{1,3}\Z", text[max(0, at - 5) : at])
    return right == " " and bool(own_group and _GROUP_AFTER.match(text, at + 1))


def segments(quotation: str) -> list[str]:
    """Split a normalised quotation at its ellipses; a bullet or dash at the head of a part is dropped."""
    parts = (_HEAD.sub("", part.strip(), count=1) for part in _GAP.split(quotation))
    return [part for part in parts if part]


def without_ellipses(quotation: str) -> str:
    """Return a quotation without its ellipses."""
    return _GAP.sub("", quotation)


def omission_fault(source: SourceText, start: int, end: int) -> str:
    """Return what is wrong with leaving out a stretch of the comparable text; empty if nothing is."""
    text = source.normalised.text
    breaks = [
        (stop, following) for stop, following in source.sentence_breaks(start - 1, end) if following > start
    ]
    if not breaks:
        lost = turned_by(text[start:end])
        return f"the ellipsis leaves out `{lost}`" if lost else ""
    tail, head = text[start : max(start, breaks[0][0])], text[breaks[-1][1] : end]
    lost = turned_by(tail) or turned_by(head)
    if lost:
        return f"the ellipsis leaves out `{lost}`"
    if _says_something(tail) and _says_something(head):
        return "the ellipsis joins the halves of two sentences"
    return ""


def cut_off(source: SourceText, start: int, end: int) -> str:
    """Return a turning word of its sentence that a quotation leaves off at either end, or an empty string."""
    text = source.normalised.text
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    begins = [following for _, following in source.sentence_breaks(low, start)]
    stops = [stop for stop, _ in source.sentence_breaks(max(start, end - 2), high)]
    before = text[begins[-1] if begins else low : start]
    after = text[end : max(end, stops[0])] if stops else text[end:high]
    return cut_before(before) or cut_after(text[start:end], after)


def _says_something(part: str) -> bool:
    return any(character.isalnum() for character in part)
