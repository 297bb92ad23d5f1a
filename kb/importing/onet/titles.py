"""Job titles of an occupation: Alternate Titles from several sources, and those that workers reported."""

from __future__ import annotations

from collections.abc import Iterable

from kb.importing.ntriples import literal, node, term, typed
from kb.importing.onet.names import CODE, TYPE, occupation
from kb.importing.sheet import Cell, Row
from kb.importing.table import Lines, Source, Table
from kb.namespaces import ONET

_LABEL, _FORM = term("skosxl:Label"), term("skosxl:literalForm")
_ALTERNATE, _REPORTED = term("soce:alternateTitle"), term("soce:reportedTitle")
_SHORT, _ORIGIN, _SHOWN = (
    term("schema:alternateName"),
    term("soce:titleSource"),
    term("soce:shownInMyNextMove"),
)
_TRUE = typed("true", "boolean")


def _title(code: Cell, title: Cell, kind: str, link: str) -> tuple[str, Lines]:
    """Return the node of a title (SKOS-XL), and statements that tie it to its occupation."""
    it = node(ONET, kind, str(code), str(title))

    def lines() -> Lines:
        yield f"{occupation(code)} {link} {it}"
        yield f"{it} {TYPE} {_LABEL}"
        yield f"{it} {_FORM} {literal(str(title))}"

    return it, lines()


def _alternate(rows: Iterable[Row], source: Source) -> Lines:
    for code, title, short, origins in rows:
        it, lines = _title(code, title, "alternate-title", _ALTERNATE)
        yield from lines
        if short:
            yield f"{it} {_SHORT} {literal(str(short))}"
        for origin in str(origins).split(","):
            if origin.strip():
                yield f"{it} {_ORIGIN} {literal(origin.strip())}"


def _reported(rows: Iterable[Row], source: Source) -> Lines:
    for code, title, shown in rows:
        it, lines = _title(code, title, "reported-title", _REPORTED)
        yield from lines
        if shown == "Y":
            yield f"{it} {_SHOWN} {_TRUE}"


TABLES = (
    Table("Alternate Titles", (CODE, "Alternate Title"), _alternate, optional=("Short Title", "Source(s)")),
    Table(
        "Sample of Reported Titles",
        (CODE, "Reported Job Title"),
        _reported,
        optional=("Shown in My Next Move",),
    ),
)
