"""Record files read: one into a named graph, or all of a workspace in a fixed order, each place kept.

A file says who contributed it with its own `contribution`; otherwise the nearest `contribution.yaml` above it
does.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path, PurePosixPath
from typing import TypeVar, cast

import pyoxigraph as ox

from kb.common.program import code_digest
from kb.findings import Finding, Location, Severity
from kb.namespaces import RDF_TYPE, RECORDS, iri, short
from kb.records import linked, rdf_reader
from kb.records.csv_nodes import parse_csv
from kb.records.evidence_files import CONTRIBUTION_FILE, decode, find_files, read_bytes
from kb.records.nodes import SourceMap
from kb.records.parsed_files import PARSED, Parsed, ParsedFiles, parsed_files
from kb.records.schema import Schema, load_schema
from kb.records.statements import Statement, name_nodes, sift
from kb.records.yaml_nodes import parse_yaml
from kb.workspace import Layer, Workspace

_GENERATED = iri("prov:wasGeneratedBy")
Made = TypeVar("Made")


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


def read_record_file(
    path: Path, shown: str, graph: str, schema: Schema, known: ParsedFiles | None = None
) -> RecordFile:
    """Read a file of records. Never raises for what the file holds: that becomes findings.

    A process reads the same content once, for a front end that stays open asks for the base again and again;
    and not even once what is `known` from another process.
    """
    data, findings = read_bytes(path, shown)
    text, more = decode(data, shown) if not findings else ("", [])
    findings += more
    digest = hashlib.sha256(data).hexdigest()
    if findings:
        return RecordFile(path, shown, graph, digest, (), SourceMap(), tuple(findings))
    return _read(_Content(path, shown, graph, digest, id(schema), text, schema, known))


@dataclass(frozen=True, slots=True)
class _Content:
    """What a file becomes depends on this; it is told from others by its digest, not by its text."""

    path: Path
    shown: str
    graph: str
    digest: str
    schema_identity: int
    text: str = field(compare=False)
    schema: Schema = field(compare=False)
    known: ParsedFiles | None = field(compare=False)


@lru_cache(maxsize=1024)
def _read(content: _Content) -> RecordFile:
    path, shown, graph, schema = content.path, content.shown, content.graph, content.schema
    before = content.known.find(graph, content.digest) if content.known else None
    if before:
        return RecordFile(path, shown, graph, content.digest, before.statements, before.places, ())
    quads, places, findings, broken = _parse(content.text, path.suffix.lower(), shown, graph, schema)
    try:
        statements = name_nodes(quads, graph)
    except ValueError as error:
        statements = []
        findings = [*findings, rdf_reader.SYNTAX.finding(f"{error}.", Location(shown, 1, 1))]
    statements, more, spoilt = sift(statements, places, schema.forms, shown)
    statements += _about_file(graph, content.digest)
    found = (*findings, *more)
    return RecordFile(path, shown, graph, content.digest, tuple(statements), places, found, broken | spoilt)


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
    code = code_digest((__name__,), ("pyoxigraph", "pyyaml"))
    tables = [(ontology / name).read_bytes() for name in ("context.jsonld", "kinds.yaml")]
    return hashlib.sha256(b"".join([code.encode(), *tables])).hexdigest()


def _about_file(graph: str, digest: str) -> list[Statement]:
    """Say that the file is an entity (PROV-O) with this content."""
    return [
        Statement(graph, RDF_TYPE, ox.NamedNode(iri("prov:Entity")), graph),
        Statement(graph, iri("soce:sha256"), ox.Literal(digest), graph),
    ]


@dataclass(frozen=True, eq=False)
class Collection:
    """The record files of a workspace. Build with `read_collection`."""

    schema: Schema
    files: tuple[RecordFile, ...]
    strays: tuple[Finding, ...]
    """Findings about files that were not read."""
    workspace: Workspace | None = None
    """Where the files are; checks that look beside the records (frozen texts, waivers) need it."""

    @cached_property
    def _derived(self) -> dict[Hashable, object]:
        return {}

    def derived(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what follows from the files under a key, made when it is first asked for."""
        if key not in self._derived:
            self._derived[key] = make()
        return cast(Made, self._derived[key])

    @cached_property
    def described(self) -> dict[str, list[RecordFile]]:
        """The files that begin a description of each IRI."""
        index: dict[str, list[RecordFile]] = {}
        for file in self.files:
            for subject in file.places.subjects:
                index.setdefault(subject, []).append(file)
        return index

    @cached_property
    def described_twice(self) -> frozenset[str]:
        """The records that more than one file describes."""
        counts = Counter(name for file in self.files for name in file.records)
        return frozenset(name for name, count in counts.items() if count > 1)

    @cached_property
    def mentioned(self) -> dict[str, Location]:
        """The first place where each IRI is named as a value."""
        index: dict[str, Location] = {}
        for file in self.files:
            for values in file.places.values.values():
                for text, place in values:
                    index.setdefault(text, Location(file.shown, place.line, place.column))
        return index

    def locate(self, subject: str, predicate: str = "", value: str = "") -> Location:
        """Return the closest place in any file: the value, else its key, else the node, else a mention."""
        files = self.described.get(subject, ())
        saying = [file for file in files if (subject, predicate) in file.places.keys]
        for file in saying:
            if value and any(text == value for text, _ in file.places.values.get((subject, predicate), ())):
                return file.location(subject, predicate, value) or Location(file.shown)
        if saying:
            return saying[0].location(subject, predicate) or Location(saying[0].shown)
        if files:
            return files[0].location(subject) or Location(files[0].shown)
        return self.mentioned.get(subject) or Location(short(subject))


