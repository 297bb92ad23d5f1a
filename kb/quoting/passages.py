"""The text of a source, prepared once so that many quotations can be looked up in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from kb.quoting.normalisation import SOFT, Normalised, normalise

_WORD = re.compile(r"[^\W_]+(?:[-'.,:/][^\W_]+)*|\S")


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return where each word, number or mark of punctuation of a comparable text begins and ends."""
    return [match.span() for match in _WORD.finditer(text)]


@dataclass(frozen=True, eq=False)
class SourceText:
    """A source's text; pages are separated by form feeds."""

    text: str

    @cached_property
    def normalised(self) -> Normalised:
        """The text made comparable."""
        return normalise(self.text)

    @cached_property
    def hyphenated(self) -> bool:
        """Say whether words are broken at line ends."""
        return SOFT in self.normalised.text

    @cached_property
    def words(self) -> list[tuple[int, int]]:
        """Where each word of the comparable text stands."""
        return word_spans(self.normalised.text)

    @cached_property
    def positions(self) -> dict[str, list[int]]:
        """Positions in the list of words, by word."""
        index: dict[str, list[int]] = {}
        for position, (start, end) in enumerate(self.words):
            index.setdefault(self.normalised.text[start:end], []).append(position)
        return index

    @cached_property
    def _breaks(self) -> list[int]:
        return [at for at, character in enumerate(self.text) if character == "\f"]

    @property
    def pages(self) -> int:
        """Number of pages; 1 for a text without page breaks."""
        return len(self._breaks) + 1

    def page_of(self, offset: int) -> int:
        """Return the page, from 1, of an offset."""
        return bisect_right(self._breaks, offset) + 1

    def page(self, number: int) -> str:
        """Return the text of a page, counted from 1."""
        return self.text.split("\f")[number - 1]
