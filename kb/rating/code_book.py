"""The code book for raters: the functions with what counts and what does not, frozen by a digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.model.records import Function


@dataclass(frozen=True, slots=True)
class Entry:
    """One function as raters read it. Whether it counts as protective they are not told."""

    id: str
    label: str
    definition: str
    limits: str
    """What does not count."""


@dataclass(frozen=True, slots=True)
class CodeBook:
    """All functions by label, so that their order tells nothing."""

    entries: tuple[Entry, ...]

    @property
    def sha256(self) -> str:
        """Digest of every word of it."""
        said = [[e.id, e.label, e.definition, e.limits] for e in self.entries]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()

    def difference(self, other: CodeBook) -> str:
        """Name what is different in another code book, as words to go on with; empty where nothing is."""
        ours, theirs = ({e.id: e for e in book.entries} for book in (self, other))
        changed = sorted(i for i in ours.keys() | theirs.keys() if ours.get(i) != theirs.get(i))
        labels = [(ours.get(i) or theirs[i]).label for i in changed]
        return ", ".join(labels)


def code_book(functions: Iterable[Function]) -> CodeBook:
    """Return the code book of the functions on record."""
    entries = (Entry(f.id, f.label, f.definition, f.limits) for f in functions)
    return CodeBook(tuple(sorted(entries, key=lambda e: (e.label, e.id))))


def code_book_of(rows: Iterable[Mapping[str, str]]) -> CodeBook:
    """Return the code book that a key holds."""
    return CodeBook(tuple(Entry(r["id"], r["label"], r["definition"], r["limits"]) for r in rows))
