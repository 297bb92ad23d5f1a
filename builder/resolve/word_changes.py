"""What changed between two texts, word by word, in time that a text of many equal words does not square."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence

_MOST_PAIRS = 20_000
"""Pairs of equal words up to which every one is tried; beyond, words that stand often begin no match."""

Change = tuple[str, int, int, int, int]
"""`equal`, `replace`, `delete` or `insert`, and the words before and after that it spans, as in difflib."""


def word_changes(before: Sequence[str], after: Sequence[str]) -> list[Change]:
    """Return the changes that make one text of another, in order; equal words at both ends are set aside."""
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    counts = Counter(new)
    pairs = sum(number * counts[word] for word, number in Counter(old).items())
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=pairs > _MOST_PAIRS)
    changes: list[Change] = [("equal", 0, head, 0, head)] if head else []
    changes += [(what, a + head, b + head, c + head, d + head) for what, a, b, c, d in matcher.get_opcodes()]
    if tail:
        changes.append(("equal", len(before) - tail, len(before), len(after) - tail, len(after)))
    return changes


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two texts have in common at their beginning."""
    least = min(len(one), len(other))
    return next((i for i in range(least) if one[i] != other[i]), least)