def read_layer(
    layer: Layer, schema: Schema, known: ParsedFiles | None = None
) -> tuple[list[RecordFile], list[Finding]]:
    """Read every record file of a layer."""
    paths, strays = find_files(layer)
    files = [read_record_file(path, str(path), graph_of(layer, path), schema, known) for path in paths]
    return files, strays


def graph_of(layer: Layer, path: Path) -> str:
    """Return the named graph of a file of this layer."""
    return layer.graph(path.relative_to(layer.root).as_posix())


def read_collection(workspace: Workspace) -> Collection:
    """Read the whole workspace, and remember what was read."""
    schema = load_schema(workspace.ontology)
    files: list[RecordFile] = []
    strays: list[Finding] = []
    for layer in workspace.layers:
        known = _known(layer, workspace)
        read, more = read_layer(layer, schema, known)
        known.keep(
            Parsed(file.graph, file.sha256, file.statements, file.places)
            for file in read
            if not (file.findings or file.places.repeats)
        )
        files += read
        strays += more
    return Collection(schema, tuple(files), tuple(strays), workspace)


def read_in_part(workspace: Workspace) -> list[Finding]:
    """Return the first error of each of the office's own files that could not be read, or not as a whole."""
    schema = load_schema(workspace.ontology)
    found: list[Finding] = []
    for layer in workspace.layers[1:]:
        files, _ = read_layer(layer, schema, _known(layer, workspace))
        for file in files:
            errors = [finding for finding in file.findings if finding.severity is Severity.ERROR]
            found += sorted(errors, key=lambda f: (f.location.line, f.location.column))[:1]
    return found


def _known(layer: Layer, workspace: Workspace) -> ParsedFiles:
    """Return what is remembered of a layer: of the base for all workspaces, beside what a wheel brought."""
    home = workspace.base.derived if layer in workspace.base.layers else workspace.derived
    return parsed_files(home / PARSED, workspace.shipped / PARSED, reader_digest(workspace.ontology))


def contributions(files: Iterable[RecordFile]) -> dict[str, str]:
    """Return the contribution that each file's graph inherits; a file with its own is not listed."""
    folders: dict[str, str] = {}
    inheriting: list[RecordFile] = []
    for file in files:
        own = [s.value for s in file.statements if s.predicate == _GENERATED]
        if own and file.path.name == CONTRIBUTION_FILE:
            folders[str(PurePosixPath(file.graph).parent)] = own[0]
        elif not own:
            inheriting.append(file)
    inherited = {}
    for file in inheriting:
        for folder in PurePosixPath(file.graph).parents:
            if str(folder) in folders:
                inherited[file.graph] = folders[str(folder)]
                break
    return inherited


def states_contribution(file: RecordFile) -> bool:
    """Say whether the file itself says who contributed it."""
    return any(statement.predicate == _GENERATED for statement in file.statements)


def provenance(graph: str, contribution: str) -> Statement:
    """Return the statement that a file was generated by a contribution."""
    return Statement(graph, _GENERATED, ox.NamedNode(contribution), graph)
