"""Where a quotation may begin and end: never inside a word, a number, or between a number and its sign."""

from __future__ import annotations

import re

from kb.quoting.normalisation import SOFT

_SIGNS = frozenset("+-±$€£<>≤≥~≈#")
_AFTER_NUMBER = frozenset("%‰°")
_WITHIN_NUMBER = frozenset(".,:/\u2044")
_GROUP_BEFORE = re.compile(r"(?<!\d)\d{1,3} \Z")
_GROUP_AFTER = re.compile(r"\d{3}(?!\d)")
_MAGNITUDE = re.compile(r" (?:hundred|thousand|million|billion|trillion|percent|per cent|dozen)\b")
_MINUS = re.compile(r"\b(?:minus|negative) \Z")

NEGATION = re.compile(
    r"\b(?:not|no|never|none|nor|neither|nobody|nothing|nowhere|without|cannot|hardly|scarcely)\b|n't\b",
    re.IGNORECASE,
)
"""Words that turn a sentence round; leaving one out reverses what the source says."""

_NEGATION_BEFORE = re.compile(rf"({NEGATION.pattern})(?: \w+)? \Z", re.IGNORECASE)


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


def negation_before(text: str, at: int) -> str:
    """Return the negation that stands one or two words before `text[at]`, or an empty string."""
    match = _NEGATION_BEFORE.search(text[max(0, at - 40) : at])
    return match.group(1) if match else ""


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
