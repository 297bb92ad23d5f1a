"""Shapes: one a file, documented, and proved by a passing and a failing example."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH

from kb.findings import Severity
from kb.namespaces import FILES as FILE_GRAPHS
from kb.namespaces import iri
from kb.records.collection import Collection, RecordFile, read_record_file
from kb.records.schema import load_schema
from kb.validation.shacl import Shapes, load_shapes, validate_statements

from .conftest import ONTOLOGY

SHAPE = "https://w3id.org/soc-evidence/shape/"
FILES = sorted((ONTOLOGY / "shapes").glob("*/*.ttl"))
SEVERITIES = {"must": SH.Violation, "should": SH.Warning}
DRAFT = ("section-", "submission-")
"""How the names of shapes on drafts begin."""
NAMES = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@cache
def parsed(path: Path) -> Graph:
    return Graph().parse(path)


@cache
def all_shapes() -> Shapes:
    return load_shapes(ONTOLOGY / "shapes")


def said(path: Path, name: str) -> str:
    """Return the one value of a property of the file's shape."""
    (value,) = parsed(path).objects(URIRef(SHAPE + path.stem), URIRef(iri(name)))
    return str(value)


@cache
def background() -> tuple[RecordFile, ...]:
    """Return what every base has: schemes, codes, functions, principles."""
    schema = load_schema(ONTOLOGY)
    paths = [*ONTOLOGY.glob("schemes/*.ttl"), *ONTOLOGY.glob("soc/*.ttl"), ONTOLOGY / "functions.yaml"]
    return tuple(read_record_file(p, p.name, f"{FILE_GRAPHS}base/{p.name}", schema) for p in sorted(paths))


def findings(text: str, folder: Path) -> list[tuple[str, Severity]]:
    """Write the example into a file, read it as a user's, and return the checks that find fault with it."""
    path = folder / ("example.ttl" if text.lstrip().startswith("@prefix") else "example.yaml")
    path.write_text(text, "utf-8")
    schema = load_schema(ONTOLOGY)
    example = read_record_file(path, path.name, f"{FILE_GRAPHS}own/{path.name}", schema)
    assert not example.findings
    files = (*background(), example)
    statements = [statement for file in files for statement in file.statements]
    results = validate_statements(statements, all_shapes(), Collection(schema, files, ()))
    found = [finding for _, finding in results]
    return sorted({(f.check, f.severity) for f in found if f.location.path == path.name})


@NAMES
def test_a_file_holds_one_shape_with_its_name(path: Path) -> None:
    named = {s for s in parsed(path).subjects(SH.name, None) if isinstance(s, URIRef)}
    assert named == {URIRef(SHAPE + path.stem)}
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", path.stem)


@NAMES
def test_a_shape_is_documented(path: Path) -> None:
    for name in ("sh:name", "sh:description", "soce:fix", "soce:passingExample", "soce:failingExample"):
        assert said(path, name)
    assert said(path, "sh:description").startswith("Check that ")
    assert said(path, "sh:severity") == str(SEVERITIES[path.parent.name])


@NAMES
def test_every_constraint_has_a_message_and_the_folders_severity(path: Path) -> None:
    graph = parsed(path)
    top = URIRef(SHAPE + path.stem)
    parts = set(graph.objects(top, SH.property)) | set(graph.objects(top, SH.sparql))
    nested = {p for p in parts if (p, SH.path, None) in graph}
    for part in parts or {top}:
        messages = list(graph.objects(part, SH.message))
        assert len(messages) == 1
        assert isinstance(messages[0], Literal)
        assert str(messages[0]).endswith(".")
    for part in nested if path.parent.name == "should" else ():
        assert (part, SH.severity, SH.Warning) in graph


@NAMES
def test_the_passing_example_passes(path: Path, tmp_path: Path) -> None:
    """Records pass every `must`; a draft's graph, whose docket is a sketch, passes what binds drafts."""
    found = findings(said(path, "soce:passingExample"), tmp_path)
    if path.stem.startswith(DRAFT):
        assert [check for check, _ in found if check.startswith(DRAFT)] == []
    else:
        assert [check for check, severity in found if severity is Severity.ERROR or check == path.stem] == []


@NAMES
def test_the_failing_example_fails(path: Path, tmp_path: Path) -> None:
    level = Severity.ERROR if path.parent.name == "must" else Severity.WARNING
    assert (path.stem, level) in findings(said(path, "soce:failingExample"), tmp_path)


def test_names_are_unique() -> None:
    names = [said(path, "sh:name") for path in FILES]
    assert len(set(names)) == len(names) == len({path.stem for path in FILES})


def test_every_target_class_is_the_class_of_a_record_or_node() -> None:
    classes = {
        str(term)
        for path in FILES
        for term in parsed(path).objects(URIRef(SHAPE + path.stem), SH.targetClass)
    }
    schema = load_schema(ONTOLOGY)
    known = {kind.node_class for kind in schema.kinds.values()}
    known |= {term.node_class for kind in schema.kinds.values() for term in kind.scope.values()}
    assert classes - known == {iri("soce:Submission"), iri("soce:Section")}


def test_no_shape_imports_or_runs_code() -> None:
    for path in FILES:
        predicates = {str(predicate) for predicate in parsed(path).predicates()}
        assert not {p for p in predicates if p.endswith(("#imports", "#js", "#jsFunctionName", "#rule"))}
        assert (None, RDF.type, SH.JSConstraint) not in parsed(path)
