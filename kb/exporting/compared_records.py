"""The records of a base as they are compared: what each says by key, whatever file it stands in.

A base is a workspace, an export as RDF, or a release. A part of a record, such as an evidence line, is one
value, and so is a list, so that neither its address nor its place among others matters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kb.errors import MissingError, UnreadableError
from kb.exporting.export_selection import LAYERS
from kb.exporting.record_tables import FIRST, list_members
from kb.model.record_names import shorten
from kb.namespaces import FILES, IMPORTS, RDF_TYPE, short
from kb.records.schema import Schema, Term, load_schema
from kb.store import Knowledge, open_readonly
from kb.store.merged_graph import is_merged
from kb.workspace import bundle_root, open_workspace

_FORMATS = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
RELEASED = Path("data/evidence.nq")
"""Where a release has its statements."""
_TITLES = ("title", "name", "statement", "label")
_DERIVED = (LAYERS["derived"], f"{FILES}manifest")

Nodes = Mapping[str, Mapping[str, list[ox.NamedNode | ox.Literal]]]


@dataclass(frozen=True, slots=True)
class Said:
    """What a record says."""

    title: str
    values: Mapping[str, frozenset[str]]
    """By key, in the order in which keys are declared."""


def read_base(place: Path) -> Knowledge:
    """Open a base to compare.

    Raises:
        MissingError: there is nothing there.
        UnreadableError: it is no export, release or workspace, or is damaged.
    """
    if not place.exists():
        raise MissingError(f"There is no {place}.", "Name an export, a release or the folder of a workspace.")
    if place.is_dir() and not (place / RELEASED).is_file():
        workspace = open_workspace(place)
        if workspace.root != place.resolve() or len(workspace.layers) == 1:
            fix = f"A workspace has soc-evidence.toml, a release {RELEASED}."
            raise UnreadableError(f"{place} is no workspace and no release.", fix)
        return open_readonly(workspace)
    file = place / RELEASED if place.is_dir() else place
    if file.suffix.lower() not in _FORMATS:
        raise UnreadableError(f"{place} is no export as RDF.", f"Such a file ends in {', '.join(_FORMATS)}.")
    store = ox.Store()
    try:
        store.bulk_load(path=str(file), format=_FORMATS[file.suffix.lower()])
    except (OSError, SyntaxError, ValueError) as error:
        raise UnreadableError(f"{place} cannot be read: {error}.", "Export it again.") from error
    return Knowledge(store)


def read_records(store: ox.Store) -> dict[str, Said]:
    """Return what every record says, by its name such as `claim/x`."""
    schema = load_schema(bundle_root() / "ontology")
    kinds = {kind.node_class: kind for kind in schema.kinds.values() if kind.base}
    nodes = _nodes(store)
    found: dict[str, Said] = {}
    for name, node in nodes.items():
        for of_class in node.get(RDF_TYPE, ()):
            kind = kinds.get(of_class.value)
            if kind and name.startswith(kind.base) and "#" not in name:
                found[short(name)] = _said(name, kind, nodes, schema)
    return found


def table_sizes(store: ox.Store) -> dict[str, int]:
    """Return the number of statements of every imported table, by `dataset/edition/table`."""
    counts: Counter[str] = Counter()
    for graph in store.named_graphs():
        if graph.value.startswith(IMPORTS):
            quads = store.quads_for_pattern(None, None, None, graph)
            counts[graph.value.removeprefix(IMPORTS)] = sum(1 for _ in quads)
    return dict(counts)


def _nodes(store: ox.Store) -> Nodes:
    """Return what is said of every node outside of imported tables."""
    nodes: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
    unnamed = () if is_merged(store) else (ox.DefaultGraph(),)
    for graph in (*unnamed, *store.named_graphs()):
        if isinstance(graph, ox.NamedNode) and graph.value.startswith((IMPORTS, *_DERIVED)):
            continue
        for quad in store.quads_for_pattern(None, None, None, graph):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                node = nodes.setdefault(quad.subject.value, {})
                node.setdefault(quad.predicate.value, []).append(quad.object)
    return nodes


def _said(name: str, kind: Term, nodes: Nodes, schema: Schema) -> Said:
    values: dict[str, set[str]] = {}
    for key, text in _values(name, kind, nodes):
        values.setdefault(key, set()).add(text)
    order = {key: place for place, key in enumerate(kind.scope)}
    keys = sorted(values, key=lambda key: (order.get(key, len(order)), key))
    title = next((min(values[key]) for key in _TITLES if key in values), "")
    return Said(title, {key: frozenset(values[key]) for key in keys})


def _values(name: str, term: Term, nodes: Nodes) -> Iterator[tuple[str, str]]:
    """Yield keys and values of a node."""
    for predicate, objects in nodes.get(name, {}).items():
        if predicate == RDF_TYPE:
            continue
        for value in objects:
            inner = key_of(term, predicate, value)
            yield (inner.key if inner else shorten(predicate)), _text(value, name, inner, nodes)


def key_of(term: Term, predicate: str, value: ox.NamedNode | ox.Literal) -> Term | None:
    """Return the key under which a value would be written, the one with the narrowest ids first."""
    fitting = [
        inner
        for inner in term.scope.values()
        if inner.predicate == predicate
        and not inner.reverse
        and (not inner.is_reference or value.value.startswith(inner.base))
    ]
    return max(fitting, key=lambda inner: len(inner.base), default=None)


def _text(value: ox.NamedNode | ox.Literal, owner: str, term: Term | None, nodes: Nodes) -> str:
    """Return a value as text: a part as its own keys and values, a list as its members."""
    if isinstance(value, ox.Literal):
        return value.value
    if FIRST in nodes.get(value.value, {}):
        return " / ".join(_text(member, owner, term, nodes) for member in list_members(value.value, nodes))
    if term and term.node_class:
        parts = sorted(_values(value.value, term, nodes))
        return "; ".join(f"{key}: {text}" for key, text in parts)
    return value.value.removeprefix(term.base) if term and term.is_reference else short(value.value)
