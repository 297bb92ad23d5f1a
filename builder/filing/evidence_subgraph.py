"""The part of the graph that a filing stands on, and that part as TriG and opened again.

It begins with what the document draws on and follows every statement to what a record rests on; not to the
other claims that a piece of evidence bears on. Against the direction of statements it follows those that a
judgement needs: what disputes a record, what took its place, what supports a claim that is argued. The
vocabulary (schemes, classification, principles) comes along whole, and nothing of an office's own that the
filing does not rest on.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from builder.resolve.context import Context
from kb.namespaces import FILES, IMPORTS, PREFIXES, RDF_TYPE, RECORDS, file_graph, iri, record
from kb.standing.derived import DERIVED_GRAPH
from kb.store.imported_tables import is_small
from kb.store.knowledge import Knowledge
from kb.store.merged_graph import in_files, with_merge

_VOCABULARY = file_graph("base", "ontology/")
_QUERIES = file_graph("base", "ontology/queries/")
_OWN = file_graph("own", "")
_DERIVED = ox.NamedNode(DERIVED_GRAPH)
_ALWAYS = (iri("soce:Objection"), iri("soce:Docket"))
"""Classes whose records are asked for whether a draft names them or not."""
_AGAINST = (iri("cito:disputes"), iri("dcterms:replaces"))
"""Predicates that lead from what weighs on a record to the record."""
_FOR = iri("cito:supports")
_BEARING = (_FOR, _AGAINST[0])


def drawn_on(context: Context) -> set[str]:
    """Return the IRIs of all records that a document which was filled in names, lists, cites or answers."""
    used, found = context.used, context.outline
    by_kind: dict[str, Iterable[str]] = {
        "evidence": used.evidence,
        "figure": used.figures,
        "duty": used.duties,
        "source": context.notes.cited,
        "claim": (use.id for use in found.claims),
        "objection": (use.id for use in found.answers),
        "required-item": (use.id for use in found.items),
        "docket": [context.draft.front.docket] if context.draft.front.docket else (),
    }
    named = {record(kind, identifier) for kind, some in by_kind.items() for identifier in some}
    return named | set(context.told.drawn) | set(used.statements)


def subgraph(store: ox.Store, roots: Iterable[str]) -> list[ox.Quad]:
    """Return the quads that the records `roots` rest on, sorted."""
    waiting, seen = sorted(roots), set(roots)
    argued = {node for node in seen if node.startswith(record("claim", ""))}
    quads = {*_vocabulary(store), *_of_kinds(store)}
    while waiting:
        node = waiting.pop()
        about = _about(store, node)
        quads.update(about)
        for other in (*_led_to(about), *_leading_to(store, node, node in argued)):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return sorted(quads, key=_order)


def ever_wider(store: ox.Store, roots: Iterable[str]) -> Iterator[list[ox.Quad]]:
    """Yield parts of the graph, each within the next, for documents that count over more than they name.

    After what `roots` rest on come the imported tables of the classification, then everything but the rest of
    the office's own records, and at last those, too.
    """
    part = subgraph(store, roots)
    yield part
    held = set(part)
    everything = list(in_files(store))
    own = {_record(quad.subject) for quad in everything if _is_own(quad) and quad.predicate.value == RDF_TYPE}
    for wanted in (_is_of_small_table, lambda quad: _is_public(quad, own), lambda _: True):
        more = {quad for quad in everything if wanted(quad)} - held
        if more:
            held |= more
            yield sorted(held, key=_order)


def _is_of_small_table(quad: ox.Quad) -> bool:
    return isinstance(quad.graph_name, ox.NamedNode) and is_small(quad.graph_name.value)


def _is_own(quad: ox.Quad) -> bool:
    return isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value.startswith(_OWN)


def _is_public(quad: ox.Quad, own: Container[str]) -> bool:
    """Say whether neither the office's files say it nor it follows from them, as the labels of records do."""
    if quad.graph_name == _DERIVED:
        return _record(quad.subject) not in own and _record(quad.object) not in own
    return not _is_own(quad)


def _record(term: object) -> str:
    return term.value.partition("#")[0] if isinstance(term, ox.NamedNode) else ""


def _vocabulary(store: ox.Store) -> Iterator[ox.Quad]:
    """Yield what the files of the ontology say, but for the named queries, which no document draws on."""
    for graph in store.named_graphs():
        name = graph.value if isinstance(graph, ox.NamedNode) else ""
        if name.startswith(_VOCABULARY) and not name.startswith(_QUERIES):
            yield from store.quads_for_pattern(None, None, None, graph)


def _of_kinds(store: ox.Store) -> Iterator[ox.Quad]:
    """Yield what is said of records of some kinds, and nothing of what they rest on."""
    for kind in _ALWAYS:
        for quad in in_files(store, None, ox.NamedNode(RDF_TYPE), ox.NamedNode(kind)):
            if isinstance(quad.subject, ox.NamedNode):
                yield from _about(store, quad.subject.value)


def _about(store: ox.Store, node: str) -> list[ox.Quad]:
    """Return what is said of a node; of a file of records, who contributed it, not which it holds."""
    told = in_files(store, ox.NamedNode(node))
    if not node.startswith(FILES) or node.startswith(IMPORTS) or "#" in node:
        return list(told)
    return [quad for quad in told if not _is_record(quad.object)]


def _is_record(term: object) -> bool:
    return isinstance(term, ox.NamedNode) and term.value.startswith(RECORDS)


def _led_to(about: Iterable[ox.Quad]) -> Iterator[str]:
    """Yield the records that some quads lead to, and the files that say so: they name who contributed."""
    for quad in about:
        bears_on = quad.predicate.value in _BEARING
        for term in (quad.graph_name,) if bears_on else (quad.object, quad.graph_name):
            if isinstance(term, ox.NamedNode) and term.value.startswith((RECORDS, FILES)):
                yield term.value


def _leading_to(store: ox.Store, node: str, argued: bool) -> Iterator[str]:
    if not node.startswith(RECORDS):
        return
    for predicate in (*_AGAINST, _FOR) if argued else _AGAINST:
        for quad in in_files(store, None, ox.NamedNode(predicate), ox.NamedNode(node)):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject.value


def _order(quad: ox.Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def as_trig(quads: Iterable[ox.Quad]) -> bytes:
    """Return quads as TriG with the project's prefixes; their order is kept."""
    data = ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=PREFIXES)
    return data or b""


def read_trig(data: bytes) -> list[ox.Quad]:
    """Return the quads of a TriG file.

    Raises:
        SyntaxError: it is no TriG.
    """
    return list(ox.parse(data, format=ox.RdfFormat.TRIG))


def opened(quads: Iterable[ox.Quad], folder: Path) -> Knowledge:
    """Return some quads as a graph to ask, kept in an empty folder that query workers can read."""
    store = ox.Store(str(folder))
    store.bulk_extend(with_merge(quads))
    store.flush()
    del store
    return Knowledge(ox.Store.read_only(str(folder)), folder=folder)
