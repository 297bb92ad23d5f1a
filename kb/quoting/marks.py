"""What a quotation marks as its own: ellipses and editorial brackets, and the patterns they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable

from kb.quoting.boundaries import NEGATION
from kb.quoting.normalisation import SOFT

_GAP = re.compile(r" ?(?:\[ ?… ?\]|\( ?… ?\)|…) ?")
_BRACKETS = re.compile(r"\[([^\[\]]{0,120})\]")
_LETTER = r"[^\W\d_]"
_REPLACED_ENDING = rf"(?!not\b|less\b){_LETTER}{{0,4}}"
_REPLACED_WORDS = rf"(?: (?!(?:{NEGATION.pattern}))[^\s\d.;:!?…+-]{{1,24}}){{0,4}}?"
"""Up to four words of one sentence that editorial words may stand for; never a figure or a negation."""
_NUMBER = re.compile(r"\d[\d.,:/-]*\d|\d")


def segments(quotation: str) -> list[str]:
    """Split a normalised quotation at its ellipses."""
    return [part.strip() for part in _GAP.split(quotation) if part.strip()]


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


def edited(segment: str, *, hyphenated: bool, has_number: Callable[[str], bool]) -> str | None:
    """Return a pattern for a segment with editorial brackets, or None where these cannot be honest.

    `[T]he` stands for a changed capital, `telecommunicator[s]` for a changed ending, and whole words in
    brackets for nothing or for up to four words. What they add holds no negation, and no figure that the
    source does not have (`has_number`); what they replace holds neither.
    """
    pattern, at = "", 0
    for match in _BRACKETS.finditer(segment):
        inner = match.group(1).strip()
        before, after = segment[at : match.start()], segment[match.end() : match.end() + 1]
        numbers = _NUMBER.findall(inner)
        if NEGATION.search(inner) or not all(has_number(number) for number in numbers):
            return None
        if after.isalnum() and not inner.isalpha():
            return None
        if after.isalpha():
            pattern += literal(before, hyphenated=hyphenated) + f"(?i:{re.escape(inner)})"
        elif before[-1:].isalpha() and (inner.isalpha() or not inner):
            pattern += literal(before, hyphenated=hyphenated) + _REPLACED_ENDING
        elif before[-1:] in ("", " ", "(", '"', "'", "—"):
            pattern += literal(before.rstrip(" "), hyphenated=hyphenated)
            pattern += _REPLACED_WORDS if pattern else ""
        else:
            return None
        at = match.end()
    rest = segment[at:]
    if not pattern:
        rest = rest.lstrip(" ")
    return pattern + literal(rest, hyphenated=hyphenated) if pattern or rest else None
