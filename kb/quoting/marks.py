"""What a quotation marks as its own: ellipses and editorial brackets, and the patterns they stand for."""

from __future__ import annotations

import re

from kb.quoting.boundaries import NEGATION
from kb.quoting.normalisation import SOFT

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
