"""The embedded records that are said to come from the bundled base, held against the base of this program.

A forger who changes page, evidence and manifest alike has to reckon with everybody who has the program.
Only files are compared whose SHA-256 is the one that the manifest gives: another edition of the base may well
say something else.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from builder.filing.evidence_subgraph import read_trig
from builder.filing.manifest import ListedFile, installed_path
from builder.verifying.embedded_files import Embedded
from kb.namespaces import RDF_TYPE, RECORDS, file_graph, iri, short
from kb.records import Schema, load_schema, read_record_file
from kb.standing.derived import DERIVED_GRAPH
from kb.workspace import bundle_root

_GENERATED = iri("prov:wasGeneratedBy")
"""Who contributed a file is stated of it and not in it."""
_BASE = file_graph("base", "")
_NOT_OWN = (_BASE, DERIVED_GRAPH)


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of the embedded records."""

    same: int
    """Records that stand so in the bundled base of this program."""
    other_edition: int
    """Records from files of the base that are not the ones of this program."""
    own: int
    """Records of the filer's own."""
    changed: tuple[str, ...]
    """A sentence for each record that the base has otherwise, or not at all."""


def compare(embedded: Embedded) -> Compared:
    """Hold the records of the base against the base; the manifest says from which files they came."""
    bundle = bundle_root()
    schema = load_schema(bundle / "ontology")
    said = _by_graph(embedded)
    own = sum(_records(quads) for graph, quads in said.items() if not graph.startswith(_NOT_OWN))
    same = other = 0
    changed: list[str] = []
    for file in embedded.manifest.inputs:
        quads = said.pop(file_graph(*_layer_and_path(file)), set())
        path = installed_path(file, bundle)
        if not file.name.startswith("base/") or path is None:
            other += _records(quads) if file.name.startswith("base/") else 0
            continue
        same += _records(quads)
        changed += _changed(quads, file, path, schema)
    unlisted = sorted(graph for graph in said if graph.startswith(_BASE))
    changed += [
        f"{short(graph)} is said to be of the base, and the manifest does not list it." for graph in unlisted
    ]
    return Compared(same, other, own, tuple(changed))


def _by_graph(embedded: Embedded) -> dict[str, set[ox.Quad]]:
    said: dict[str, set[ox.Quad]] = defaultdict(set)
    for quad in read_trig(embedded.one("evidence")):
        if isinstance(quad.graph_name, ox.NamedNode):
            said[quad.graph_name.value].add(quad)
    return said


def _layer_and_path(file: ListedFile) -> tuple[str, str]:
    layer, _, path = file.name.partition("/")
    return layer, path


def _changed(quads: set[ox.Quad], file: ListedFile, path: Path, schema: Schema) -> list[str]:
    graph = file_graph(*_layer_and_path(file))
    known = ox.Store()  # which writes numbers as the store did that the evidence comes from
    known.extend(one.quad for one in read_record_file(path, str(path), graph, schema).statements)
    nodes = {
        q.subject.value
        for q in quads - set(known)
        if q.predicate.value != _GENERATED and isinstance(q.subject, ox.NamedNode)
    }
    return [f"`{short(node)}` does not stand so in {file.name}." for node in sorted(nodes)]


def _records(quads: set[ox.Quad]) -> int:
    """Count the records among the subjects, nested nodes apart."""
    typed = {
        q.subject.value
        for q in quads
        if q.predicate.value == RDF_TYPE and isinstance(q.subject, ox.NamedNode)
    }
    return sum(node.startswith(RECORDS) and "#" not in node for node in typed)
