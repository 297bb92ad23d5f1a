"""What was read is recalled as it was read; what cannot be recalled is read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.records import load_schema
from kb.records.collection import RecordFile, read_collection, read_layer
from kb.records.parsed_files import PARSED, Parsed, ParsedFiles
from kb.workspace import Workspace, bundle_root, open_workspace

READER = "the reader of today"
ODD = """\
source:
  id: bay-report
  type: report
  title: "Calls in \U0001f4de one county: \\"all\\" of them"
  author: [{literal: Bay County}]
  issued: 2025-03
"""
TURTLE = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
<https://w3id.org/soc-evidence/id/source/bay-report> dcterms:title "Llamadas"@es, "Calls"@en-GB ;
  dcterms:extent [ dcterms:title "x" ] .
"""


def parsed(files: list[RecordFile]) -> list[Parsed]:
    return [Parsed(file.graph, file.sha256, file.statements, file.places) for file in files]


def read(workspace: Workspace) -> list[RecordFile]:
    schema = load_schema(bundle_root() / "ontology")
    return [file for layer in workspace.layers for file in read_layer(layer, schema)[0]]


def test_every_record_is_recalled_with_its_places(office: Path, tmp_path: Path) -> None:
    (office / "evidence" / "odd.yaml").write_text(ODD, "utf-8")
    (office / "evidence" / "more.ttl").write_text(TURTLE, "utf-8")
    files = parsed(read(open_workspace(office)))
    memory = tmp_path / PARSED
    ParsedFiles(memory, tmp_path / "none", READER).keep(files)
    again = ParsedFiles(memory, tmp_path / "none", READER)
    assert [again.find(file.graph, file.sha256) for file in files] == files


@pytest.fixture
def memory(office: Path, tmp_path: Path) -> Path:
    """A memory of one file, as the office's workspace keeps it."""
    (office / "evidence" / "odd.yaml").write_text(ODD, "utf-8")
    workspace = open_workspace(office)
    read_collection(workspace)
    return workspace.derived / PARSED


def test_another_content_or_another_reader_recalls_nothing(memory: Path, office: Path) -> None:
    reader = json.loads(memory.read_text())["reader"]
    (file,) = (file for file in read(open_workspace(office)) if file.path.name == "odd.yaml")
    assert ParsedFiles(memory, memory, reader).find(file.graph, file.sha256)
    assert not ParsedFiles(memory, memory, reader).find(file.graph, "0" * 64)
    assert not ParsedFiles(memory, memory, READER).find(file.graph, file.sha256)


DAMAGES = [
    *("", "[]", "{", "{}"),
    '{"reader": "READER", "files": {"g": [1]}, "terms": [[7]]}',
    '{"reader": "READER", "files": [3]}',
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_memory_holds_nothing_and_is_written_anew(office: Path, memory: Path, damage: str) -> None:
    before = memory.read_text("utf-8")
    reader = json.loads(before)["reader"]
    memory.write_text(damage.replace("READER", reader), "utf-8")
    files = [file for file in parsed(read(open_workspace(office))) if "/own/" in file.graph]
    found = ParsedFiles(memory, memory, reader)
    assert [found.find(file.graph, file.sha256) for file in files] == [None] * len(files)
    found.keep(files)
    assert memory.read_text("utf-8") == before


@pytest.mark.parametrize("part", ["texts", "terms"])
def test_what_a_memory_lacks_is_read_again(office: Path, memory: Path, part: str) -> None:
    data = json.loads(memory.read_text("utf-8"))
    memory.write_text(json.dumps(data | {part: []}))
    found = ParsedFiles(memory, memory, data["reader"])
    assert [found.find(graph, row[0]) for graph, row in data["files"].items()] == [None] * len(data["files"])


def test_a_file_with_findings_is_told_again(office: Path) -> None:
    path = office / "evidence" / "odd.yaml"
    path.write_text(ODD.replace("2025-03", "2025-13"), "utf-8")
    workspace = open_workspace(office)
    read_collection(workspace)
    assert "odd.yaml" not in (workspace.derived / PARSED).read_text("utf-8")


def test_what_is_shipped_is_recalled_and_never_written(office: Path, tmp_path: Path) -> None:
    files = parsed(read(open_workspace(office)))
    shipped, home = tmp_path / "shipped", tmp_path / "home"
    ParsedFiles(shipped, shipped, READER).keep(files)
    before = shipped.read_bytes()
    brought = ParsedFiles(home, shipped, READER)
    brought.keep(files)
    assert not home.exists()
    brought.keep(files[1:])
    assert home.exists()
    assert shipped.read_bytes() == before
