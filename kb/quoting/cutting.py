"""How a quotation may be cut from its source: where it begins and ends, its ellipses and editorial brackets.

It never begins or ends inside a word, a number, or between a number and its sign.
"""

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

_GAP = re.compile(r" ?(?:\[ ?… ?\]|\( ?… ?\)|…) ?")
_BRACKETS = re.compile(r"\[([^\[\]]{0,120})\]")
_HEAD = re.compile(r"\A(?:[•◦▪‣●○■—]|-(?= )) ?")
_LETTER = r"[^\W\d_]"
_REPLACED_ENDING = rf"(?!not\b|less\b){_LETTER}{{0,4}}"
_QUANTITY = (
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundred|thousand|[mb]illion|trillion|dozen|half|third|quarter|percent|"
    r"per cent|minus|negative|most|all|every|few|fewer|less|more)s?\b"
)
"""Words that measure: brackets may neither bring them in nor take them out."""
_REPLACED_WORDS = rf"(?: (?!(?:{NEGATION.pattern}|{_QUANTITY}))[^\s\d.;:!?…+-]{{1,24}}){{0,4}}?"
"""Up to four words of one sentence that editorial words may stand for; no figure, quantity or negation."""
_UNFIT = re.compile(rf"{NEGATION.pattern}|{_QUANTITY}|\d", re.IGNORECASE)
_CALL_CODE = re.compile(r"\b[2-9](?:11|-1-1)\b")
"""911, 9-1-1 and their like are names, not figures."""


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


def segments(quotation: str) -> list[str]:
    """Split a normalised quotation at its ellipses; a bullet or dash at the head of a part is dropped."""
    parts = (_HEAD.sub("", part.strip(), count=1) for part in _GAP.split(quotation))
    return [part for part in parts if part]


def own_words(quotation: str) -> str:
    """Return what a quotation takes from its source: all but ellipses and bracketed words."""
    return _BRACKETS.sub("", _GAP.sub("", quotation))


def has_brackets(segment: str) -> bool:
    """Say whether a segment holds square brackets, which may be editorial."""
    return bool(_BRACKETS.search(segment))


def literal(text: str, *, hyphenated: bool) -> str:
    """Return a pattern for the text itself; `hyphenated` lets hyphens at line ends of the source fall in."""
    if not hyphenated and SOFT not in text:
        return re.escape(text)
    parts = []
    for at, character in enumerate(text):
        following = text[at + 1 : at + 2]
        if character == SOFT:
            parts.append(f"[-{SOFT}]?")
        elif character == "-":
            parts.append(f"[-{SOFT}]")
        else:
            joint = character.isalpha() and following.isalpha()
            parts.append(re.escape(character) + (f"{SOFT}?" if joint else ""))
    return "".join(parts)


def edited(segment: str, *, hyphenated: bool) -> str | None:
    """Return a pattern for a segment with editorial brackets, or None where these cannot be honest.

    `[T]he` stands for a changed capital, `telecommunicator[s]` for a changed ending, and whole words in
    brackets for nothing or for up to four words. Neither what they add nor what they replace holds a
    figure, a quantity or a negation, and they do not stand beside a figure.
    """
    pattern, at = "", 0
    for match in _BRACKETS.finditer(segment):
        before = segment[at : match.start()]
        if _changes_sense(match.group(1), before, segment[match.end() :]):
            return None
        stands_for = _stands_for(match.group(1).strip(), before[-1:], segment[match.end() : match.end() + 1])
        if stands_for is None:
            return None
        whole_words = stands_for is _REPLACED_WORDS
        pattern += literal(before.rstrip(" ") if whole_words else before, hyphenated=hyphenated)
        pattern += stands_for if pattern or not whole_words else ""
        at = match.end()
    rest = segment[at:] if pattern else segment[at:].lstrip(" ")
    return pattern + literal(rest, hyphenated=hyphenated) if pattern or rest else None


def _changes_sense(inner: str, before: str, after: str) -> bool:
    """Say whether bracketed words bring in a figure, sign, quantity or negation, or stand beside a figure."""
    words = _CALL_CODE.sub("", inner).strip()
    if words and not any(c.isalpha() for c in words):
        return True
    beside = before.rstrip(" ")[-1:] + after.lstrip(" ")[:1]
    return any(c.isdigit() or c in "%$€£+-" for c in beside) or bool(_UNFIT.search(words))


def _stands_for(inner: str, before: str, after: str) -> str | None:
    """Return the pattern of what one pair of brackets stands for, by the characters beside it."""
    if after.isalpha():
        return f"(?i:{re.escape(inner)})" if inner.isalpha() else None
    if before.isalpha():
        return _REPLACED_ENDING if inner.isalpha() or not inner else None
    return _REPLACED_WORDS if before in ("", " ", "(", '"', "'", "—") else None
