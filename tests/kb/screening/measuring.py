"""Precision and recall of the screening on labelled sentences.

`sample.txt` holds one sentence a line; `{t:…}` marks a telephone number, `{e:…}` an e-mail address, `{a:…}`
a street address, `{s:…}` a social security number, `{b:…}` a date of birth, `{c:…}` a case or incident
number, `{g:…}` coordinates. All values are made up. Every other pair of lines was looked at while the
patterns were written; the pairs between are held out.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kb.screening import Kind, screen

KINDS = dict(
    zip(
        "teasbcg",
        [Kind.TELEPHONE, Kind.EMAIL, Kind.ADDRESS, Kind.SSN, Kind.BIRTH, Kind.CASE, Kind.COORDINATES],
        strict=True,
    )
)
_MARK = re.compile(r"\{([teasbcg]):([^}]*)\}")


@dataclass(frozen=True)
class Sentence:
    text: str
    labels: tuple[tuple[int, int, Kind], ...]


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


def sentences() -> list[Sentence]:
    lines = (Path(__file__).parent / "sample.txt").read_text("utf-8").splitlines()
    return [_read(line) for line in lines if line]


def halves() -> tuple[list[Sentence], list[Sentence]]:
    """Return the half that was looked at, and the half that was held out."""
    numbered = list(enumerate(sentences()))
    seen = [sentence for number, sentence in numbered if number // 2 % 2 == 0]
    return seen, [sentence for number, sentence in numbered if number // 2 % 2 == 1]


def _read(line: str) -> Sentence:
    text, labels, at = "", [], 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        labels.append((len(text), len(text) + len(match.group(2)), KINDS[match.group(1)]))
        text += match.group(2)
        at = match.end()
    return Sentence(text + line[at:], tuple(labels))


def mistakes(sentence: Sentence) -> tuple[list[str], list[str]]:
    """Return the values found but not labelled, and labelled but not found, each with its kind."""
    hits = screen(sentence.text)
    extra = [
        f"{hit.kind.value}: {hit.value}"
        for hit in hits
        if not any(
            hit.kind is kind and hit.start < end and start < hit.end for start, end, kind in sentence.labels
        )
    ]
    missed = [
        f"{kind.value}: {sentence.text[start:end]}"
        for start, end, kind in sentence.labels
        if not any(hit.kind is kind and hit.start < end and start < hit.end for hit in hits)
    ]
    return extra, missed


def score(chosen: list[Sentence]) -> dict[str, Score]:
    """Return the score of all kinds together (`all`) and of each."""
    right: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for sentence in chosen:
        wrong, lost = mistakes(sentence)
        extra.update(entry.partition(":")[0] for entry in wrong)
        missed.update(entry.partition(":")[0] for entry in lost)
        right.update(kind.value for _, _, kind in sentence.labels)
    right.subtract(missed)
    table = {kind.value: Score(right[kind.value], extra[kind.value], missed[kind.value]) for kind in Kind}
    total = Score(sum(right.values()), sum(extra.values()), sum(missed.values()))
    return {"all": total, **table}


def report(name: str, table: dict[str, Score]) -> str:
    lines = [f"{name:28}{'precision':>10}{'recall':>8}{'n':>5}"]
    lines += [
        f"  {kind:26}{s.precision:10.3f}{s.recall:8.3f}{s.right + s.missed:5}" for kind, s in table.items()
    ]
    return "\n".join(lines)
