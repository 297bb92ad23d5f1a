"""What a source has instead of a quotation that it does not have."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from kb.quoting.matching import find_literal
from kb.quoting.source_text import SourceText, word_spans
from kb.quoting.verdict import Span

_RARE = 50
"""A word that stands more often than this in the source says little about where a passage is."""
_MIN_PIECE = 3
_MAX_PIECES = 6
_MAX_SHOWN = 3


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
