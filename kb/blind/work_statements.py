"""The statements of work of all occupations: official definitions and tasks, or the recorded duties.

Titles take no part. Sentences of definitions that only refer to other codes (`Excludes …`) are left out: they
name the hidden occupation in the text of its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.common.english import sentences, stems
from kb.errors import MissingError
from kb.model.classification import default_classification
from kb.model.publisher_tables import imported_tables
from kb.model.record_names import id_of
from kb.model.soc_classes import subjects_of
from kb.standing import Standings, Use
from kb.standing.gathering import standings_of_graph
from kb.standing.listing import listed
from kb.store.knowledge import Knowledge

_REFERENCE = re.compile(r"^(?:Excludes?\b|Illustrative examples?\b|See also\b)", re.IGNORECASE)
_SHORTEST = 2
"""Stems of the shortest statement; less says nothing of the work."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that workers of an occupation do."""

    code: str
    part: str
    """definition, task, duty or gloss."""
    text: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """All statements, by code, and the places of the codes in the classification."""

    statements: tuple[Statement, ...]
    official: bool
    """False where nothing is imported and our own words have to do."""
    sources: tuple[str, ...]
    titles: dict[str, str]
    """Of occupations and groups, by code."""
    majors: dict[str, str]
    minors: dict[str, str]
    """Group of each detailed occupation."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes that have a statement, in order."""
        return tuple(dict.fromkeys(statement.code for statement in self.statements))

    def of(self, code: str) -> tuple[str, ...]:
        """Return the statements of one occupation, each text once."""
        return tuple(dict.fromkeys(s.text for s in self.statements if s.code == code))


def read_corpus(knowledge: Knowledge) -> Corpus:
    """Read the official statements, or what is recorded where none are imported."""
    standings = standings_of_graph(knowledge)
    imported = listed(imported_tables(knowledge).values(), standings)
    tables = {table.slug: table for table in imported.counted}
    parts: list[Iterator[Statement]] = []
    sources: list[str] = []
    if "definitions" in tables:
        parts.append(_definitions(knowledge, tables["definitions"].graph))
        sources.append(tables["definitions"].title)
    if "task-statements" in tables and "occupation-data" in tables:
        parts.append(_tasks(knowledge, tables["task-statements"].graph, tables["occupation-data"].graph))
        sources.append(tables["task-statements"].title)
    official = bool(parts)
    if not official:
        parts = [_duties(knowledge, standings), _glosses(knowledge)]
        sources = ["duty statements of the base, in our words", "glosses of the base, in our words"]
    minors, majors = _groups(knowledge)
    statements = sorted(
        {s for part in parts for s in part if s.code in majors and len(stems(s.text)) >= _SHORTEST},
        key=lambda s: (s.code, s.part, s.text),
    )
    return Corpus(tuple(statements), official, tuple(sources), _titles(knowledge), majors, minors)


def recorded_duties(knowledge: Knowledge, code: str) -> tuple[str, ...]:
    """Return the recorded duty statements of an occupation.

    Raises:
        MissingError: there are none.
    """
    texts = tuple(
        sorted({s.text for s in _duties(knowledge, standings_of_graph(knowledge)) if s.code == code})
    )
    if not texts:
        raise MissingError(
            f"No duties of {code} are recorded.", "soc-evidence new duty writes a sheet for them."
        )
    return texts


def check_code(knowledge: Knowledge, corpus: Corpus, code: str) -> None:
    """Say what is wrong with a code that cannot be tested.

    Raises:
        MissingError: the code is unknown, a group, or has no statement.
    """
    (subject,) = subjects_of(knowledge, [code], whole=True)
    if subject.group:
        raise MissingError(
            f"{code} is a group; the blind test takes a detailed occupation.",
            f"soc-evidence blind {subject.members[0]}",
        )
    if code not in corpus.codes:
        raise MissingError(
            f"Nothing in the base says what {code} does.",
            "soc-evidence import soc and soc-evidence import onet bring definitions and tasks.",
        )


def _definitions(knowledge: Knowledge, graph: str) -> Iterator[Statement]:
    for row in knowledge.select(
        "SELECT ?table ?it ?text { GRAPH ?table { ?it xkos:coreContentNote ?text } }", table=graph
    ):
        yield from _sentences(id_of(row["it"]), "definition", row["text"])


def _tasks(knowledge: Knowledge, tasks: str, occupations: str) -> Iterator[Statement]:
    code_of = {
        row["onet"]: id_of(row["it"])
        for row in knowledge.select(
            "SELECT ?table ?onet ?it { GRAPH ?table { ?onet skos:exactMatch|skos:broadMatch ?it } }",
            table=occupations,
        )
    }
    for row in knowledge.select(
        "SELECT ?table ?task ?onet ?text "
        "{ GRAPH ?table { ?task soce:onetOccupation ?onet ; dcterms:description ?text } }",
        table=tasks,
    ):
        if row["onet"] in code_of:
            yield Statement(code_of[row["onet"]], "task", " ".join(row["text"].split()))


def _duties(knowledge: Knowledge, standings: Standings) -> Iterator[Statement]:
    """Yield the recorded duties that count."""
    for row in knowledge.select(
        "SELECT ?duty ?it ?text { ?duty a soce:DutyStatement ; soce:occupation ?it ; soce:statement ?text }"
    ):
        if not standings.of(row["duty"]).allows(Use.LIST):
            continue
        yield Statement(id_of(row["it"]), "duty", " ".join(row["text"].split()))


def _glosses(knowledge: Knowledge) -> Iterator[Statement]:
    for row in knowledge.select("SELECT ?it ?text { ?it skos:scopeNote ?text }"):
        if row["it"].startswith(default_classification().namespace):
            yield from _sentences(id_of(row["it"]), "gloss", row["text"])


def _sentences(code: str, part: str, text: str) -> Iterator[Statement]:
    for sentence in sentences(" ".join(text.split())):
        if not _REFERENCE.match(sentence):
            yield Statement(code, part, sentence)


def _groups(knowledge: Knowledge) -> tuple[dict[str, str], dict[str, str]]:
    """Return minor and major group of each detailed occupation, by climbing the classification."""
    above = {
        id_of(row["it"]): id_of(row["up"])
        for row in knowledge.select("SELECT ?it ?up { ?it skos:broader ?up }")
        if row["it"].startswith(default_classification().namespace)
    }
    minors: dict[str, str] = {}
    majors: dict[str, str] = {}
    for code in set(above) - set(above.values()):
        chain = [code]
        while chain[-1] in above:
            chain.append(above[chain[-1]])
        majors[code], minors[code] = chain[-1], chain[-2] if len(chain) > 2 else chain[-1]
    return minors, majors


def _titles(knowledge: Knowledge) -> dict[str, str]:
    rows = knowledge.select("SELECT ?it ?title { ?it skos:notation ?code ; skos:prefLabel ?title }")
    titles = {
        id_of(row["it"]): row["title"]
        for row in sorted(rows, key=lambda row: row["title"], reverse=True)
        if row["it"].startswith(default_classification().namespace)
    }
    return {code: title for code, title in titles.items() if default_classification().is_code(code)}
