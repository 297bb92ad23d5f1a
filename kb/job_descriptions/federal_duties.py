"""The duties of an occupation that are federally recorded: those on record, and O*NET's tasks besides.

A duty that one agency states of its own work is none of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kb.common.names import natural
from kb.contributing.covered_duties import CoveredDuties
from kb.errors import MissingError
from kb.model import Records
from kb.model.graph import Row
from kb.model.publisher_tables import imported_tables, onet_occupations
from kb.model.record_names import id_of
from kb.model.records import Duty
from kb.namespaces import record
from kb.standing import Standings
from kb.standing.listing import listed

_KEYWORDS = "SELECT ?duty ?word { ?duty a soce:DutyStatement ; dcat:keyword ?word }"
_TASKS = """
SELECT DISTINCT ?task ?text ?type WHERE {
  VALUES ?onet {}
  ?task soce:onetOccupation ?onet ; dcterms:description ?text .
  OPTIONAL { ?task soce:taskType ?type }
}"""


@dataclass(frozen=True, slots=True)
class FederalDuty:
    """One duty of an occupation."""

    id: str
    """Id of the record, or `task-` and the number of a task that no record is of."""
    kind: str
    """required or may."""
    statement: str
    functions: tuple[str, ...]
    source: str
    """Id."""
    item: str
    """Where it stands in its source, such as `Task 2719`."""
    task: str = ""
    """Number of the O*NET task that it is; empty for none."""
    words: str = field(default="", repr=False)
    """All by which sentences are held against it."""

    def is_said_by(self, duty: Duty) -> bool:
        """Say whether an agency's duty was judged to say this one: it names it, or has its O*NET task."""
        return self.id in duty.covers or bool(self.task and self.task == duty.task)


def federal_duties(found: Records, code: str, standings: Standings) -> tuple[FederalDuty, ...]:
    """Return the duties of an occupation, required ones first, in the order of their source.

    Raises:
        MissingError: none are recorded and none imported.
    """
    keywords = _keywords(found)
    tasks = {id_of(row["task"]): row for row in _imported_tasks(found, code)}
    counted = listed(found.duties_of(code), standings).counted
    duties = [_recorded(duty, keywords, tasks) for duty in counted]
    known = {duty.task for duty in counted}
    tables = imported_tables(found.knowledge)
    missing = sorted(tasks.keys() - known, key=natural)
    duties += [_imported(number, tasks[number], tables["task-statements"].source) for number in missing]
    if not duties:
        raise MissingError(
            f"No federally recorded duties of {code} are in the base.",
            "soc-evidence import onet brings O*NET's tasks in.",
        )
    return tuple(duties)


def covered_duties(
    found: Records, duties: Iterable[FederalDuty], code: str, standings: Standings
) -> CoveredDuties:
    """Return the duties of an occupation, to hold sentences against."""
    keywords = _keywords(found)
    others = (duty for duty in found.duties.values() if duty.occupation != code)
    words = (_words(duty, keywords) for duty in listed(others, standings).counted)
    return CoveredDuties({duty.id: duty.words for duty in duties}, words)


def _recorded(duty: Duty, keywords: dict[str, list[str]], tasks: dict[str, Row]) -> FederalDuty:
    official = tasks[duty.task]["text"] if duty.task in tasks else ""
    return FederalDuty(
        id=duty.id,
        kind=duty.kind,
        statement=duty.statement,
        functions=duty.functions,
        source=duty.provenance.source,
        item=dict(duty.provenance.locator).get("item", ""),
        task=duty.task,
        words=f"{_words(duty, keywords)} {official}".strip(),
    )


def _imported(number: str, row: Row, source: str) -> FederalDuty:
    kind = "required" if id_of(row.get("type", "")) == "core" else "may"
    text = " ".join(row["text"].split())
    return FederalDuty(f"task-{number}", kind, text, (), source, f"Task {number}", number, text)


def _words(duty: Duty, keywords: dict[str, list[str]]) -> str:
    return " ".join([duty.statement, *keywords.get(record("duty", duty.id), ())])


def _keywords(found: Records) -> dict[str, list[str]]:
    def read() -> dict[str, list[str]]:
        words: dict[str, list[str]] = {}
        for row in found.knowledge.select(_KEYWORDS):
            words.setdefault(row["duty"], []).append(row["word"])
        return {duty: sorted(some) for duty, some in words.items()}

    return found.derived(_KEYWORDS, read)


def _imported_tasks(found: Records, code: str) -> list[Row]:
    onet = onet_occupations(found.knowledge, [code]).get(code, [])
    if not onet or "task-statements" not in imported_tables(found.knowledge):
        return []
    return list(found.knowledge.select(_TASKS, onet=onet))
