"""What an occupation does by O*NET: tasks, the activities that they are, and the content model of these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kb.importing.ntriples import digits, integer, literal, node, spoken, term
from kb.importing.official_table import Lines, Source, Table
from kb.importing.onet_occupations import (
    BROADER,
    CODE,
    CONCEPT,
    DATE,
    DOMAIN_SOURCE,
    ELEMENT_SCHEME,
    LABEL,
    NOTATION,
    OCCUPATION,
    SCHEME,
    TOP_OF,
    TYPE,
    element,
    occupation,
    task,
)
from kb.importing.publisher_sheet import Cell, CellError, Row
from kb.namespaces import ONET, concept

_TASK, _TEXT, _ID = term("soce:Task"), term("dcterms:description"), term("dcterms:identifier")
_NAME = term("rdfs:label")
_TASK_TYPE, _RESPONDENTS = term("soce:taskType"), term("soce:sample")
_TYPES = {
    "Core": f"<{concept('task-type', 'core')}>",
    "Supplemental": f"<{concept('task-type', 'supplemental')}>",
    "": f"<{concept('task-type', 'untyped')}>",
}
_PAIR = term("soce:TaskActivity")
_OF_TASK, _ACTIVITY = term("soce:task"), term("soce:activity")


def _statements(rows: Iterable[Row], source: Source) -> Lines:
    for code, number, text, kind, respondents, date, origin in rows:
        if kind not in _TYPES:
            raise CellError(kind, "which is no task type", "Task types are Core and Supplemental, or none.")
        it = task(number)
        yield f"{it} {TYPE} {_TASK}"
        yield f"{it} {OCCUPATION} {occupation(code, source)}"
        yield f"{it} {_ID} {literal(digits(number))}"
        yield f"{it} {_TEXT} {literal(str(text))}"
        yield f"{it} {_NAME} {spoken(str(text))}"
        yield f"{it} {_TASK_TYPE} {_TYPES[str(kind)]}"
        if respondents != "":
            yield f"{it} {_RESPONDENTS} {integer(respondents)}"
        yield f"{it} {DATE} {source.month(date)}"
        yield f"{it} {DOMAIN_SOURCE} {literal(str(origin))}"


def _activities(rows: Iterable[Row], source: Source) -> Lines:
    """Yield each pair twice: as a plain link to follow, and as a node with date and origin."""
    for number, activity, date, origin in rows:
        it, done = task(number), element(activity)
        pair = node(ONET, "task", digits(number), "activity", str(activity))
        yield f"{it} {_ACTIVITY} {done}"
        yield f"{pair} {TYPE} {_PAIR}"
        yield f"{pair} {_OF_TASK} {it}"
        yield f"{pair} {_ACTIVITY} {done}"
        yield f"{pair} {DATE} {source.month(date)}"
        yield f"{pair} {DOMAIN_SOURCE} {literal(str(origin))}"


_EMERGING, _KIND = term("soce:EmergingTask"), term("dcterms:type")
_KINDS = ("New", "Revision")


def _emerging(rows: Iterable[Row], source: Source) -> Lines:
    """Yield tasks that are proposed; they have no number yet, so each is told by its place in the table."""
    places: Counter[str] = Counter()
    for code, text, kind, date, origin, original in rows:
        if kind not in _KINDS:
            raise CellError(kind, "which is neither New nor Revision")
        places[str(code)] += 1
        it = node(ONET, source.edition.name, "emerging-task", str(code), str(places[str(code)]))
        yield f"{it} {TYPE} {_EMERGING}"
        yield f"{it} {OCCUPATION} {occupation(code, source)}"
        yield f"{it} {_TEXT} {literal(str(text))}"
        yield f"{it} {_NAME} {spoken(str(text))}"
        yield f"{it} {_KIND} {literal(str(kind))}"
        if original != "":
            yield f"{it} {_OF_TASK} {task(original)}"
        yield f"{it} {DATE} {source.month(date)}"
        yield f"{it} {DOMAIN_SOURCE} {literal(str(origin))}"


_TASKS = (
    Table(
        "Emerging Tasks",
        (CODE, "Task", "Category", "Date", "Domain Source"),
        _emerging,
        optional=("Original Task ID",),
    ),
    Table(
        "Task Statements",
        (CODE, "Task ID", "Task", "Task Type", "Incumbents Responding", "Date", "Domain Source"),
        _statements,
    ),
    Table("Tasks to DWAs", ("Task ID", "DWA ID", "Date", "Domain Source"), _activities),
)


_DEFINITION = term("skos:definition")


def _concept(identifier: Cell, name: Cell, parent: str) -> Lines:
    it = element(identifier)
    yield f"{it} {TYPE} {CONCEPT}"
    yield f"{it} {SCHEME} {ELEMENT_SCHEME}"
    yield f"{it} {NOTATION} {literal(str(identifier))}"
    yield f"{it} {LABEL} {literal(str(name))}"
    yield f"{it} {BROADER} {element(parent)}" if parent else f"{it} {TOP_OF} {ELEMENT_SCHEME}"


def _content_model(rows: Iterable[Row], source: Source) -> Lines:
    yield f"{ELEMENT_SCHEME} {TYPE} {term('skos:ConceptScheme')}"
    yield f"{ELEMENT_SCHEME} {term('dcterms:title')} {literal('O*NET content model')}"
    for cell, name, description in rows:
        # Excel keeps the ids of the uppermost elements as numbers.
        identifier = str(cell) if isinstance(cell, str) else f"{cell:g}"
        yield from _concept(identifier, name, identifier.rpartition(".")[0])
        yield f"{element(identifier)} {_DEFINITION} {literal(str(description))}"


def _intermediate(rows: Iterable[Row], source: Source) -> Lines:
    for parent, identifier, title in rows:
        yield from _concept(identifier, title, str(parent))


def _detailed(rows: Iterable[Row], source: Source) -> Lines:
    for _, parent, identifier, title in rows:
        yield from _concept(identifier, title, str(parent))


_ACTIVITIES = (
    Table("Content Model Reference", ("Element ID", "Element Name", "Description"), _content_model),
    Table("IWA Reference", ("Element ID", "IWA ID", "IWA Title"), _intermediate),
    Table("DWA Reference", ("Element ID", "IWA ID", "DWA ID", "DWA Title"), _detailed),
)
TABLES = (*_TASKS, *_ACTIVITIES)
