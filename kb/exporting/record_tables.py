"""The base as tables: one for each kind of record, each kind of part within one, and each imported table.

Rows are kept as lines of JSON until all columns are known, sorted, and never all in memory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import groupby
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from kb.common.dates_and_numbers import read_day
from kb.exporting.export_selection import Selection
from kb.exporting.rdf_export import sorted_quads
from kb.exporting.sorted_lines import SortedLines
from kb.namespaces import IMPORTS, RDF, RDF_TYPE, XSD, short
from kb.records.schema import Schema, Term

Cell = list[str]
"""The values of one cell; none where nothing is recorded."""
Node = Mapping[str, list[ox.NamedNode | ox.Literal]]
"""What is said of a node, by property."""
_RUN = 4 << 20
FIRST, _REST, _NIL = f"{RDF}first", f"{RDF}rest", f"{RDF}nil"
ID, OF, FILE = "id", "of", "file"


@dataclass(slots=True)
class Column:
    """One column."""

    name: str
    property: str = ""
    """The property that its values are objects of; empty for ids and files."""
    datatype: str = ""
    """The datatype of all its values, where it is one of XML Schema's other than text."""
    base: str = ""
    """What stands before each of its values in an address, where they are ids."""
    several: bool = False
    """True where some row has more than one value."""


@dataclass(slots=True)
class RecordTable:
    """Rows of one kind, sorted by id. Each row is what it is of, its id and its cells by column."""

    name: str
    base: str
    """What stands before an id in an address."""
    owner: str = ""
    """The table that `of` refers to, for the parts of records."""
    columns: dict[str, Column] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    """Names of columns as they are to follow one another; others come behind, by name."""
    lines: SortedLines = field(default_factory=lambda: SortedLines(_RUN))

    def add(self, row: Mapping[str, Cell]) -> None:
        """Take a row, with its id among the cells."""
        key = [*row[ID], *row.get(FILE, [])]
        self.lines.write(f"{json.dumps([key, row])}\n".encode())

    def arranged(self) -> Self:
        """Return the table with its columns in order."""
        place = {name: number for number, name in enumerate((OF, ID, *self.order))}
        names = sorted(self.columns, key=lambda name: (name == FILE, place.get(name, len(place)), name))
        self.columns = {name: self.columns[name] for name in names}
        return self

    def rows(self) -> Iterator[list[Cell]]:
        """Yield the cells in the order of the columns."""
        for line in self.lines:
            row = json.loads(line)[1]
            yield [row.get(name, []) for name in self.columns]

    def column(self, name: str, values: list[ox.NamedNode | ox.Literal], term: Term | None, at: str) -> Cell:
        """Return values as a cell, and note what they tell about their column."""
        base = term.base if term and term.is_reference else ""
        known = self.columns.setdefault(name, Column(name, at, _datatype(values), base))
        known.several |= len(values) > 1
        if known.datatype != _datatype(values):
            known.datatype = ""
        return [_local(value, base) for value in values]


