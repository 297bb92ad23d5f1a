"""Task Statements, and Tasks to DWAs: what O*NET says an occupation does, and which activities that is."""

from __future__ import annotations

from collections.abc import Iterable

from kb.importing.errors import RefusedFileError
from kb.importing.ntriples import digits, integer, literal, month, node, term
from kb.importing.onet.names import CODE, DATE, DOMAIN_SOURCE, OCCUPATION, TYPE, element, occupation, task
from kb.importing.sheet import Row
from kb.importing.table import Lines, Source, Table
from kb.namespaces import ONET, concept

_TASK, _TEXT, _ID = term("soce:Task"), term("dcterms:description"), term("dcterms:identifier")
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
            raise RefusedFileError(
                f"{kind!r} is no task type.", "Task types are Core and Supplemental, or none."
            )
        it = task(number)
        yield f"{it} {TYPE} {_TASK}"
        yield f"{it} {OCCUPATION} {occupation(code)}"
        yield f"{it} {_ID} {literal(digits(number))}"
        yield f"{it} {_TEXT} {literal(str(text))}"
        yield f"{it} {_TASK_TYPE} {_TYPES[str(kind)]}"
        if respondents != "":
            yield f"{it} {_RESPONDENTS} {integer(respondents)}"
        yield f"{it} {DATE} {month(date)}"
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
        yield f"{pair} {DATE} {month(date)}"
        yield f"{pair} {DOMAIN_SOURCE} {literal(str(origin))}"


TABLES = (
    Table(
        "Task Statements",
        (CODE, "Task ID", "Task", "Task Type", "Incumbents Responding", "Date", "Domain Source"),
        _statements,
    ),
    Table("Tasks to DWAs", ("Task ID", "DWA ID", "Date", "Domain Source"), _activities),
)
