"""The sentences of other drafts: the bundled ones, and those beside a draft in its workspace."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from builder.prose.sentences import CITED, CODE, FILLED, Sentence, prose, shown
from builder.resolve.resolve_draft import read

BUNDLED = Path(__file__).parent.parent / "example"
LEAST_WORDS = 9
"""Words that a sentence has at least before its likeness to another says anything."""
_ALIKE = 0.55
"""Share of runs of three words in common: one word changed in a dozen breaks three of ten."""
_SHINGLE = 3
_MOST_DRAFTS = 40
_FRONT = re.compile(r"---\r?\n(?:[^\n]*\n){0,80}?docket:")


@dataclass(frozen=True, slots=True)
class Copied:
    """A sentence of another draft that one of a draft is."""

    text: str
    same: bool
    """Whether it is so word for word, and not nearly."""


@dataclass(frozen=True, slots=True)
class OtherDraft:
    """A draft that text may have been taken from."""

    path: Path
    bundled: bool
    sentences: Mapping[str, Sequence[Sentence]]
    """Its sentences by their plain words."""
    index: Mapping[tuple[str, ...], frozenset[str]]
    """The plain words of the sentences that hold a run of three words."""

    def taken(self, sentence: Sentence) -> Copied | None:
        """Return the sentence of this draft that another is word for word, or nearly.

        Two that have roles and say other things with them share a frame, and are no copies.
        """
        words = plain_words(sentence)
        if len(words.split()) < LEAST_WORDS:
            return None
        mine = _shingles(words)
        near = Counter(t for s in mine for t in self.index.get(s, ())).most_common(3)
        alike = [theirs for theirs, shared in near if shared >= _ALIKE * len(mine | _shingles(theirs))]
        for theirs in (words, *alike):
            for one in self.sentences.get(theirs, ()):
                if not (one.roles and sentence.roles) or _filled(one) == _filled(sentence):
                    return Copied(shown(one.text.strip()), theirs == words)
        return None


def _filled(sentence: Sentence) -> set[tuple[str, str]]:
    return {(role.name, role.argument) for role in sentence.roles}


def plain_words(sentence: Sentence) -> str:
    """Return the words of a sentence in small letters; what the graph fills in is not among them."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(f"[{CITED}{FILLED}{CODE}]", " ", sentence.text).casefold()))


def other_drafts(own: str, path: Path, root: Path) -> Iterator[OtherDraft]:
    """Yield the bundled drafts and those of a workspace, but the one at `path` and copies of its text."""
    beside = [*sorted(root.glob("*.md")), *sorted(root.glob("*/*.md"))][:_MOST_DRAFTS]
    for other in (*sorted(BUNDLED.glob("*.md")), *beside):
        if other.resolve() == path.resolve():
            continue
        text = other.read_text("utf-8", "replace")
        if _FRONT.match(text) and text != own:
            yield OtherDraft(other, other.parent == BUNDLED, *_indexed(text))


@lru_cache(maxsize=16)
def _indexed(text: str) -> tuple[dict[str, list[Sentence]], dict[tuple[str, ...], frozenset[str]]]:
    """Return the sentences of a draft by their plain words, and these by their runs of three words."""
    sentences: dict[str, list[Sentence]] = {}
    for sentence in prose(read(text, "other draft")).of("text", "note", "option"):
        words = plain_words(sentence)
        if len(words.split()) >= LEAST_WORDS and not sentence.quoted:
            sentences.setdefault(words, []).append(sentence)
    index: dict[tuple[str, ...], set[str]] = {}
    for words in sentences:
        for shingle in _shingles(words):
            index.setdefault(shingle, set()).add(words)
    return sentences, {shingle: frozenset(held) for shingle, held in index.items()}


@lru_cache(maxsize=4096)
def _shingles(words: str) -> frozenset[tuple[str, ...]]:
    parts = words.split()
    return frozenset(tuple(parts[at : at + _SHINGLE]) for at in range(len(parts) - _SHINGLE + 1))
