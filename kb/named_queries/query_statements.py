"""What the graph says of a named query: a sh:SPARQLExecutable with its text, prefixes and parameters.

SHACL Advanced Features, section 5 (https://www.w3.org/TR/shacl-af/#SPARQLExecutable), and for the parameters
section 3 of SHACL (https://www.w3.org/TR/shacl/#sparql-constraints-prefixes has the prefixes). Each file of a
query is a named graph, as each file of records is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from kb.common.sparql_tokens import Kind, query_word, significant
from kb.errors import UnreadableError
from kb.model.record_names import PREDECLARED
from kb.named_queries.query_catalogue import NamedQuery, query_files, read_query
from kb.namespaces import BASE, RDF_TYPE, XSD, iri
from kb.records.statements import Object, Statement
from kb.workspace import Workspace

QUERIES = BASE + "query/"
_PREFIXES = BASE + "prefixes"
_ENGLISH = "en"
_KINDS = {
    "SELECT": ("sh:SPARQLSelectExecutable", "sh:select"),
    "ASK": ("sh:SPARQLAskExecutable", "sh:ask"),
    "CONSTRUCT": ("sh:SPARQLConstructExecutable", "sh:construct"),
}
"""SHACL has none for DESCRIBE."""


def address_of_query(name: str) -> str:
    """Return the IRI of a named query."""
    return QUERIES + quote(name)


def graphs_of_queries(workspace: Workspace) -> dict[str, Path]:
    """Return the files of the named queries by the named graph of each."""
    found: dict[str, Path] = {}
    for path in query_files(workspace.queries).values():
        layer = next((each for each in workspace.layers[::-1] if path.is_relative_to(each.root)), None)
        if layer is not None:
            found[layer.graph(path.relative_to(layer.root).as_posix())] = path
    return found


def statements_of_files(graphs: dict[str, Path]) -> Iterator[Statement]:
    """Yield what query files say, each in its graph; a file that cannot be read says nothing."""
    for graph, path in graphs.items():
        try:
            query = read_query(path)
        except UnreadableError:
            continue  # whoever asks it is told why
        yield from query_statements(query, graph)


def query_statements(query: NamedQuery, graph: str = "") -> list[Statement]:
    """Return what is said of a query. Its text is whole, so that it runs as it is in any tool."""
    return list(_statements(query, graph or address_of_query(query.name)))


def _statements(query: NamedQuery, graph: str) -> Iterator[Statement]:
    address = address_of_query(query.name)
    prefixes = _prefixes(query.text)

    def said(subject: str, name: str, value: Object) -> Statement:
        return Statement(subject, RDF_TYPE if name == "a" else iri(name), value, graph)

    yield said(address, "a", _named("sh:SPARQLExecutable"))
    kind, property_ = _KINDS.get(query_word(query.text), ("", ""))
    if kind:
        yield said(address, "a", _named(kind))
        yield said(address, property_, ox.Literal(_whole(query.text, prefixes)))
    yield said(address, "rdfs:label", ox.Literal(query.title or query.name, language=_ENGLISH))
    if query.purpose:
        yield said(address, "rdfs:comment", ox.Literal(query.purpose, language=_ENGLISH))
    if prefixes:
        yield said(address, "sh:prefixes", ox.NamedNode(_PREFIXES))
    for prefix in prefixes:
        declared = f"{_PREFIXES}#{prefix}"
        yield said(_PREFIXES, "sh:declare", ox.NamedNode(declared))
        yield said(declared, "sh:prefix", ox.Literal(prefix))
        namespace = ox.Literal(PREDECLARED[prefix], datatype=ox.NamedNode(f"{XSD}anyURI"))
        yield said(declared, "sh:namespace", namespace)
    for parameter in query.parameters:
        part = f"{address}#{quote(parameter.name)}"
        yield said(address, "sh:parameter", ox.NamedNode(part))
        yield said(part, "a", _named("sh:Parameter"))
        yield said(part, "sh:path", ox.NamedNode(f"{QUERIES}parameter/{quote(parameter.name)}"))
        yield said(part, "sh:name", ox.Literal(parameter.name))
        yield said(part, "sh:description", ox.Literal(parameter.meaning, language=_ENGLISH))
        yield said(part, "sh:defaultValue", ox.Literal(parameter.default))


def _named(name: str) -> ox.NamedNode:
    return ox.NamedNode(iri(name))


def _prefixes(text: str) -> list[str]:
    """Return the predeclared prefixes that a query uses, sorted."""
    used = {token.text.partition(":")[0] for token in significant(text) if token.kind is Kind.PNAME}
    return sorted(used & PREDECLARED.keys())


def _whole(text: str, prefixes: Iterable[str]) -> str:
    return "".join(f"PREFIX {prefix}: <{PREDECLARED[prefix]}>\n" for prefix in prefixes) + text
