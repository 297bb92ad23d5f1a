"""All record files of a workspace, read in a fixed order, and who contributed each.

A file says it with its own `contribution`; otherwise the nearest `contribution.yaml` above it does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

import pyoxigraph as ox

from kb.findings import Finding, Location
from kb.namespaces import file_graph, iri, short
from kb.records.evidence_files import find_files
from kb.records.reader import RecordFile, read_record_file
from kb.records.schema import Schema, load_schema
from kb.records.statements import Statement
from kb.workspace import Layer, Workspace

CONTRIBUTION_FILE = "contribution.yaml"
_GENERATED = iri("prov:wasGeneratedBy")


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


def read_layer(layer: Layer, schema: Schema) -> tuple[list[RecordFile], list[Finding]]:
    """Read every record file of a layer."""
    paths, strays = find_files(layer)
    files = [read_record_file(path, str(path), graph_of(layer, path), schema) for path in paths]
    return files, strays


def graph_of(layer: Layer, path: Path) -> str:
    """Return the named graph of a file of this layer."""
    return file_graph(layer.name, path.relative_to(layer.root).as_posix())


def read_collection(workspace: Workspace) -> Collection:
    """Read the whole workspace."""
    schema = load_schema(workspace.ontology)
    files: list[RecordFile] = []
    strays: list[Finding] = []
    for layer in workspace.layers:
        read, more = read_layer(layer, schema)
        files += read
        strays += more
    return Collection(schema, tuple(files), tuple(strays), workspace)


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