class RecordTables:
    """The tables of a selection, in the order in which their kinds are declared. Use as a context."""

    def __init__(self, selection: Selection, schema: Schema) -> None:
        self._schema = schema
        self._tables: dict[str, RecordTable] = {}
        self._kinds = {kind.node_class: kind for kind in schema.kinds.values() if kind.base}
        self._stack = ExitStack()
        for graph in selection.graphs:
            if graph.startswith(IMPORTS):
                self._take_imported(graph, sorted_quads(selection, graph))
            else:
                self._take_file(graph, selection.quads(graph))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def __iter__(self) -> Iterator[RecordTable]:
        order = {kind: number for number, kind in enumerate(self._schema.kinds)}
        known = self._tables.values()
        for table in sorted(
            known, key=lambda it: (order.get(it.name.partition(".")[0], len(order)), it.name)
        ):
            yield table.arranged()

    def _table(self, name: str, term: Term | None, base: str = "", owner: str = "") -> RecordTable:
        if name not in self._tables:
            columns = {key: Column(key) for key in ((OF, ID) if owner else (ID,))}
            order = tuple(term.scope) if term else ()
            self._tables[name] = RecordTable(name, base, owner, columns, order)
            self._stack.enter_context(self._tables[name].lines)
        return self._tables[name]

    def _take_imported(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Make a table of a graph, with a row for each node and a column for each property."""
        name = f"import.{graph.removeprefix(IMPORTS).replace('/', '.')}"
        table = self._table(name, None)
        for subject, said in groupby(quads, _subject):
            node = _node(said)
            row = {ID: [subject]}
            for predicate in sorted(node):
                key = short(predicate)
                row[key] = table.column(key, node[predicate], None, predicate)
            table.add(row)

    def _take_file(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Put the records of a file into the tables of their kinds."""
        ordered = sorted(quads, key=lambda quad: (_subject(quad), quad.predicate.value, str(quad.object)))
        nodes = {name: _node(said) for name, said in groupby(ordered, _subject)}
        for name, node in nodes.items():
            for of_class in node.get(RDF_TYPE, []):
                kind = self._kinds.get(of_class.value)
                if kind and name.startswith(kind.base) and "#" not in name:
                    self._take(name, kind, self._table(kind.key, kind, kind.base), nodes, {FILE: [graph]})

    def _take(
        self, name: str, term: Term, table: RecordTable, nodes: Mapping[str, Node], row: dict[str, Cell]
    ) -> None:
        """Add the row of a node, and those of the nodes nested in it to tables of their own."""
        node = nodes.get(name, {})
        row[ID] = [name.removeprefix(table.base)]
        for key, inner, values in _by_key(name, node, term, nodes):
            if inner and inner.node_class:
                parts = self._table(f"{table.name}.{key}", inner, table.base, table.name)
                for part in _members(values, nodes):
                    self._take(part, inner, parts, nodes, {OF: row[ID]})
            else:
                at = inner.predicate if inner else _expanded(key, node)
                row[key] = table.column(key, values, inner, at)
        if FILE in row:
            table.columns.setdefault(FILE, Column(FILE))
        table.add(row)


def _by_key(
    name: str, node: Node, term: Term, nodes: Mapping[str, Node]
) -> Iterator[tuple[str, Term | None, list[ox.NamedNode | ox.Literal]]]:
    """Yield key, term and values: first the keys of the kind, in their order, then what it has no key for."""
    left = {predicate: list(values) for predicate, values in node.items() if predicate != RDF_TYPE}
    by_base = sorted(term.scope.values(), key=lambda inner: -len(inner.base) if inner.is_reference else 0)
    taken: dict[str, list[ox.NamedNode | ox.Literal]] = {}
    for inner in by_base:
        if inner.reverse:
            taken[inner.key] = _pointing(name, inner.predicate, nodes)
            continue
        values = left.get(inner.predicate, [])
        mine = [v for v in values if not inner.is_reference or v.value.startswith(inner.base)]
        taken[inner.key] = mine
        left[inner.predicate] = [value for value in values if value not in mine]
    for key, inner in term.scope.items():
        if taken[key]:
            yield key, inner, taken[key]
    for predicate in sorted(left):
        if left[predicate]:
            yield short(predicate), None, left[predicate]


def _pointing(name: str, predicate: str, nodes: Mapping[str, Node]) -> list[ox.NamedNode | ox.Literal]:
    wanted = ox.NamedNode(name)
    return [ox.NamedNode(other) for other, node in nodes.items() if wanted in node.get(predicate, [])]


def _members(values: Iterable[ox.NamedNode | ox.Literal], nodes: Mapping[str, Node]) -> Iterator[str]:
    """Yield the nodes that values name; of a list its members, in its order."""
    for value in values:
        if FIRST in nodes.get(value.value, {}):
            yield from (member.value for member in list_members(value.value, nodes))
        else:
            yield value.value


def list_members(head: str, nodes: Mapping[str, Node]) -> Iterator[ox.NamedNode | ox.Literal]:
    """Yield the members of a list, in its order; of one that breaks off or bites its tail, each once."""
    seen: set[str] = set()
    while head not in seen and FIRST in nodes.get(head, {}):
        seen.add(head)
        yield from nodes[head][FIRST]
        head = next((rest.value for rest in nodes[head].get(_REST, ())), _NIL)


def _subject(quad: ox.Quad) -> str:
    return quad.subject.value if isinstance(quad.subject, ox.NamedNode) else str(quad.subject)


def _node(quads: Iterable[ox.Quad]) -> Node:
    said: dict[str, list[ox.NamedNode | ox.Literal]] = {}
    for quad in quads:
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            said.setdefault(quad.predicate.value, []).append(quad.object)
    return said


def _expanded(key: str, node: Node) -> str:
    return next(predicate for predicate in node if short(predicate) == key)


_WRITTEN: Mapping[str, Callable[[str], object]] = {
    "boolean": re.compile("true|false").fullmatch,
    "date": read_day,
    "decimal": re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?").fullmatch,
    "integer": re.compile(r"-?[0-9]{1,18}").fullmatch,
}
"""How values of a datatype are written; a file in RDF may have others, and its column is then one of text."""


def _datatype(values: Iterable[ox.NamedNode | ox.Literal]) -> str:
    """Return the datatype that all values have, without its namespace; nothing for text and nodes."""
    found = {_datatype_of(value) for value in values}
    return found.pop() if len(found) == 1 else ""


def _datatype_of(value: ox.NamedNode | ox.Literal) -> str:
    if not isinstance(value, ox.Literal) or not value.datatype.value.startswith(XSD):
        return ""
    name = value.datatype.value.removeprefix(XSD)
    is_written = _WRITTEN.get(name)
    return "" if name == "string" or (is_written and not is_written(value.value)) else name


def _local(value: ox.NamedNode | ox.Literal, base: str) -> str:
    return value.value.removeprefix(base) if isinstance(value, ox.NamedNode) else value.value
