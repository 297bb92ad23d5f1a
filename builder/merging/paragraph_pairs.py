"""Which paragraph of a returned file is which of those that were sent: by bookmark, by text, by likeness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from builder.merging.returned_paragraph import ReturnedParagraph
from builder.word.draft_part import NOTE, SentParagraph

_LIKE = 0.6
"""Share of letters in common from which two paragraphs are taken for one that was rewritten."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph that was sent and what came back of it; one of the two may be lacking."""

    sent: int | None
    """Index among those sent; None for a new paragraph."""
    returned: int | None
    """Index among those returned; None for a deleted one."""
    moved: bool = False


def pairs(sent: Sequence[SentParagraph], returned: Sequence[ReturnedParagraph]) -> list[Pair]:
    """Return the pairs in the order of the returned file, deleted paragraphs where they stood."""
    known = {paragraph.bookmark for paragraph in sent if paragraph.bookmark}
    before = [paragraph.bookmark or _plain(paragraph.text) for paragraph in sent]
    after = [_key(paragraph, known) for paragraph in returned]
    found: list[Pair] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Pair(i, j) for i, j in zip(range(i1, i2), range(j1, j2), strict=True)]
        else:
            found += _within(sent, returned, range(i1, i2), range(j1, j2))
    return _with_moves(sent, returned, found)


def _key(paragraph: ReturnedParagraph, known: set[str]) -> str:
    return next((name for name in paragraph.bookmarks if name in known), _plain(paragraph.text))


def _plain(text: str) -> str:
    return " ".join(text.replace(NOTE, "").split())


def _within(
    sent: Sequence[SentParagraph], returned: Sequence[ReturnedParagraph], gone: range, come: range
) -> list[Pair]:
    """Pair paragraphs between two that are sure: those that are like one another, in order."""
    left = list(gone)
    found: list[Pair] = []
    for j in come:
        alike = None if returned[j].bookmarks else _most_alike(sent, left, returned[j].text)
        if alike is not None:
            passed = left.index(alike)
            found += [Pair(i, None) for i in left[:passed]]
            left = left[passed + 1 :]
        found.append(Pair(alike, j))
    return found + [Pair(i, None) for i in left]


def _most_alike(sent: Sequence[SentParagraph], among: Sequence[int], text: str) -> int | None:
    if not text.strip():
        return None
    measured = [(SequenceMatcher(None, sent[i].text, text, autojunk=False).ratio(), -i) for i in among[:30]]
    best, index = max(measured, default=(0.0, 0))
    return -index if best >= _LIKE else None


def _with_moves(
    sent: Sequence[SentParagraph], returned: Sequence[ReturnedParagraph], found: list[Pair]
) -> list[Pair]:
    """Return the pairs, a deleted and a new paragraph that are the same joined into one that was moved."""
    gone = {pair.sent for pair in found if pair.returned is None}
    taken: dict[int, int] = {}
    for pair in found:
        if pair.sent is None and pair.returned is not None:
            it = returned[pair.returned]
            same = (
                i
                for i in sorted(i for i in gone if i is not None and i not in taken)
                if sent[i].bookmark in it.bookmarks
                or (len(it.text.strip()) > 1 and _plain(sent[i].text) == _plain(it.text))
            )
            source = next(same, None)
            if source is not None:
                taken[source] = pair.returned
    places = {j: i for i, j in taken.items()}
    return [
        Pair(places[pair.returned], pair.returned, moved=True)
        if pair.sent is None and pair.returned in places
        else pair
        for pair in found
        if not (pair.returned is None and pair.sent in taken)
    ]
