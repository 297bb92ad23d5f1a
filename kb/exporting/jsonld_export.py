"""JSON-LD with the names of the shared context, a line for each node, so that it streams and compares.

A node is written flat under the prefixes of `ontology/context.jsonld`, which the file carries: a program
needs nothing from the network to read it, and `kb.records` reads it as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox

from kb.exporting.export_selection import Selection
from kb.exporting.rdf_export import sorted_quads
from kb.namespaces import RDF_TYPE, XSD
from kb.records.schema import load_schema

Json = dict[str, Any]


def write_jsonld(selection: Selection, stream: BinaryIO, ontology: Path) -> None:
    """Write the graphs, each with its nodes sorted."""
    prefixes = {
        name: value
        for name, value in load_schema(ontology).context.items()
        if isinstance(value, str) and "//" in value
    }
    longest = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0]))
    names = _Names(longest)
    stream.write(f'{{"@context": {json.dumps(prefixes)},\n"@graph": ['.encode())
    for number, graph in enumerate(selection.graphs):
        stream.write(f'{"," if number else ""}\n{{"@id": {_text(graph)}, "@graph": ['.encode())
        nodes = groupby(sorted_quads(selection, graph), lambda quad: quad.subject)
        for place, (subject, quads) in enumerate(nodes):
            node = {"@id": _iri(subject), **_said(quads, names)}
            stream.write(f"{',' if place else ''}\n{json.dumps(node, ensure_ascii=False)}".encode())
        stream.write(b"]}")
    stream.write(b"]}\n")


class _Names(dict[str, str]):
    """Short names of properties and datatypes under the prefixes of the context."""

    def __init__(self, prefixes: list[tuple[str, str]]) -> None:
        super().__init__()
        self._prefixes = prefixes

    def __missing__(self, address: str) -> str:
        for prefix, namespace in self._prefixes:
            local = address[len(namespace) :]
            if local and address.startswith(namespace) and not local.startswith("//"):
                self[address] = f"{prefix}:{local}"
                return self[address]
        self[address] = address
        return address


def _said(quads: Iterable[ox.Quad], names: _Names) -> Json:
    """Return the values of a node by property; one value stands alone, several as a list."""
    values: dict[str, list[Any]] = {}
    for quad in quads:
        if quad.predicate.value == RDF_TYPE:
            values.setdefault("@type", []).append(names[_iri(quad.object)])
        else:
            values.setdefault(names[quad.predicate.value], []).append(_value(quad.object, names))
    return {key: found[0] if len(found) == 1 else found for key, found in values.items()}


def _value(term: object, names: _Names) -> Json | str:
    if not isinstance(term, ox.Literal):
        return {"@id": _iri(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == XSD + "string":
        return term.value
    return {"@value": term.value, "@type": names[term.datatype.value]}


def _iri(term: object) -> str:
    if not isinstance(term, ox.NamedNode):
        raise TypeError("the base names every node")
    return term.value


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
