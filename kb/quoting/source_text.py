"""The text of a source, prepared once for many quotations, and which of its pages a locator means."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from kb.common.english import sentence_ends
from kb.quoting.normalisation import SOFT, Normalised, normalise, without_note_marks
from kb.quoting.verdict import Span
from kb.texts.line_looks import marker_of

_REACH = 300
"""Characters before a stretch from which its sentences are told apart."""
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|\n\s*(?=[•◦▪‣●○■])|\f\s*")
_WORD = re.compile(r"[^\W_]+(?:[-'.,:/][^\W_]+)*|\S")


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return where each word, number or mark of punctuation of a comparable text begins and ends."""
    return [match.span() for match in _WORD.finditer(text)]


@dataclass(frozen=True, eq=False)
class SourceText:
    """A source's text; pages are separated by form feeds."""

    text: str
    note_marks: bool = True
    """Whether numbers of notes that are glued to words are kept."""

    @cached_property
    def normalised(self) -> Normalised:
        """The text made comparable."""
        whole = normalise(self.text)
        return whole if self.note_marks else without_note_marks(whole)

    @cached_property
    def without_note_marks(self) -> SourceText | None:
        """The same text without glued note numbers; None where there are none."""
        bare = SourceText(self.text, note_marks=False)
        return bare if self.note_marks and len(bare.normalised.text) < len(self.normalised.text) else None

    @cached_property
    def _paragraphs(self) -> list[int]:
        """Where, in the comparable text, a paragraph or a point of a list begins."""
        text, offsets = self.normalised.text, self.normalised.offsets
        starts = [bisect_left(offsets, match.end()) for match in _PARAGRAPH.finditer(self.text)]
        return [at for at in starts if 0 < at < len(text) and not text[at].islower()]

    def sentence_breaks(self, low: int, high: int) -> list[tuple[int, int]]:
        """Return where, in the comparable text up to `high`, a sentence ends and the next begins."""
        text = self.normalised.text
        start = max(0, low - _REACH)
        found = {
            (start + stop, start + following)
            for stop, following in sentence_ends(text[start : high + 3])
            if low <= start + following <= high
        }
        first, last = bisect_left(self._paragraphs, low), bisect_right(self._paragraphs, high)
        found |= {(at - 1, at) for at in self._paragraphs[first:last]}
        return sorted(found, key=lambda places: places[1])

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


_PAGE = re.compile(r"([A-Za-z]{0,2})(\d+)(?:\s*[-\u2013]\s*[A-Za-z]{0,2}(\d+))?")
_SECTION_NUMBER = re.compile(r"(?:§|sections?|sec\.)?\s*(\d+(?:\.\d+)+)\.?")
_EDGE_LINES = 3
"""Lines at the top and the bottom of a page where its printed number may stand."""


def pages_named(locator: str, source: SourceText, first_page: str = "") -> set[int]:
    """Return the pages of the text that a page locator may mean; empty when that cannot be told.

    A number may count the pages of the file, count from the first page that the source's own record gives
    (`first_page`, such as `e686-e700`), or be printed at the top or bottom of a page.
    """
    wanted = _PAGE.fullmatch(locator.strip().removeprefix("p. ").removeprefix("pp. "))
    if source.pages == 1 or not wanted:
        return set()
    letters, low = wanted.group(1), int(wanted.group(2))
    high = int(wanted.group(3) or low)
    if high < low:  # `48305-6` is an abbreviated range
        high = low
    begin = _PAGE.match(first_page.strip())
    found: set[int] = set()
    for number in range(low, min(high, low + 50) + 1):
        if not letters:
            found.add(number)
        if begin and begin.group(1) == letters:
            found.add(number - int(begin.group(2)) + 1)
        found |= _printed(f"{letters}{number}", source)
    return {number for number in found if 1 <= number <= source.pages}


def section_before(section: str, span: Span, source: SourceText) -> bool | None:
    """Say whether the section's heading stands before a passage; None when it is no heading of the text.

    A section may be named by its heading, with or without the number before it, or by a number such as `4.2`
    alone; a number of one figure may be that of any list, and tells nothing.
    """
    heading = normalise(section).text.casefold()
    number = _SECTION_NUMBER.fullmatch(heading)
    starts = [
        line.start()
        for line in re.finditer(r"[^\n\f]+", source.text)
        if heading and _heads(normalise(line.group()).text.casefold(), heading, number and number.group(1))
    ]
    return any(start <= span.start for start in starts) if starts else None


def _heads(line: str, heading: str, number: str | None) -> bool:
    """Say whether a line is a heading, or that of the section with a number; both in small letters."""
    marker = marker_of(line)
    if number:
        return marker.strip("§section. :") == number
    return line == heading or (bool(marker) and line[len(marker) :].strip() == heading)


def _printed(label: str, source: SourceText) -> set[int]:
    """Return the pages with this label alone among the words of a line at their edges."""
    pattern = re.compile(rf"(?<!\w){re.escape(label)}(?!\w)")
    found = set()
    for number in range(1, source.pages + 1):
        lines = [line for line in source.page(number).splitlines() if line.strip()]
        if any(pattern.search(line) for line in lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]):
            found.add(number)
    return found
