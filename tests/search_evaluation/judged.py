"""The judged queries over the bundled base; GUIDELINE.md says how they were written and judged."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.search_evaluation.public_sets import Labelled

HERE = Path(__file__).parent
JUDGES = ("judge-1", "judge-2")
KINDS = ("question", "keywords", "paraphrase", "negation", "abbreviation", "contrary")
WRITERS = ("first", "second", "third")

Grades = dict[str, dict[str, int]]
"""By query and record."""


@dataclass(frozen=True, slots=True)
class Judged(Labelled):
    """A query of one of KINDS, with the mean grades of its answers."""

    id: str
    kind: str
    writer: str
    graded: frozenset[str]
    """Every record that was judged for it, answers or not."""


def read_off_topic() -> list[Labelled]:
    """Read queries that the base has nothing on."""
    lines = (HERE / "off-topic.txt").read_text("utf-8").splitlines()
    return [Labelled(line, {}) for line in lines]


def read_grades(judge: str) -> Grades:
    """Read the grades of one judge, from 0 to 3, in the format of TREC: query, 0, record, grade."""
    grades: Grades = {}
    for line in (HERE / f"{judge}.qrels").read_text("utf-8").splitlines():
        query, _, record, grade = line.split()
        grades.setdefault(query, {})[record] = int(grade)
    return grades


def read_judged() -> list[Judged]:
    """Read the queries that have an answer in the base."""
    return [query for query in read_queries() if query.answers]


def read_queries() -> list[Judged]:
    """Read all queries, with the mean of the judges' grades as gain."""
    grades = [read_grades(judge) for judge in JUDGES]
    queries = []
    for entry in yaml.safe_load((HERE / "queries.yaml").read_text("utf-8")):
        given = [by.get(entry["id"], {}) for by in grades]
        records = sorted(set().union(*given))
        means = {record: sum(by.get(record, 0) for by in given) / len(given) for record in records}
        answers = {record: mean for record, mean in means.items() if mean > 0}
        queries.append(
            Judged(entry["query"], answers, entry["id"], entry["kind"], entry["writer"], frozenset(records))
        )
    return queries


def grade_pairs() -> list[tuple[int, int]]:
    """Return the two grades of every record that was judged."""
    first, second = (read_grades(judge) for judge in JUDGES)
    return [(grade, second[query][record]) for query in first for record, grade in first[query].items()]
