"""The parts of the country, and the country itself, that the words about a number give it to."""

from __future__ import annotations

import re
from functools import cache

from builder.prose.dated_text import clause_span
from builder.prose.number_reading import numbers
from builder.prose.sentences import FILLED
from kb.model.classification import Classification
from kb.model.facade import Records

_LEAST = 3
"""Letters of a place's name, at least: shorter ones are words."""
_BEFORE = r"(?:[Ii]n|[Oo]f|[Aa]cross|[Ff]or|[Tt]hroughout|[Ww]ithin)\s+(?:the\s+)?(?:[Ss]tate\s+of\s+)?"
_BEHIND = r"[’']s?\s|\s+(?:has|had|have|employ(?:s|ed)|count(?:s|ed)|report(?:s|ed))\b"


def places_given(text: str, start: int, end: int, known: Records) -> list[str]:
    """Return the places that the clause about a number names for it; the country by the name it has.

    A place on the other side of another number is that one's.
    """
    left, right = clause_span(text, start, end)
    others = [(n.start, n.end) for n in numbers(text) if n.end <= start or n.start >= end]
    others += [(i, i + 1) for i, mark in enumerate(text) if mark == FILLED and not start <= i < end]
    left = max([left, *(e for _, e in others if e <= start)])
    right = min([right, *(s for s, _ in others if s >= end)])
    before, about, soc = text[left:start], text[left:right], known.classification
    named = sorted(
        place
        for place in {*known.places, *soc.parts}
        if len(place) >= _LEAST and not soc.is_nation(place) and _given_to(place).search(about)
    )
    whole = _said(soc.nation_said).search(about) or _said(soc.national).search(before)
    return [*named, *([soc.nation] if whole else [])]


def is_said(place: str, text: str, classification: Classification) -> bool:
    """Say whether a text names a place, a part of the country or the whole of it."""
    if classification.is_nation(place):
        words = (*classification.nation_said, *classification.national, classification.nation)
        return _said(words).search(text) is not None
    return re.search(rf"(?<!\w){re.escape(place)}(?!\w)", text, re.IGNORECASE) is not None


@cache
def _given_to(place: str) -> re.Pattern[str]:
    name = re.escape(place)
    return re.compile(rf"\b{_BEFORE}{name}(?!\w|\s+[A-Z])|\b{name}(?:{_BEHIND})")


@cache
def _said(words: tuple[str, ...]) -> re.Pattern[str]:
    curled = {word.replace("'", "’") for word in words}
    longest = sorted({*curled, *(word.replace("’", "'") for word in curled)}, key=len, reverse=True)
    # “National” with a capital, within a sentence, is part of a name.
    said = "|".join(rf"[{w[0]}{w[0].upper()}]{re.escape(w[1:])}" for w in longest)
    return re.compile(rf"(?<!\w)(?:{said})(?!\w|\s+[A-Z])")
