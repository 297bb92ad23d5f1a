"""One file in, one named graph out: quads, the places they came from, and what is wrong."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kb.common.code import code_digest
from kb.findings import Finding, Location
from kb.namespaces import RDF_TYPE, RECORDS, iri
from kb.records import linked, rdf_reader
from kb.records.csv_nodes import parse_csv
from kb.records.decoding import decode, read_bytes
from kb.records.nodes import SourceMap
from kb.records.schema import Schema
from kb.records.statements import Statement, name_nodes
from kb.records.values import sift
from kb.records.yaml_nodes import parse_yaml

SUFFIXES = frozenset({".yaml", ".yml", ".csv", ".ttl", ".trig", ".jsonld", ".json"})
"""The kinds of file that hold records."""


@dataclass(frozen=True, slots=True)
class RecordFile:
    """What one file says."""

    path: Path
    shown: str
    """The path as findings keep it: absolute where there is a file, or a word for what is none."""
    graph: str
    """IRI of the named graph, which also stands for the file in provenance."""
    sha256: str
    statements: tuple[Statement, ...]
    places: SourceMap
    findings: tuple[Finding, ...]
    broken: frozenset[str] = frozenset()
    """Records that a finding is about."""

    @property
    def records(self) -> list[str]:
        """The IRIs of the records that the file describes, in file order."""
        typed = (s.subject for s in self.statements if s.predicate == RDF_TYPE)
        return [name for name in dict.fromkeys(typed) if name.startswith(RECORDS) and "#" not in name]

    def location(self, subject: str, predicate: str = "", value: str = "") -> Location | None:
        """Return where the file says this, or None if it does not."""
        place = self.places.find(subject, predicate, value)
        return Location(self.shown, place.line, place.column) if place else None


def read_record_file(path: Path, shown: str, graph: str, schema: Schema) -> RecordFile:
    """Read a file of records. Never raises for what the file holds: that becomes findings."""
    data, findings = read_bytes(path, shown)
    text, more = decode(data, shown) if not findings else ("", [])
    findings += more
    digest = hashlib.sha256(data).hexdigest()
    if findings:
        return RecordFile(path, shown, graph, digest, (), SourceMap(), tuple(findings))
    quads, places, findings, broken = _parse(text, path.suffix.lower(), shown, graph, schema)
    try:
        statements = name_nodes(quads, graph)
    except ValueError as error:
        statements = []
        findings = [*findings, rdf_reader.SYNTAX.finding(f"{error}.", Location(shown, 1, 1))]
    statements, more, spoilt = sift(statements, places, schema.forms, shown)
    statements += _about_file(graph, digest)
    findings = [*findings, *more]
    return RecordFile(path, shown, graph, digest, tuple(statements), places, tuple(findings), broken | spoilt)


def _parse(
    text: str, suffix: str, shown: str, graph: str, schema: Schema
) -> tuple[list[ox.Quad], SourceMap, list[Finding], frozenset[str]]:
    if suffix in (".ttl", ".trig"):
        return *rdf_reader.read_turtle(text, shown, trig=suffix == ".trig"), frozenset()
    if suffix in (".jsonld", ".json"):
        return *rdf_reader.read_jsonld(text, shown, schema), frozenset()
    if suffix == ".csv":
        root, findings = parse_csv(text, shown, schema)
    else:
        root, findings = parse_yaml(text, shown)
    if root is None and findings:
        return [], SourceMap(), findings, frozenset()
    linker = linked.link(root, schema, graph, shown)
    document = {"@context": schema.slice(linker.result), **linker.result}
    quads = list(ox.parse(json.dumps(document), format=ox.RdfFormat.JSON_LD))
    return quads, linker.map, findings + linker.findings, frozenset(linker.broken)


@cache
def reader_digest(ontology: Path) -> str:
    """Return a digest of all that decides how files are read: code, parsers, the ontology's tables."""
    code = code_digest((__name__, "kb.records.collection"), ("pyoxigraph", "pyyaml"))
    tables = [(ontology / name).read_bytes() for name in ("context.jsonld", "kinds.yaml")]
    return hashlib.sha256(b"".join([code.encode(), *tables])).hexdigest()


def _about_file(graph: str, digest: str) -> list[Statement]:
    """Say that the file is an entity (PROV-O) with this content."""
    return [
        Statement(graph, RDF_TYPE, ox.NamedNode(iri("prov:Entity")), graph),
        Statement(graph, iri("soce:sha256"), ox.Literal(digest), graph),
    ]
