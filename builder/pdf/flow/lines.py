"""How words are broken into lines.

First fit, set flush left: a line ends where it may between atoms, in narrow columns between syllables, and
anywhere in a word that is wider than a whole line. A syllable at a line's end gets a soft hyphen, so that
readers and searches find the word whole (ISO 32000-1 14.8.2.2.3).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from builder.pdf import fonts
from builder.pdf.flow.pieces import Footnote
from builder.pdf.flow.styled_runs import Atom, Run, Word, measured

if TYPE_CHECKING:
    from pyphen import Pyphen

NARROW = 215.0
"""Words are hyphenated in lines no wider than this, in points: cells, and columns of endnotes."""
_RAGGED = 0.3
"""Part of a line that may stay empty at its end before a word is divided."""
_WORD = re.compile(r"(?P<before>\W*)(?P<letters>[^\W\d_]{7,})(?P<after>\W*)")
"""A word that is long enough to be divided."""
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a line in one run, `x` points from the line's beginning."""

    run: Run
    text: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, its natural width, and whether it ended at white space."""

    spans: tuple[Span, ...]
    width: float
    spaced: bool


@cache
def _hyphenator(language: str) -> Pyphen:
    from pyphen import Pyphen

    return Pyphen(lang=language, left=3, right=3)


class _Breaker:
    """Collects atoms into lines of at most `first`, then `rest` points."""

    def __init__(self, first: float, rest: float, language: str) -> None:
        self.lines: list[list[Atom]] = [[]]
        self.spaced: list[bool] = []
        self.used = 0.0
        self.room = first
        self._rest = rest
        self._language = language

    def feed(self, spaced: bool) -> None:
        self.spaced.append(spaced)
        self.lines.append([])
        self.used, self.room = 0.0, self._rest

    def put(self, atom: Atom) -> None:
        self.lines[-1].append(atom)
        self.used += atom.width

    def add(self, word: Word) -> None:
        if word.forced:
            self.feed(spaced=True)
        space = word.space if self.lines[-1] else None
        lead = space.width if space else 0.0
        groups = deque(_groups(word.atoms))
        while groups:
            group, width = groups.popleft()
            if self.used + lead + width > self.room + 0.01 and self._language and self.room <= NARROW:
                halves = _hyphenated(group, self.room - self.used - lead, self.room, self._language)
                if halves is not None:
                    group, rest = halves
                    groups.appendleft((rest, sum(a.width for a in rest)))
                    width = sum(a.width for a in group)
            if self.used + lead + width > self.room + 0.01:
                if self.lines[-1]:
                    self.feed(spaced=space is not None)
                space, lead = None, 0.0
            if space:
                self.put(space)
                space, lead = None, 0.0
            if width > self.room:
                self._squeeze(group)
            else:
                for atom in group:
                    self.put(atom)

    def _squeeze(self, group: list[Atom]) -> None:
        """Break atoms that are wider than a line wherever the line is full."""
        for atom in group:
            rest = atom.text
            while rest:
                count = _fitting(rest, atom.run, self.room - self.used)
                if not count and self.lines[-1]:
                    self.feed(spaced=False)
                    continue
                self.put(measured(atom.run, rest[: max(count, 1)], True))
                rest = rest[max(count, 1) :]


def _hyphenated(
    group: list[Atom], room: float, line: float, language: str
) -> tuple[list[Atom], list[Atom]] | None:
    """Divide the last word of a group between syllables so that the first part fits in `room`.

    None where none does, or where the whole would fit on the next line and little room would be left over.
    """
    *head, last = group
    taken = sum(atom.width for atom in head)
    word = _WORD.fullmatch(last.text)
    if (
        word is None
        or last.run.typeface.family == "mono"
        or (room < line * _RAGGED and taken + last.width <= line)
    ):
        return None
    hyphen = Atom(last.run, SOFT_HYPHEN, fonts.width("-", last.run.typeface, last.run.size), True)
    for first, rest in _hyphenator(language).iterate(word["letters"]):
        part = measured(last.run, word["before"] + first, last.glued)
        if taken + part.width + hyphen.width <= room:
            return [*head, part, hyphen], [measured(last.run, rest + word["after"], False)]
    return None


def _fitting(text: str, run: Run, room: float) -> int:
    used = 0.0
    for count, character in enumerate(text):
        used += fonts.width(character, run.typeface, run.size)
        if used > room:
            return count
    return len(text)


def _groups(atoms: list[Atom]) -> Iterator[tuple[list[Atom], float]]:
    """Yield atoms that must stay together, with their width."""
    group: list[Atom] = []
    for atom in atoms:
        if group and not atom.glued:
            yield group, sum(a.width for a in group)
            group = []
        group.append(atom)
    if group:
        yield group, sum(a.width for a in group)


def _line(atoms: list[Atom], spaced: bool) -> Line:
    spans: list[Span] = []
    x = 0.0
    for atom in atoms:
        last = spans[-1] if spans else None
        if last is not None and last.run is atom.run:
            spans[-1] = Span(last.run, last.text + atom.text, last.x, last.width + atom.width)
        else:
            spans.append(Span(atom.run, atom.text, x, atom.width))
        x += atom.width
    return Line(tuple(spans), x, spaced)


def footnotes(lines: Iterable[Line]) -> tuple[Footnote, ...]:
    """Return the footnotes that lines refer to, in order."""
    return tuple(span.run.note for line in lines for span in line.spans if span.run.note is not None)


def broken(found: list[Word], first: float, rest: float | None = None, language: str = "") -> list[Line]:
    """Set words in lines of at most `first` points, later lines `rest`.

    :param language: the dictionary of Pyphen by which narrow columns are hyphenated; empty: they are not.
    """
    breaker = _Breaker(first, first if rest is None else rest, language)
    for word in found:
        breaker.add(word)
    ends = [*breaker.spaced, False]
    return [_line(atoms, spaced) for atoms, spaced in zip(breaker.lines, ends, strict=True)]


def balanced(found: list[Word], measure: float) -> list[Line]:
    """Set words in as few lines as `broken` would, but of about the same length: for headings."""
    best = broken(found, measure)
    low, high = measure / len(best), measure
    while len(best) > 1 and high - low > 4:
        middle = (low + high) / 2
        trial = broken(found, middle)
        if len(trial) > len(best):
            low = middle
        else:
            best, high = trial, middle
    return best


def hyphenation(tag: str) -> str:
    """Return the dictionary for a language given by its BCP 47 tag; empty where there is none."""
    from pyphen import language_fallback

    return language_fallback(tag.replace("-", "_")) or ""


def natural_widths(found: list[Word]) -> tuple[float, float]:
    """Return the width of the widest unbreakable part, and that of everything on one line."""
    least = max((width for word in found for _, width in _groups(word.atoms)), default=0.0)
    longest = total = 0.0
    for word in found:
        if word.forced:
            total = 0.0
        total += (word.space.width if word.space else 0.0) + sum(a.width for a in word.atoms)
        longest = max(longest, total)
    return least, longest
