"""Precision and recall of the screening on labelled texts, kind by kind.

`tuning` and `reporting` hold texts in which `{tel:850-555-0142}` marks a value and its kind; a file whose
name begins with `lines-` holds one text a line, every other file is one text. All values are made up. Only
`tuning` was looked at while the patterns were written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kb.screening import Hit, Kind, screen

KINDS = {
    "tel": Kind.TELEPHONE,
    "email": Kind.EMAIL,
    "addr": Kind.ADDRESS,
    "ssn": Kind.SSN,
    "dob": Kind.BIRTH,
    "case": Kind.CASE,
    "geo": Kind.COORDINATES,
    "plate": Kind.PLATE,
    "vin": Kind.VIN,
    "dl": Kind.LICENCE,
    "card": Kind.CARD,
    "ip": Kind.DEVICE,
    "name": Kind.NAME,
}
_MARK = re.compile(r"\{([a-z]+):([^}]*)\}")
Screener = Callable[[str], list[Hit]]


@dataclass(frozen=True)
class Labelled:
    file: str
    text: str
    labels: tuple[Hit, ...]


@dataclass(frozen=True)
class Score:
    """Counts of spans: found and labelled, found only, labelled only."""

    right: int
    extra: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.extra)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)


def labelled(folder: str) -> list[Labelled]:
    texts = []
    for path in sorted((Path(__file__).parent / folder).glob("*.txt")):
        whole = path.read_text("utf-8")
        parts = whole.splitlines() if path.name.startswith("lines-") else [whole]
        texts += [_read(path.stem, part) for part in parts if part]
    return texts


def _read(file: str, marked: str) -> Labelled:
    text, labels, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        value = match.group(2)
        labels.append(Hit(len(text), len(text) + len(value), KINDS[match.group(1)], value))
        text += value
        at = match.end()
    return Labelled(file, text + marked[at:], tuple(labels))


def _touch(one: Hit, other: Hit) -> bool:
    return one.kind is other.kind and one.start < other.end and other.start < one.end


def mistakes(given: Labelled, screener: Screener = screen) -> tuple[list[Hit], list[Hit]]:
    """Return what is found and not labelled, and what is labelled and not found."""
    hits = screener(given.text)
    extra = [hit for hit in hits if not any(_touch(hit, label) for label in given.labels)]
    return extra, [label for label in given.labels if not any(_touch(hit, label) for hit in hits)]


def score(texts: Iterable[Labelled], screener: Screener = screen) -> dict[str, Score]:
    """Return the score of all kinds together (`all`) and of each."""
    right: Counter[Kind] = Counter()
    extra: Counter[Kind] = Counter()
    missed: Counter[Kind] = Counter()
    for given in texts:
        wrong, lost = mistakes(given, screener)
        extra.update(hit.kind for hit in wrong)
        missed.update(hit.kind for hit in lost)
        right.update(hit.kind for hit in given.labels)
    right.subtract(missed)
    table = {kind.value: Score(right[kind], extra[kind], missed[kind]) for kind in Kind}
    total = Score(right.total(), extra.total(), missed.total())
    return {"all": total, **table}


def report(table: dict[str, Score]) -> str:
    lines = [f"{'':36}{'precision':>10}{'recall':>8}{'labels':>8}"]
    lines += [
        f"{kind:36}{s.precision:10.3f}{s.recall:8.3f}{s.right + s.missed:8}" for kind, s in table.items()
    ]
    return "\n".join(lines)
