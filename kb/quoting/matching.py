"""Finding a quotation in a source: as it stands, or as its ellipses and brackets say it was cut."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.quoting.cutting import NEGATION, edited, has_brackets, literal, segments, splits_a_token
from kb.quoting.normalisation import SOFT
from kb.quoting.source_text import SourceText
from kb.quoting.verdict import Span

MAX_GAP = 1200
"""Characters that one ellipsis may leave out: about two paragraphs of print."""
MIN_SEGMENT_WORDS = 2
_MAX_PLACES = 200
_SENTENCE_END = re.compile(r"[.!?;][\"')\]]* ")


def find_literal(phrase: str, source: SourceText, *, whole_words: bool = True) -> list[Span]:
    """Return every place, in the comparable text, of a normalised phrase without marks of its own."""
    text = source.normalised.text
    if source.hyphenated or SOFT in phrase:
        pattern = literal(phrase, hyphenated=source.hyphenated)
        return _places(pattern, text, whole_words=whole_words)
    found: list[Span] = []
    at = text.find(phrase)
    while at >= 0 and len(found) < _MAX_PLACES:
        if not whole_words or _clean(text, at, at + len(phrase)):
            found.append(Span(at, at + len(phrase)))
        at = text.find(phrase, at + 1)
    return found


def find_segment(segment: str, source: SourceText) -> list[Span]:
    """Return every place of one segment, whose brackets may be the source's own or editorial."""
    found = find_literal(segment, source)
    if found or not has_brackets(segment):
        return found
    pattern = edited(segment, hyphenated=source.hyphenated)
    return _places(pattern, source.normalised.text) if pattern else []


def find_marked(quotation: str, source: SourceText) -> list[Span]:
    """Return the places of a quotation with ellipses or brackets: its segments in order, gaps bounded."""
    parts = segments(quotation)
    if len(parts) > 1 and any(len(part.split()) < MIN_SEGMENT_WORDS for part in parts):
        return []
    places = [find_segment(part, source) for part in parts]
    if not parts or not all(places):
        return []
    chains = (_chain(first, places[1:], source.normalised.text) for first in places[0])
    return [Span(chain[0].start, chain[-1].end) for chain in chains if chain]


def hides_negation(omitted: str) -> str:
    """Return the negation that an omission within one sentence leaves out, or an empty string."""
    if _SENTENCE_END.search(omitted):
        return ""
    match = NEGATION.search(omitted)
    return match.group() if match else ""


def _chain(first: Span, rest: list[list[Span]], text: str) -> list[Span]:
    """Follow a first segment to the nearest place of each next one; empty when one is out of reach."""
    chain = [first]
    for places in rest:
        end = chain[-1].end
        following = next((place for place in places if place.start >= end), None)
        if following is None or following.start - end > MAX_GAP:
            return []
        if hides_negation(text[end : following.start]):
            return []
        chain.append(following)
    return chain


def _places(pattern: str, text: str, *, whole_words: bool = True) -> list[Span]:
    return [
        Span(match.start(), match.end())
        for match in _limited(re.finditer(pattern, text))
        if match.end() > match.start() and (not whole_words or _clean(text, match.start(), match.end()))
    ]


def _limited(matches: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
    for number, match in enumerate(matches):
        if number >= _MAX_PLACES:
            return
        yield match


def _clean(text: str, start: int, end: int) -> bool:
    return not (splits_a_token(text, start) or splits_a_token(text, end))
