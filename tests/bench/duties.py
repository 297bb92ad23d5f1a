"""How well duties are told from other lines of job descriptions, and how well their functions are proposed.

Statements: the postings of `tests/kb/contributing/postings`, as documents whose headings, lists and tables
are known, and as plain text. Functions: the labelled duties of these postings, and the assessed duties of the
base, those of one occupation or one source left out at a time. With SOC_EVIDENCE_DATA also O*NET's tasks: how
many are read as duties in a list, and how many of other occupations get a protective function.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import openpyxl
import yaml

from kb.common.wilson_interval import wilson
from kb.contributing.duty_statements import read_duties
from kb.contributing.function_meanings import function_meanings
from kb.contributing.likely_functions import (
    LEAST,
    PROBABLE,
    LikelyFunctions,
    RecordedDuty,
    assessed_duties,
)
from kb.records.collection import Collection, read_collection
from kb.texts import Block
from kb.texts.line_blocks import blocks_of
from kb.workspace import bundle_root, open_workspace
from tests.kb.contributing.labelled_postings import HALVES, Posting, Score, function_score, postings, score

FORMS: dict[str, Callable[[Posting], Iterable[Block]]] = {
    "parts known": lambda posting: posting.blocks,
    "plain text": lambda posting: blocks_of(posting.text),
}
OTHERS = ("13", "15", "25", "43")
"""Major groups in which few protect; occupations that the base compares are left out."""


def statements(half: str, form: str) -> Score:
    """Return how well the duties of one half of the postings are told from other lines."""
    found = Score()
    for posting in postings(half):
        reading = read_duties(posting.text, tuple(FORMS[form](posting)))
        found.add(score(posting, [duty.text for duty in reading.duties])[0])
    return found


def left_out(duties: list[RecordedDuty], groups: Mapping[str, str], collection: Collection) -> Score:
    """Return how well functions are proposed from duties of the other groups only; `groups` is by id."""
    found = Score()
    for name in sorted(set(groups.values())):
        others = [duty for duty in duties if groups[duty.id] != name]
        known = LikelyFunctions(others, function_meanings(others, collection))
        for duty in duties:
            if groups[duty.id] == name:
                found.add(function_score(known.of(duty.statement), frozenset(duty.functions)))
    return found


def columns() -> dict[str, dict[str, str]]:
    """Return the rows of the base's duties by id."""
    files = sorted((bundle_root() / "evidence" / "duties").glob("*.csv"))
    return {
        row["duty"]: row for path in files for row in csv.DictReader(path.read_text("utf-8").splitlines())
    }


def run() -> None:
    """Print the tables."""
    print(f"{'is a duty':34}{'right':>7}{'wrong':>7}{'missed':>7}{'precision':>11}{'recall':>8}")  # noqa: T201
    for half in HALVES:
        for form in FORMS:
            print(_row(f"{half}, {form}", statements(half, form)))  # noqa: T201
    collection = read_collection(open_workspace().base)
    duties, rows = assessed_duties(collection), columns()
    for meanings in (None, function_meanings(duties, collection)):
        known = LikelyFunctions(duties, meanings)
        by = f"words, from {LEAST}" if meanings is None else f"words and meaning, from {PROBABLE}"
        print(f"\nfunctions by {by}")  # noqa: T201
        for half in HALVES:
            found = Score()
            for unit in (unit for posting in postings(half) for unit in posting.duties):
                if unit.functions is not None:
                    found.add(function_score(known.of(unit.text), unit.functions))
            print(_row(half, found))  # noqa: T201
    for column in ("occupation", "source"):
        found = left_out(duties, {duty.id: rows[duty.id][column] for duty in duties}, collection)
        print(_row(f"one {column} left out", found))  # noqa: T201
    _tasks(known)


def _row(name: str, found: Score) -> str:
    proposed = found.right + found.wrong
    least, _ = wilson(100 * found.precision, proposed) if proposed else (0.0, 0.0)
    shares = f"{found.precision:11.3f}{found.recall:8.3f}   precision at least {least / 100:.2f}"
    return f"{name:34}{found.right:7}{found.wrong:7}{found.missed:7}{shares}"


def _tasks(known: LikelyFunctions) -> None:
    folder = os.environ.get("SOC_EVIDENCE_DATA")
    if not folder:
        print("\nO*NET's tasks: SOC_EVIDENCE_DATA is not set")  # noqa: T201
        return
    book = openpyxl.load_workbook(Path(folder) / "data" / "onet" / "Task Statements.xlsx", read_only=True)
    compared = {row["occupation"] for row in columns().values()}
    cells = book.worksheets[0].iter_rows(min_row=2, values_only=True)
    tasks = [(str(row[0]), str(row[3])) for row in cells if str(row[0])[:7] not in compared]
    text = "Duties\n" + "".join(f"- {task}\n" for _, task in tasks)
    read = len(read_duties(text, blocks_of(text)).duties)
    functions = yaml.safe_load((bundle_root() / "ontology" / "functions.yaml").read_text("utf-8"))["function"]
    protective = {function["id"] for function in functions if function["protective"]}
    others = [task for code, task in tasks if code[:2] in OTHERS]
    given = sum(any(found.function in protective for found in known.of(task)) for task in others)
    shares = read / len(tasks), given / len(others)
    print(f"\nO*NET's tasks of other occupations: {len(tasks)}")  # noqa: T201
    print(f"in a list under `Duties`, read as duties: {shares[0]:.3f}")  # noqa: T201
    print(f"{len(others)} of groups {', '.join(OTHERS)}, with a protective function: {shares[1]:.3f}")  # noqa: T201
