"""An opened index: everything that lexical search needs, and where the vectors belong."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kb.search import layout, lexical
from kb.search.database import Database
from kb.search.layout import Layout
from kb.search.signals import Words
from kb.search.vocabulary import Vocabulary

_FORM = b"1"
"""Changes when vectors of the same texts are put together in another way."""


@dataclass(frozen=True)
class Index:
    """Opened with `load`."""

    folder: Path
    database: Database
    words: Words
    layout: Layout
    vocabulary: Vocabulary

    @cached_property
    def digests(self) -> list[str]:
        """The digest of each passage's text, by row."""
        return (self.folder / "digests.txt").read_text("ascii").split()

    @cached_property
    def vectors_digest(self) -> str:
        """Digest of what vectors are made of: the texts in their order, and which of them belong together."""
        told = hashlib.sha256(_FORM + (self.folder / "digests.txt").read_bytes())
        for array in (self.layout.starts, self.layout.link_starts, self.layout.links):
            told.update(array.tobytes())
        return told.hexdigest()

    def close(self) -> None:
        """Let go of the files."""
        self.database.close()


def load(folder: Path) -> Index:
    """Open an index.

    Raises:
        OSError, ValueError, KeyError, sqlite3.Error: it is incomplete or damaged.
    """
    names = json.loads((folder / "vocabulary.json").read_text("utf-8"))
    words = Words(lexical.load(folder / "words"), lexical.load(folder / "profiles"))
    laid = layout.load(folder)
    database = Database(folder / "passages.sqlite")
    if words.passages.size != len(laid.things) or words.profiles.size != laid.count:
        raise ValueError("the parts of the index do not fit each other")
    return Index(folder, database, words, laid, Vocabulary(tuple(tuple(group) for group in names)))
