"""The manifest of a filing: every input and product with its SHA-256, and the program between them.

It travels within the PDF, and lies beside it in a bundle.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kb.common.output import as_json
from kb.common.program import NAME
from kb.errors import UnreadableError
from kb.namespaces import IMPORTS
from kb.records.collection import graph_of
from kb.records.evidence_files import find_files
from kb.store.imported_tables import read_ledger
from kb.workspace import Workspace, bundle_root

FORM = 1
"""Version of the manifest's own form."""


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file by name, as it was when it was hashed."""

    name: str
    """Its name in the PDF; of an input, layer and path, such as `own/evidence/board.yaml`."""
    role: str
    """`draft`, `evidence`, `findings`, `read` (a file that the draft names), `record` (a record file that the
    evidence was read from), or what a bundle makes of it."""
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a filing was made of."""

    day: str
    """The day on which records were judged, in ISO 8601."""
    program: str
    """Name and version."""
    code: str
    """Digest of the program's code and of its ontology."""
    packages: dict[str, str]
    """Version of each package that the program builds on."""
    files: tuple[ListedFile, ...]
    """What is within the PDF beside the manifest."""
    inputs: tuple[ListedFile, ...]
    """The record files that the evidence comes from, which are not within."""

    def of(self, role: str) -> tuple[ListedFile, ...]:
        """Return the files within the PDF that have a role."""
        return tuple(file for file in self.files if file.role == role)


def make_manifest(day: str, files: Iterable[ListedFile], inputs: Iterable[ListedFile]) -> Manifest:
    """Return the manifest of files and inputs, made by this program."""
    return Manifest(
        day, f"{NAME} {_version(NAME)}", program_digest(), packages(), tuple(files), tuple(inputs)
    )


def listed(name: str, role: str, data: bytes) -> ListedFile:
    """Return a file as a manifest lists it."""
    return ListedFile(name, role, hashlib.sha256(data).hexdigest(), len(data))


@cache
def program_digest() -> str:
    """Return a digest of the program: its modules, and the ontology with its shapes."""
    rooms = Path(__file__).resolve().parents[2]
    ontology = bundle_root() / "ontology"
    paths = [path for package in ("builder", "kb") for path in (rooms / package).rglob("*.py")]
    named = {path.relative_to(rooms).as_posix(): path for path in paths}
    named |= {p.relative_to(ontology.parent).as_posix(): p for p in ontology.rglob("*") if p.is_file()}
    digest = hashlib.sha256()
    for name in sorted(named):
        digest.update(hashlib.sha256(name.encode() + b"\0" + named[name].read_bytes()).digest())
    return digest.hexdigest()


def packages() -> dict[str, str]:
    """Return the versions of the packages that the program requires, extras apart."""
    try:
        wanted = requires(NAME) or []
    except PackageNotFoundError:
        wanted = []
    names = (_package_of(line) for line in wanted if "extra ==" not in line)
    return {name: _version(name) for name in sorted(names)}


def _package_of(requirement: str) -> str:
    """Return the name in a requirement (PEP 508)."""
    end = next((n for n, sign in enumerate(requirement) if sign in " <>=!~;[("), len(requirement))
    return requirement[:end]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


def record_files(quads: Iterable[ox.Quad], workspace: Workspace) -> tuple[ListedFile, ...]:
    """Return the record files and imported tables that some quads were read from, by name."""
    graphs = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
    return tuple(sorted(_record_files(graphs, workspace), key=lambda file: file.name))


def _record_files(graphs: set[str], workspace: Workspace) -> Iterator[ListedFile]:
    for layer in workspace.layers:
        for path in find_files(layer)[0]:
            if graph_of(layer, path) in graphs:
                yield listed(
                    f"{layer.name}/{path.relative_to(layer.root).as_posix()}", "record", path.read_bytes()
                )
    if any(graph.startswith(IMPORTS) for graph in graphs):
        for graph, table in read_ledger(workspace).graphs().items():
            if graph in graphs:
                yield ListedFile(graph.removeprefix(IMPORTS), "imported table", table.sha256, 0)


def as_bytes(manifest: Manifest) -> bytes:
    """Return a manifest as JSON."""
    return as_json({"manifest": FORM, **asdict(manifest)}).encode()


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest.

    Raises:
        UnreadableError: it is none, or of a form that this program does not know.
    """
    try:
        told: dict[str, Any] = json.loads(data)
        if told.pop("manifest") != FORM:
            raise UnreadableError("The manifest is of a later form.", "Use a later version of soc-evidence.")
        return manifest_from(told)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableError(
            "The manifest in the PDF cannot be read.", "Ask for the file as it was filed."
        ) from error


def manifest_from(told: Mapping[str, Any]) -> Manifest:
    """Return the manifest that plain values describe.

    Raises:
        KeyError, TypeError: they describe none.
    """
    lists = {key: tuple(ListedFile(**file) for file in told[key]) for key in ("files", "inputs")}
    return Manifest(**{**told, **lists})


def installed_path(file: ListedFile, bundle: Path) -> Path | None:
    """Return where this installation has an input of the bundled base, if it has the very same file."""
    layer, _, path = file.name.partition("/")
    place = bundle / path
    if layer != "base" or ".." in Path(path).parts or not place.is_file():
        return None
    return place if hashlib.sha256(place.read_bytes()).hexdigest() == file.sha256 else None
