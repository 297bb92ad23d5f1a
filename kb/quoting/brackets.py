"""Editorial brackets in a quotation: letters for case and inflection, and words that a person must agree to.

`[T]he` stands for a changed capital, `telecommunicator[s]` for a changed ending, and `[sic]` for nothing. Any
other word in brackets is the writer's own: what it stands for is shown, and it holds only by agreement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.quoting.normalisation import SOFT
from kb.quoting.turning_words import NEGATION, QUANTITY

_BRACKETS = re.compile(r"\[([^\[\]]{0,120})\]")
_REMARKS = re.compile(r"sic\.?|emphasis (?:added|in original)|citations? omitted|footnotes? omitted", re.I)
_LETTER = r"[^\W\d_]"
_ENDINGS = frozenset({"", "s", "es", "d", "ed", "ing", "e", "y", "ies", "ied", "ying", "n", "en", "'s", "'"})
"""Endings of inflection: plural, tense, participle, possessive."""
_ENDING = "(?:" + "|".join(sorted(_ENDINGS - {""}, key=len, reverse=True)) + ")?"
_STEM = re.compile(rf"{_LETTER}{{3,}}\Z")
_REPLACED_WORDS = rf"(?P<NAME>(?: (?!(?:{NEGATION.pattern}|{QUANTITY}))[^\s\d.;:!?…+-]{{1,24}}){{0,6}}?)"
"""Up to six words of one sentence that editorial words may stand for; no figure, quantity or negation."""
_UNFIT = re.compile(rf"{NEGATION.pattern}|{QUANTITY}|\d", re.IGNORECASE)
_CALL_CODE = re.compile(r"\b[2-9](?:11|-1-1)\b")
"""911, 9-1-1 and their like are names, not figures."""


def has_brackets(segment: str) -> bool:
    """Say whether a segment holds square brackets, which may be editorial."""
    return bool(_BRACKETS.search(segment))


def without_brackets(segment: str) -> str:
    """Return a segment without what stands in square brackets."""
    return _BRACKETS.sub("", segment)


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


@dataclass(frozen=True, slots=True)
class Edited:
    """A pattern for a segment with editorial brackets."""

    pattern: str
    words: tuple[str, ...] = ()
    """The words in brackets that stand for others, each with its group `w0`, `w1`, … in the pattern."""


def edited(segment: str, *, hyphenated: bool, words: bool = False) -> Edited | None:
    """Return the pattern of a segment with editorial brackets, or None where these cannot be honest.

    Without `words` brackets hold only letters of case and inflection. With them they may hold words, too,
    for nothing or for up to six words; neither what they add nor what they replace holds a figure, a quantity
    or a negation, and they do not stand beside a figure.
    """
    pattern, at = "", 0
    shown: list[str] = []
    for match in _BRACKETS.finditer(segment):
        inner, before, after = match.group(1).strip(), segment[at : match.start()], segment[match.end() :]
        before = before.lstrip(" ") if _only_put_in(pattern) else before
        if _REMARKS.fullmatch(inner):
            pattern += literal(before.rstrip(" "), hyphenated=hyphenated)
        else:
            letters = _letters(inner, before, after) or (
                "" if words else _word_in_other_case(inner, before, after)
            )
            if letters:
                pattern += literal(before, hyphenated=hyphenated) + letters
            elif words and _may_stand(inner, before, after):
                pattern += literal(before.rstrip(" "), hyphenated=hyphenated)
                replaced = "(?P<NAME>)" if _only_put_in(pattern) else _REPLACED_WORDS
                pattern += replaced.replace("NAME", f"w{len(shown)}")
                shown.append(inner)
            else:
                return None
        at = match.end()
    rest = segment[at:].lstrip(" ") if _only_put_in(pattern) else segment[at:]
    pattern += literal(rest, hyphenated=hyphenated)
    return Edited(pattern, tuple(shown)) if pattern else None


def _only_put_in(pattern: str) -> bool:
    """Say whether a pattern has nothing of the source yet, only words put in before it."""
    return not re.sub(r"\(\?P<w\d+>\)", "", pattern)


def _letters(inner: str, before: str, after: str) -> str | None:
    """Return the pattern of brackets that change case or an ending; None where they do more."""
    if after[:1].isalpha():
        same_but_case = inner.isalpha() and len(inner) == 1 and not before[-1:].isalpha()
        return f"(?i:{re.escape(inner)})" if same_but_case else None
    if _STEM.search(before):
        return _ENDING if inner in _ENDINGS else None
    return None


def _word_in_other_case(inner: str, before: str, after: str) -> str:
    """Return the pattern of a whole word whose capital was changed; empty where brackets hold more."""
    free = before[-1:] in ("", " ", '"', "(") and not after[:1].isalnum()
    return f"(?i:{re.escape(inner)})" if free and inner.isalpha() else ""


def _may_stand(inner: str, before: str, after: str) -> bool:
    """Say whether words in brackets stand free and bring in no figure, sign, quantity or negation."""
    if before[-1:] not in ("", " ", "(", '"', "'", "—") or after[:1].isalpha():
        return False
    words = _CALL_CODE.sub("", inner).strip()
    if not inner or (words and not any(c.isalpha() for c in words)):
        return False
    beside = before.rstrip(" ")[-1:] + after.lstrip(" ")[:1]
    return not any(c.isdigit() or c in "%$€£+-" for c in beside) and not _UNFIT.search(words)
