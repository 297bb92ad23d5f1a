"""What the occupations of a study do: recorded duties, or the tasks and definitions that were imported.

Recorded duties go before: they are what drafts count. An occupation without any has O*NET's tasks and the
sentences of its official definition, as far as these are imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.common.english import sentences
from kb.common.names import natural
from kb.errors import MissingError
from kb.model import Records
from kb.model.publisher_tables import imported_tables, onet_occupations
from kb.model.record_names import id_of
from kb.model.soc_classes import subjects_of
from kb.standing import Standings
from kb.standing.listing import listed

_TASKS = """
SELECT ?onet ?task ?text ?kind WHERE {
  VALUES ?onet {}
  ?task soce:onetOccupation ?onet ; a soce:Task ; dcterms:description ?text ;
    soce:taskType/skos:notation ?kind .
}"""
_DEFINITIONS = "SELECT ?it ?text WHERE { VALUES ?it {} ?it xkos:coreContentNote ?text }"
_REFERENCES = ("Exclude", "Illustrative example", "See also")
_CORE = "core"
_MAY = " may "


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that workers of an occupation do, with where it is from."""

    occupation: str
    kind: str
    """`required` or `may`."""
    text: str
    source: str
    """Id of the source."""
    task: str = ""
    duty: str = ""
    """Id of the recorded duty; empty where it is out of an imported table."""


@dataclass(frozen=True, slots=True)
class ToRate:
    """The statements of a study, and the occupations without any."""

    statements: tuple[Statement, ...]
    lacking: tuple[str, ...]


def with_duties(found: Records, standings: Standings) -> list[str]:
    """Return the codes of the occupations with recorded duties, in order."""
    return sorted({duty.occupation for duty in listed(found.duties.values(), standings).counted})


def statements_to_rate(
    found: Records, codes: Sequence[str], sources: Iterable[str], standings: Standings
) -> ToRate:
    """Gather what detailed occupations do, from all sources or some.

    Raises:
        MissingError: the base has no such code, or it is that of a group.
    """
    for subject in subjects_of(found.knowledge, codes, whole=True):
        if subject.group:
            raise MissingError(
                f"{subject.code} is a group, and duties are those of occupations.",
                f"Give its occupations: {', '.join(subject.members[:3])} …",
            )
    wanted = frozenset(sources)
    gathered: list[Statement] = []
    for code in codes:
        some = list(_recorded(found, code, standings)) or [*_definition(found, code), *_tasks(found, code)]
        gathered += [statement for statement in some if not wanted or statement.source in wanted]
    having = {statement.occupation for statement in gathered}
    return ToRate(tuple(gathered), tuple(code for code in codes if code not in having))


def _recorded(found: Records, code: str, standings: Standings) -> Iterator[Statement]:
    for duty in listed(found.duties_of(code), standings).counted:
        yield Statement(code, duty.kind, duty.statement, duty.provenance.source, duty.task, duty.id)


def _tasks(found: Records, code: str) -> Iterator[Statement]:
    """Yield imported tasks; core ones count as required, as they do among recorded duties."""
    table = imported_tables(found.knowledge).get("task-statements")
    addresses = onet_occupations(found.knowledge, [code]).get(code, []) if table else []
    rows = found.knowledge.select(_TASKS, onet=addresses) if addresses else []
    for row in sorted(rows, key=lambda row: natural(id_of(row["task"]))):
        kind = "required" if row["kind"] == _CORE else "may"
        source = table.source if table else ""
        yield Statement(code, kind, " ".join(row["text"].split()), source, id_of(row["task"]))


def _definition(found: Records, code: str) -> Iterator[Statement]:
    rows = found.knowledge.select(_DEFINITIONS, it=found.classification.iris([code]))
    for row in rows[:1]:
        for sentence in sentences(" ".join(row["text"].split())):
            if not sentence.startswith(_REFERENCES):
                kind = "may" if _MAY in sentence.lower() else "required"
                yield Statement(code, kind, sentence, found.definitions_source)
