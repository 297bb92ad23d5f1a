from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kb.namespaces import PREFIXES, file_graph, record
from kb.records import load_schema, read_record_file
from kb.records.collection import graph_of
from kb.records.evidence_files import find_files
from kb.records.linked import link
from kb.records.yaml_nodes import parse_yaml
from kb.workspace import bundle_root, open_workspace

SCHEMA = load_schema(bundle_root() / "ontology")
BUNDLED = find_files(open_workspace(bundle_root()).layers[0])[0]
YAML_FILES = [path for path in BUNDLED if path.suffix == ".yaml"]


def canonical(quads: list[ox.Quad]) -> str:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return "\n".join(sorted(str(quad) for quad in dataset))


@pytest.mark.parametrize("path", YAML_FILES[::7], ids=lambda p: p.name)
def test_the_slice_of_the_context_gives_the_triples_of_the_whole(path: Path) -> None:
    root, _ = parse_yaml(path.read_text("utf-8"), path.name)
    document = link(root, SCHEMA, "urn:x", path.name).result
    whole = json.dumps({"@context": SCHEMA.context, **document})
    sliced = json.dumps({"@context": SCHEMA.slice(document), **document})
    parsed = [list(ox.parse(text, format=ox.RdfFormat.JSON_LD)) for text in (whole, sliced)]
    assert canonical(parsed[0]) == canonical(parsed[1])


def test_our_prefixes_are_those_of_the_context() -> None:
    declared = {k: v for k, v in SCHEMA.context.items() if isinstance(v, str) and v.startswith("http")}
    assert declared.items() <= PREFIXES.items()


TURTLE = """\
@prefix cito: <http://purl.org/spar/cito/> .
# A comment with <brackets> and "quotes".
<evidence/local-sop> cito:supports <claim/life-saving-instructions> ;
    cito:disputes
        <claim/no-such-claim> , [ a <x> ] .
<evidence/second> a cito:Thing .
"""


def test_turtle_statements_are_placed(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(TURTLE)
    file = read_record_file(path, "own.ttl", file_graph("own", "own.ttl"), SCHEMA)
    assert not file.findings
    subject = record("evidence", "local-sop")
    cito = PREFIXES["cito"]
    assert str(file.location(subject)) == "own.ttl:3:1"
    assert str(file.location(subject, cito + "supports")) == "own.ttl:3:22"
    claim = record("claim", "no-such-claim")
    assert str(file.location(subject, cito + "disputes", claim)) == "own.ttl:5:9"
    assert str(file.location(record("evidence", "second"))) == "own.ttl:6:1"


@pytest.mark.parametrize("path", [p for p in BUNDLED if p.suffix == ".ttl"], ids=lambda p: p.name)
def test_every_subject_of_a_bundled_turtle_file_has_a_place(path: Path) -> None:
    layer = open_workspace(bundle_root()).layers[0]
    file = read_record_file(path, path.name, graph_of(layer, path), SCHEMA)
    subjects = {s.subject for s in file.statements if "#node-" not in s.subject and s.subject != file.graph}
    assert subjects == {subject for subject in subjects if file.location(subject)}


def test_reading_a_file_twice_gives_the_same_statements(tmp_path: Path) -> None:
    path = YAML_FILES[0]
    first, second = (read_record_file(path, path.name, "urn:g", SCHEMA) for _ in range(2))
    assert first.statements == second.statements


ODD_NAMES = ["naïve – file.yaml", "a b'c\".yaml", "100%.yaml", "-rf.yaml", "<script>.yaml"]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_file_names_are_no_trouble(office: Path, name: str) -> None:
    path = office / "evidence" / name
    path.write_text("agent: {id: bay-county, name: Bay County, kind: organization}\n")
    layer = open_workspace(office).layers[1]
    assert path in find_files(layer)[0]
    file = read_record_file(path, name, graph_of(layer, path), SCHEMA)
    assert not file.findings
    assert all(ox.NamedNode(statement.graph) for statement in file.statements)
