"""The labelled postings of `postings/`, as texts and as blocks, and the score of what was read in them.

`postings/README.md` says how a posting is written down.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kb.contributing.likely_functions import LikelyFunction
from kb.texts import Block, BlockKind

FOLDER = Path(__file__).with_name("postings")
HALVES = ("tuning", "reporting")
_ALIKE = 0.8
"""Share of words that a statement and a labelled one must have in common to be the same."""
_MARKER = re.compile(r"\s*(?:[-*•+o]|\(?\d{1,2}(?:\.\d)?[.)]?|[A-Z]\.|[IVX]+\.)\s+")


@dataclass
class Unit:
    """One labelled statement, heading or line."""

    text: str
    label: str
    """`+` a duty, `-` none, `=` a heading."""
    functions: frozenset[str] | None = None
    """Ids; None where nobody labelled them."""


@dataclass
class Posting:
    """One posting."""

    name: str
    text: str
    blocks: tuple[Block, ...]
    """As a document with headings, lists and tables would tell them."""
    units: list[Unit] = field(default_factory=list)

    @property
    def duties(self) -> list[Unit]:
        """The statements labelled as duties."""
        return [unit for unit in self.units if unit.label == "+"]


def postings(half: str) -> list[Posting]:
    """Return the postings of one half in order of name."""
    return [_read(path) for path in sorted((FOLDER / half).glob("*.txt"))]


def _read(path: Path) -> Posting:
    text, units, spans = "", [], []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# "):
            continue
        if not line.strip():
            text += "\n"
            continue
        line, _, functions = line.partition(" => ")
        label, joint, words = line[0], line[1], line[2:]
        if joint == "&":
            text = text.rstrip("\n") + " "
        if label == " ":
            units[-1].text += " " + words.strip()
        else:
            units.append(Unit(words.strip(), label))
        if functions:
            named = frozenset(functions.split(", ")) - {"none"}
            units[-1].functions = named
        begun = len(text)
        text += words + "\n"
        spans.append((label, joint, begun, len(text) - 1))
    return Posting(path.stem, text, _blocks(text, spans), units)


def _blocks(text: str, spans: Iterable[tuple[str, str, int, int]]) -> tuple[Block, ...]:
    found: list[Block] = []
    for label, joint, start, end in spans:
        if (label == " " or joint == "&") and found:
            last = found.pop()
            found.append(Block(last.kind, last.start, end, last.level, last.marker))
            continue
        words = text[start:end]
        marker = _MARKER.match(words)
        kind = (
            BlockKind.HEADING
            if label == "="
            else BlockKind.ROW
            if "\t" in words
            else BlockKind.ITEM
            if marker
            else BlockKind.PARAGRAPH
        )
        begins = marker.group() if marker and kind is BlockKind.ITEM else ""
        found.append(Block(kind, start, end, int(kind is BlockKind.HEADING), begins))
    return tuple(found)


@dataclass
class Score:
    """Right, wrong and missed, counted."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was proposed that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of what is right that was proposed."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def add(self, other: Score) -> None:
        """Count another score in."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed


def score(posting: Posting, statements: Iterable[str]) -> tuple[Score, list[str], list[str]]:
    """Compare statements with the labels; return the score, the wrong ones and the duties missed."""
    left = list(posting.duties)
    wrong = []
    for statement in statements:
        same = next((unit for unit in left if _same(unit.text, statement)), None)
        if same:
            left.remove(same)
        else:
            wrong.append(statement)
    right = len(posting.duties) - len(left)
    return Score(right, len(wrong), len(left)), wrong, [unit.text for unit in left]


def function_score(likely: Iterable[LikelyFunction], right: frozenset[str]) -> Score:
    """Compare proposed functions with those that were labelled."""
    proposed = {found.function for found in likely}
    return Score(len(proposed & right), len(proposed - right), len(right - proposed))


def _same(labelled: str, statement: str) -> bool:
    ours, theirs = Counter(_words(labelled)), Counter(_words(statement))
    common = (ours & theirs).total()
    return common >= _ALIKE * max(theirs.total(), 1) and common >= _ALIKE * _heavy(ours)


def _heavy(words: Counter[str]) -> int:
    """Return how many words count: numbers, shares of time and letters of lists do not."""
    return sum(n for word, n in words.items() if len(word) > 1 and not word.isdigit()) or 1


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub(r"\t(?:\S+%|Daily|As needed)", "", text).casefold())
