"""SHACL validation by the shapes of the ontology: findings that point at the line, column and key of a user.

The shapes are one file each, in a folder named for how binding it is. pySHACL reads rdflib's graphs, which
statements are turned into.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox
from pyshacl import validate
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from kb.common.check_folders import SEVERITIES
from kb.findings import Check, Finding, Severity
from kb.namespaces import RECORDS, iri, short
from kb.records.collection import Collection
from kb.records.statements import Statement

# A value that does not fit its datatype is a finding of ours; rdflib would also log a traceback for it.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"

FIX = URIRef(iri("soce:fix"))


def to_term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    """Convert one term; a plain string stays plain, and lexical forms are kept as written.

    Raises:
        TypeError: the term is a quoted triple (RDF-star), which the project does not use.
    """
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Triple):
        raise TypeError("quoted triples are not used here")
    if term.language:
        return Literal(term.value, lang=term.language)
    if term.datatype.value == XSD_STRING:
        return Literal(term.value)
    return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)


def _shapes_graph() -> Graph:
    """Return an empty graph that keeps no account of contexts, which pySHACL wants of the data alone."""
    return Graph(store="SimpleMemory")


def to_graph(statements: Iterable[Statement]) -> Graph:
    """Return the statements' triples, graph names dropped, as one memory graph."""
    graph = Graph()
    known: dict[str, URIRef] = {}

    def named(address: str) -> URIRef:
        return known.get(address) or known.setdefault(address, URIRef(address))

    for subject, predicate, term, _ in statements:
        value = named(term.value) if isinstance(term, ox.NamedNode) else to_term(term)
        graph.store.add((named(subject), named(predicate), value), graph)
    return graph


def parse_turtle(content: bytes) -> Graph:
    """Read what one of the program's own Turtle files holds."""
    graph = _shapes_graph()
    for quad in ox.parse(content, format=ox.RdfFormat.TURTLE):
        graph.add((to_term(quad.subject), to_term(quad.predicate), to_term(quad.object)))
    return graph


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """All shapes in one graph, with the check that each node of it belongs to."""

    graph: Graph
    checks: dict[Node, Check]

    def check_of(self, shape: Node) -> Check | None:
        """Return the check of a node or property shape, climbing to the shape that holds it."""
        seen = set()
        while shape not in self.checks and shape not in seen:
            seen.add(shape)
            owner = next(self.graph.subjects(None, shape), None)
            if owner is None:
                return None
            shape = owner
        return self.checks.get(shape)

    def aimed_at(self, nodes: AbstractSet[str], data: Graph) -> Graph:
        """Return the shapes that have a target in a graph among some nodes, with these as their targets.

        A target is a class or a property (SHACL 2.1.3); here it becomes the nodes that it stands for.
        """
        aimed = _shapes_graph()
        for shape, kind in self.graph.subject_objects(SH.targetClass):
            for each in data.transitive_subjects(RDFS.subClassOf, kind):
                self._aim(aimed, shape, data.subjects(RDF.type, each), nodes)
        for shape, predicate in self.graph.subject_objects(SH.targetSubjectsOf):
            self._aim(aimed, shape, data.subjects(predicate, None), nodes)
        return aimed

    def _aim(self, aimed: Graph, shape: Node, found: Iterable[Node], nodes: AbstractSet[str]) -> None:
        """Add a shape, and all that it refers to, with those of the nodes found that are wanted."""
        wanted = [node for node in found if str(node) in nodes]
        waiting = [shape] if wanted else []
        while waiting:
            subject = waiting.pop()
            if (subject, None, None) not in aimed:
                for predicate, value in self.graph.predicate_objects(subject):
                    if predicate not in (SH.targetClass, SH.targetSubjectsOf):
                        aimed.add((subject, predicate, value))
                        waiting.append(value)
        for node in wanted:
            aimed.add((shape, SH.targetNode, node))


def load_shapes(folder: Path) -> Shapes:
    """Read `must/` and `should/` of a shapes folder; a process reads the same shapes once."""
    paths = [path for level in SEVERITIES for path in sorted((folder / level).glob("*.ttl"))]
    return _shapes(tuple((path.parent.name, path.stem, path.read_bytes()) for path in paths))


