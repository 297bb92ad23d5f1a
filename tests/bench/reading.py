"""Reading and storing the base, against bare parsers over the same files."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import pyoxigraph as ox
import yaml

from kb.records.collection import read_collection
from kb.store import sync
from kb.validation.shacl import load_shapes, to_graph, validate_statements
from kb.workspace import Workspace, bundle_root, open_workspace
from tests.bench.timing import side_by_side


def run() -> None:
    """Compare reading with PyYAML alone, syncing with a bare bulk load, and checking with bare pySHACL."""
    bundled = open_workspace(bundle_root())
    paths = [file.path for file in read_collection(bundled).files if file.path.suffix == ".yaml"]
    collection = read_collection(bundled)
    statements = [statement for file in collection.files for statement in file.statements]
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    print(f"{len(collection.files)} files, {len(statements):,} statements")  # noqa: T201

    def bare_yaml() -> None:
        for path in paths:
            json.dumps(yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader))

    def bulk_load() -> None:
        shutil.rmtree(folder / "bare", ignore_errors=True)
        store = ox.Store(str(folder / "bare"))
        store.bulk_extend(statement.quad for statement in statements)
        store.flush()

    def first_sync() -> None:
        shutil.rmtree(folder / "own", ignore_errors=True)
        sync(Workspace(folder, bundled.layers, folder / "own", None, ()))

    side_by_side({"PyYAML alone, YAML files": bare_yaml, "read every file": lambda: read_collection(bundled)})
    side_by_side({"bare bulk load": bulk_load, "first sync (read and store)": first_sync})
    shapes = load_shapes(bundled.ontology / "shapes")
    side_by_side(
        {
            "to an rdflib graph": lambda: to_graph(statements),
            "validate everything": lambda: validate_statements(statements, shapes, collection),
        },
        rounds=3,
    )
    shutil.rmtree(folder)
