"""Break one field in every bundled file: reading it names the line."""

from __future__ import annotations

import random
import shutil

import pytest

from kb.findings import Finding
from kb.records.collection import read_collection
from kb.records.evidence_files import decode, find_files
from kb.records.nodes import Mapping, Node, Place, Scalar, Sequence
from kb.records.yaml_nodes import parse_yaml
from kb.workspace import Layer, Workspace, bundle_root, open_workspace

BASE = open_workspace(bundle_root()).layers[0]
YAML_FILES = [path.relative_to(BASE.root) for path in find_files(BASE)[0] if path.suffix == ".yaml"]


def keys_of(node: Node | None) -> list[Scalar]:
    if isinstance(node, Sequence):
        return [key for item in node.items for key in keys_of(item)]
    if isinstance(node, Mapping):
        return [key for name, value in node.entries for key in (name, *keys_of(value))]
    return []


def break_key(text: str, seed: int) -> tuple[str, Place]:
    """Misspell one key of a file, and say where."""
    node, _ = parse_yaml(text, "x")
    key = random.Random(seed).choice(keys_of(node))
    lines = text.split("\n")
    line, column = key.place.line - 1, key.place.column - 1
    lines[line] = lines[line][:column] + "x" + lines[line][column:]
    return "\n".join(lines), key.place


@pytest.fixture(scope="module", params=[1, 2, 3])
def broken(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, Place], dict[str, list[Finding]]]:
    root = tmp_path_factory.mktemp("broken")
    for folder in ("ontology", "evidence"):
        shutil.copytree(BASE.root / folder, root / folder)
    places = {}
    for number, name in enumerate(YAML_FILES):
        path = root / name
        text, place = break_key(decode(path.read_bytes(), "x")[0], 1000 * request.param + number)
        path.write_text(text, "utf-8")
        places[name.as_posix()] = place
    layer = Layer("base", root, (root / "ontology", root / "evidence"))
    workspace = Workspace(root, (layer,), root / "derived", None, ())
    found = {
        file.path.relative_to(root).as_posix(): list(file.findings)
        for file in read_collection(workspace).files
    }
    return places, found


def test_the_line_of_any_broken_key_is_named(
    broken: tuple[dict[str, Place], dict[str, list[Finding]]],
) -> None:
    places, found = broken
    for name, place in places.items():
        named = {
            (f.location.line, f.location.column)
            for f in found[name]
            if f.check in ("unknown-key", "malformed-id")
        }
        assert (place.line, place.column) in named, name
