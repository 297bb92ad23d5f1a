"""All record files of a workspace, read in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kb.findings import Check, Finding, Location, Severity
from kb.namespaces import file_graph, short
from kb.records.reader import SUFFIXES, RecordFile, read_record_file
from kb.records.schema import Schema, load_schema
from kb.workspace import Layer, Workspace

OUTSIDE = Check(
    "outside-workspace",
    Severity.ERROR,
    "A file in an evidence folder is a link to a place outside the workspace.",
    "Copy the file itself into the folder.",
)
NOT_READ = Check(
    "file-not-read",
    Severity.WARNING,
    "A file in an evidence folder is of a kind that is not read.",
    f"Records come as {', '.join(sorted(SUFFIXES))}; move other files elsewhere.",
)
_QUIET = frozenset({".md", ".txt", ".json", ".rq"})
"""Files that may lie beside records without a word: notes, and the ontology's own context and queries."""
_SKIPPED = frozenset({"editions", "queries", "shapes"})
"""Folders of the ontology that hold rules, not records."""


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


def find_files(layer: Layer) -> tuple[list[Path], list[Finding]]:
    """Return a layer's record files, sorted by path, and findings about the rest."""
    found: list[Path] = []
    strays: list[Finding] = []
    for folder in layer.folders:
        for path in _walk(folder):
            if path.is_symlink() and not path.resolve().is_relative_to(layer.root.resolve()):
                strays.append(OUTSIDE.finding("This link leads outside.", Location(str(path))))
            elif (
                path.suffix.lower() in SUFFIXES
                and path.name != "context.jsonld"
                and path.name != "kinds.yaml"
            ):
                found.append(path)
            elif path.suffix.lower() not in _QUIET and path.name not in (
                "context.jsonld",
                "kinds.yaml",
            ):
                message = f"`{path.suffix or path.name}` files are not read."
                strays.append(NOT_READ.finding(message, Location(str(path))))
    return found, strays


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(n for n in folders if not n.startswith(".") and n not in _SKIPPED)
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith((".", "~")))


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
