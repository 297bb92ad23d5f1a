"""Tools Used and Technology Skills: what an occupation works with, by UNSPSC commodity."""

from __future__ import annotations

from collections.abc import Iterable

from kb.importing.ntriples import digits, literal, node, term, typed
from kb.importing.onet.names import CODE, CONCEPT, LABEL, NOTATION, TYPE, occupation
from kb.importing.sheet import Cell, Row
from kb.importing.table import Lines, Source, Table
from kb.namespaces import ONET

_KIND, _NAME = term("dcterms:type"), term("rdfs:label")
_TOOL, _TECHNOLOGY = term("soce:usesTool"), term("soce:usesTechnology")
_HOT, _IN_DEMAND = term("soce:hotTechnology"), term("soce:inDemandTechnology")
_TRUE = typed("true", "boolean")


class _Described:
    """Describes a tool and its commodity where they first occur, not in each of their many rows."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def tool(self, example: Cell, commodity: Cell, title: Cell) -> tuple[str, list[str]]:
        number = digits(commodity)
        kind, it = node(ONET, "commodity", number), node(ONET, "tool", number, str(example))
        lines = []
        if kind not in self._seen:
            lines += [f"{kind} {TYPE} {CONCEPT}", f"{kind} {NOTATION} {literal(number)}"]
            lines += [f"{kind} {LABEL} {literal(str(title))}"] if title else []
        if it not in self._seen:
            lines += [f"{it} {_NAME} {literal(str(example))}", f"{it} {_KIND} {kind}"]
        self._seen |= {kind, it}
        return it, lines


def _tools(rows: Iterable[Row], source: Source) -> Lines:
    described = _Described()
    for code, example, commodity, title in rows:
        it, lines = described.tool(example, commodity, title)
        yield from lines
        yield f"{occupation(code)} {_TOOL} {it}"


def _technologies(rows: Iterable[Row], source: Source) -> Lines:
    described = _Described()
    for code, example, commodity, title, hot, in_demand in rows:
        it, lines = described.tool(example, commodity, title)
        yield from lines
        yield f"{occupation(code)} {_TECHNOLOGY} {it}"
        if hot == "Y":
            yield f"{it} {_HOT} {_TRUE}"
        if in_demand == "Y":
            yield f"{occupation(code)} {_IN_DEMAND} {it}"


TABLES = (
    Table(
        "Technology Skills",
        (CODE, "Example", "Commodity Code"),
        _technologies,
        optional=("Commodity Title", "Hot Technology", "In Demand"),
    ),
    Table("Tools Used", (CODE, "Example", "Commodity Code"), _tools, optional=("Commodity Title",)),
)