@lru_cache(maxsize=4)
def _shapes(files: tuple[tuple[str, str, bytes], ...]) -> Shapes:
    """Return the shapes of some files, each given by its folder, name and content."""
    graph = _shapes_graph()
    checks: dict[Node, Check] = {}
    for level, stem, content in files:
        parsed = parse_turtle(content)
        checks |= _checks(parsed, stem, SEVERITIES[level])
        graph += parsed
    return Shapes(graph, checks)


def _checks(graph: Graph, stem: str, severity: Severity) -> dict[Node, Check]:
    """Return a check for each shape of one file that has a name of its own."""
    found: dict[Node, Check] = {}
    for shape in sorted(set(graph.subjects(SH.name, None)), key=str):
        name = str(graph.value(shape, SH.name) or stem)
        problem = str(graph.value(shape, SH.description) or name)
        fix = str(graph.value(shape, FIX) or "")
        local = str(shape).rpartition("#")[2].rpartition("/")[2]
        identifier = local if isinstance(shape, URIRef) else stem
        found[shape] = Check(identifier, severity, problem, fix)
    return found


def validate_statements(
    statements: Iterable[Statement],
    shapes: Shapes,
    places: Collection,
    nodes: AbstractSet[str] | None = None,
) -> list[tuple[str, Finding]]:
    """Return the IRI of each node that violates a shape, with a finding, placed by `places`.

    With `nodes` only these are validated; what else the statements describe is their company.
    """
    report = _report(frozenset(statements), shapes, None if nodes is None else frozenset(nodes))
    return [
        (str(report.value(result, SH.focusNode)), _finding(report, result, shapes, places))
        for result in report.objects(None, SH.result)  # what lies behind one is its sh:detail
    ]


@lru_cache(maxsize=4)
def _report(statements: frozenset[Statement], shapes: Shapes, nodes: frozenset[str] | None) -> Graph:
    """Return pySHACL's report; a draft whose words alone changed has the same graph as before."""
    data = to_graph(statements)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        _, report, _ = validate(
            data,
            shacl_graph=shapes.graph if nodes is None else shapes.aimed_at(nodes, data),
            inplace=True,
            advanced=False,
            js=False,
        )
    if not isinstance(report, Graph):
        raise TypeError("pySHACL returned no report graph")
    return report


def _finding(report: Graph, result: Node, shapes: Shapes, places: Collection) -> Finding:
    focus = str(report.value(result, SH.focusNode))
    path = report.value(result, SH.resultPath)
    predicate = str(path) if isinstance(path, URIRef) else ""
    value = report.value(result, SH.value)
    text = "" if value is None else str(value)
    location = places.locate(focus, predicate, text)
    check = shapes.check_of(report.value(result, SH.sourceShape) or SH.Shape)
    said = " ".join(sorted(str(m) for m in report.objects(result, SH.resultMessage)))
    message = _filled(said, focus, text)
    if check is None:
        check = Check("shape", SEVERITIES["must"], "", "Compare with the record reference.")
    about = short(focus.partition("#")[0]) if focus.startswith(RECORDS) else ""
    constraint = str(report.value(result, SH.sourceConstraintComponent) or "").removeprefix(str(SH))
    data = (
        ("focus", focus),
        ("path", short(predicate)),
        ("value", "" if isinstance(value, BNode) else text),
        ("constraint", constraint.removesuffix("ConstraintComponent").lower()),
    )
    return check.finding(message, location, _filled(check.fix, focus, text), about, data)


_PART = re.compile(r"#([a-z-]+)-[0-9a-f]{8}(?:-\d+)?$")
"""The address of a part, whose digest tells a reader nothing; the finding has its place."""


def _filled(template: str, focus: str, value: str) -> str:
    """Put the record and the value into a message that asks for them."""
    shown = {
        "this": _PART.sub(r"#\1", short(focus)),
        "value": short(value),
        "id": unquote(value.rpartition("/")[2]),
    }
    return re.sub(r"\{[?$](this|value|id)\}", lambda match: shown[match.group(1)], template)
