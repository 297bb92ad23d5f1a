"""Finding a quotation in a source: as it stands, or as its ellipses and brackets say it was cut.

A source that does not have it is looked through for the passage most like it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from kb.quoting.brackets import edited, has_brackets, literal
from kb.quoting.cutting import omission_fault, segments, splits_a_token
from kb.quoting.normalisation import SOFT
from kb.quoting.source_text import SourceText, word_spans
from kb.quoting.verdict import Editing, Span

MAX_GAP = 1200
"""Characters that one ellipsis may leave out: about two paragraphs of print."""
MIN_SEGMENT_WORDS = 2
_MAX_PLACES = 200

_RARE = 50
"""A word that stands more often than this in the source says little about where a passage is."""
_MIN_PIECE = 3
_MAX_PIECES = 6
_MAX_SHOWN = 3


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


@dataclass(frozen=True, slots=True)
class Found:
    """A place of a quotation with ellipses or brackets."""

    span: Span
    editing: tuple[Editing, ...] = ()


def find_segment(segment: str, source: SourceText, *, words: bool = False) -> list[Found]:
    """Return every place of one segment, whose brackets may be the source's own or editorial.

    With `words`, editorial brackets may hold words.
    """
    found = find_literal(segment, source)
    if found or not has_brackets(segment):
        return [Found(span) for span in found]
    pattern = edited(segment, hyphenated=source.hyphenated, words=words)
    if pattern is None:
        return []
    text = source.normalised.text
    return [
        Found(
            Span(match.start(), match.end()),
            tuple(Editing(word, match[f"w{n}"].strip()) for n, word in enumerate(pattern.words)),
        )
        for match in _limited(re.finditer(pattern.pattern, text))
        if match.end() > match.start() and _clean(text, match.start(), match.end())
    ]


def find_marked(quotation: str, source: SourceText, *, words: bool = False) -> list[Found]:
    """Return the places of a quotation with ellipses or brackets: its segments in order, no sense lost.

    With `words`, editorial brackets may hold words.
    """
    parts = segments(quotation)
    if len(parts) > 1 and any(len(part.split()) < MIN_SEGMENT_WORDS for part in parts):
        return []
    places = [find_segment(part, source, words=words) for part in parts]
    if not parts or not all(places):
        return []
    chains = (_chain(first, places[1:], source) for first in places[0])
    return [
        Found(Span(chain[0].span.start, chain[-1].span.end), tuple(e for link in chain for e in link.editing))
        for chain in chains
        if chain
    ]


def _chain(first: Found, rest: list[list[Found]], source: SourceText) -> list[Found]:
    """Follow a first segment to the nearest place of each next one; empty when one is out of reach."""
    chain = [first]
    for places in rest:
        end = chain[-1].span.end
        following = next((place for place in places if place.span.start >= end), None)
        if following is None or following.span.start - end > MAX_GAP:
            return []
        if omission_fault(source, end, following.span.start):
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


@dataclass(frozen=True, slots=True)
class Likeness:
    """The passage most like a quotation."""

    place: Span
    share: float
    """Share of the quotation's words that the passage has in the same order, from 0 to 1."""
    difference: str


@dataclass(frozen=True, slots=True)
class _Words:
    """A stretch of words in a text."""

    text: str
    spans: list[tuple[int, int]]

    def list(self) -> list[str]:
        return [self.text[start:end] for start, end in self.spans]

    def show(self, first: int, end: int) -> str:
        return self.text[self.spans[first][0] : self.spans[end - 1][1]] if end > first else ""


def nearest(phrase: str, source: SourceText) -> Likeness | None:
    """Return the passage most like a phrase, or None when no word of it helps."""
    quoted = _Words(phrase, word_spans(phrase))
    start = _alignment(quoted.list(), source)
    if start is None:
        return None
    count = len(quoted.spans)
    margin = max(3, count // 4)
    window = _Words(source.normalised.text, source.words[max(0, start - margin) : start + count + 2 * margin])
    matcher = SequenceMatcher(None, quoted.list(), window.list(), autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return None
    head, tail = blocks[0], blocks[-1]
    low = max(0, head.b - head.a)
    high = min(len(window.spans), tail.b + count - tail.a)
    passage = _Words(window.text, window.spans[low:high])
    place = Span(passage.spans[0][0], passage.spans[-1][1])
    share = sum(block.size for block in blocks) / count
    return Likeness(place, share, _described(quoted, passage))


def pieces(phrase: str, source: SourceText) -> list[tuple[str, Span]]:
    """Cut a phrase into the longest runs of words that the source has; empty when it is not made of such."""
    words = phrase.split()
    found: list[tuple[str, Span]] = []
    at = 0
    while at < len(words) and len(found) < _MAX_PIECES:
        low, high = 0, len(words) - at
        while low < high:
            middle = (low + high + 1) // 2
            run = " ".join(words[at : at + middle])
            if find_literal(run, source, whole_words=False):
                low = middle
            else:
                high = middle - 1
        if low < _MIN_PIECE:
            return []
        run = " ".join(words[at : at + low])
        found.append((run, find_literal(run, source, whole_words=False)[0]))
        at += low
    return found if at >= len(words) else []


def _alignment(quoted: list[str], source: SourceText) -> int | None:
    """Return the word position at which most rare words of the quotation fall into line."""
    votes: Counter[int] = Counter()
    for place, word in enumerate(quoted):
        positions = source.positions.get(word, [])
        if len(positions) <= _RARE:
            votes.update(position - place for position in positions)
    if not votes:
        return None
    reach = max(2, len(quoted) // 5)
    best = max(
        sorted(votes), key=lambda at: sum(votes.get(at + step, 0) for step in range(-reach, reach + 1))
    )
    return max(0, best)


def _described(quoted: _Words, passage: _Words) -> str:
    """Say what differs, the first few places only."""
    matcher = SequenceMatcher(None, quoted.list(), passage.list(), autojunk=False)
    shown = []
    for tag, a, b, c, d in matcher.get_opcodes():
        ours, theirs = quoted.show(a, b), passage.show(c, d)
        if tag == "replace":
            shown.append(f"`{theirs}` became `{ours}`")
        elif tag == "delete":
            shown.append(f"`{ours}` was added")
        elif tag == "insert":
            shown.append(f"`{theirs}` was left out")
    more = len(shown) - _MAX_SHOWN
    text = "; ".join(_cut(part) for part in shown[:_MAX_SHOWN])
    return f"{text}; and {more} more" if more > 0 else text


def _cut(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:156]} …`"
