"""Labelled queries that nobody here wrote, read from the official O*NET workbooks when they are at hand.

Reported job title -> SOC code, and task -> detailed work activity (DWA). A title or task that serves as a
query is never also a passage: titles are compared without case and punctuation, and tasks are held out by
whole occupations, so that the tasks that remain are those of other occupations.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

from kb.namespaces import ONET, SOC_2018
from kb.search.passages import Corpus, Facets, Passage

TITLES = 3000
"""Reported titles that serve as queries, of 6,660."""
OCCUPATIONS = 0.16
"""Share of the occupations whose tasks serve as queries."""

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A query with the names of its right answers, graded."""

    query: str
    answers: Mapping[str, float]

    @property
    def tuning(self) -> bool:
        """Whether it belongs to the half that weights are tuned on; the other half is reported."""
        return number(self.query) % 2 == 0


@dataclass(frozen=True, slots=True)
class PublicSets:
    """Both sets over one corpus."""

    corpus: Corpus
    titles: list[Labelled]
    tasks: list[Labelled]


def number(text: str) -> int:
    """Return a number that depends on the text alone; it decides by chance and for ever."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


def normal(text: str) -> str:
    """Return a text without case and punctuation."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def read_public_sets(folder: Path) -> PublicSets:
    """Read the sets from the folder of the O*NET workbooks."""
    titles = _title_queries(_rows(folder / "Sample of Reported Titles.xlsx"))
    pairs = _rows(folder / "Tasks to DWAs.xlsx")
    held = _held_out(row[0] for row in pairs)
    tasks = _task_queries(row for row in pairs if row[0] in held)
    asked = {normal(name) for labelled in (*titles, *tasks) for name in _names(labelled.query)}
    passages = [
        *_soc_passages(folder, asked),
        *_task_passages([row for row in pairs if row[0] not in held], asked),
        *(Passage(_dwa(row[4]), "title", row[5]) for row in _rows(folder / "DWA Reference.xlsx")),
    ]
    ordered = sorted(set(passages), key=lambda p: (p.record, p.part, p.text))
    facets = {p.record: Facets(frozenset({("kind", _kind(p.record))})) for p in ordered}
    return PublicSets(Corpus(tuple(ordered), facets), titles, tasks)


def _names(title: str) -> list[str]:
    """Return a title such as `Fire Technician (Fire Tech)`, and both names in it."""
    return (
        [title, *re.split(r" \((?=[^()]+\)$)", title.removesuffix(")"))] if title.endswith(")") else [title]
    )


def _rows(path: Path) -> list[Row]:
    sheet = load_workbook(path, read_only=True).worksheets[0]
    rows = sheet.iter_rows(min_row=2, values_only=True)
    return [tuple("" if cell is None else str(cell) for cell in row) for row in rows]


def _kind(record: str) -> str:
    return "soc" if record.startswith(SOC_2018) else "task" if "/task/" in record else "activity"


def _soc(code: str) -> str:
    return SOC_2018 + code[:7]


def _dwa(identifier: str) -> str:
    return f"{ONET}element/{identifier}"


def _title_queries(reported: list[Row]) -> list[Labelled]:
    answers: dict[str, dict[str, int]] = {}
    for code, _, title, _ in reported:
        answers.setdefault(title, {})[f"soc/{code[:7]}"] = 1
    return [Labelled(title, answers[title]) for title in sorted(answers, key=number)[:TITLES]]


def _held_out(codes: Iterable[str]) -> set[str]:
    occupations = sorted(set(codes), key=number)
    return set(occupations[: int(len(occupations) * OCCUPATIONS)])


def _task_queries(pairs: Iterable[Row]) -> list[Labelled]:
    answers: dict[str, dict[str, int]] = {}
    for _, _, _, task, dwa, *_ in pairs:
        answers.setdefault(task, {})[f"activity/{dwa}"] = 1
    return [Labelled(task, answers[task]) for task in sorted(answers)]


def _soc_passages(folder: Path, asked: set[str]) -> Iterator[Passage]:
    for code, title, definition in _rows(folder / "Occupation Data.xlsx"):
        yield Passage(_soc(code), "definition", definition, title)
        if normal(title) not in asked:
            yield Passage(_soc(code), "job title", title)
    for code, _, title, short, *_ in _rows(folder / "Alternate Titles.xlsx"):
        for name in filter(None, (title, short)):
            if normal(name) not in asked:
                yield Passage(_soc(code), "job title", name)
    for code, _, title, _ in _rows(folder / "Sample of Reported Titles.xlsx"):
        if normal(title) not in asked:
            yield Passage(_soc(code), "job title", title)


def _task_passages(pairs: list[Row], asked: set[str]) -> Iterator[Passage]:
    leads: dict[tuple[str, str], list[str]] = {}
    for code, _, task, text, dwa, *_ in pairs:
        if normal(text) not in asked:
            leads.setdefault((task, text), [_soc(code)]).append(_dwa(dwa))
    for (task, text), others in leads.items():
        yield Passage(f"{ONET}task/{task}", "description", text, leads_to=tuple(sorted(set(others))))
