"""The SHACL shapes of the ontology: one file a shape, in a folder named for how binding it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kb.common.check_folders import SEVERITIES
from kb.findings import Check, Severity
from kb.namespaces import iri
from kb.validation.graphs import parse_turtle

FIX = URIRef(iri("soce:fix"))


@dataclass(frozen=True, slots=True)
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


def load_shapes(folder: Path) -> Shapes:
    """Read `must/` and `should/` of a shapes folder."""
    graph = Graph()
    checks: dict[Node, Check] = {}
    for level, severity in SEVERITIES.items():
        for path in sorted((folder / level).glob("*.ttl")):
            parsed = parse_turtle(path)
            checks |= _checks(parsed, path.stem, severity)
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
