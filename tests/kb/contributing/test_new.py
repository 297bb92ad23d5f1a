"""Scaffolds and sheets: complete, never in the way of what exists, and read back by the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from kb.contributing.scaffolding import kinds, scaffold
from kb.contributing.workbook_columns import COLUMNS, heading
from kb.records.collection import read_collection
from kb.records.nodes import Mapping, Node, Scalar, Sequence
from kb.records.yaml_nodes import parse_yaml
from kb.workspace import open_workspace
from tests.conftest import Told

Cli = Callable[..., Told]


def empty_lines(node: Node | None) -> list[int]:
    """The lines of a record whose value is still to be filled in."""
    if isinstance(node, Mapping):
        return [line for _, value in node.entries for line in empty_lines(value)]
    if isinstance(node, Sequence):
        return [line for item in node.items for line in empty_lines(item)]
    return [node.place.line] if isinstance(node, Scalar) and node.empty else []


@pytest.mark.parametrize("kind", kinds())
def test_a_scaffold_is_written_once_and_check_names_what_is_missing(
    kind: str, office: Path, cli: Cli
) -> None:
    told = cli("new", kind, "--id", "bay-1")
    assert told.code == 0
    path = office / told.out.strip()
    before = path.read_bytes()
    checked = cli("check", path)
    empty = empty_lines(parse_yaml(before.decode(), "x")[0])
    assert empty
    for line in empty:
        assert f":{line}:" in checked.out
    assert "unknown-key" not in checked.out
    assert cli("new", kind, "--id", "bay-1").code == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize("kind", kinds())
def test_every_key_of_a_scaffold_is_one(kind: str, office: Path, tmp_path: Path) -> None:
    """The keys that are commented out are known too."""
    collection = read_collection(open_workspace())
    text = scaffold(collection, kind, "bay-1")
    assert "{" + "verification" + "}" not in text
    kinds = collection.schema.kinds
    known = {
        key
        for term in kinds.values()
        for key in (*term.scope, *(k for t in term.scope.values() for k in t.scope))
    }
    for line in text.splitlines():
        body = line.strip().lstrip("#- ").strip()
        key = body.partition(":")[0]
        if ":" in body and key.replace("-", "").isalpha() and key.islower() and " " not in key:
            assert key in known | set(kinds) | {"id"}, line


def test_a_scaffold_is_about_the_occupation_of_the_draft_and_claims_no_verification(
    office: Path, cli: Cli
) -> None:
    (office / "submission.md").write_text("---\ntitle: A comment\noccupation: 29-2042\n---\n\nWords.\n")
    collection = read_collection(open_workspace())
    for kind in set(kinds()) - {"agent", "measure", "weighing"}:
        text = scaffold(collection, kind, "bay-1")
        assert "43-5031" not in text
        assert "29-2042" in text
        assert "\n  verification: verified" not in text
        assert "\n    verification: verified" not in text


@pytest.mark.parametrize("identifier", ["../../etc/x", "a b", "", "-x", "x" * 200])
def test_an_odd_id_is_refused(identifier: str, office: Path, cli: Cli) -> None:
    told = cli("new", "claim", "--id", identifier)
    assert told.code == (2 if identifier else 0)
    assert not list(office.parent.glob("*.yaml"))


def test_new_needs_a_workspace(empty: Path, cli: Cli) -> None:
    told = cli("new", "claim", "--id", "x")
    assert told.code == 2
    assert "soc-evidence init" in told.err


@pytest.mark.parametrize("subject", sorted(COLUMNS))
def test_a_sheet_has_drop_downs_and_notes(subject: str, office: Path, cli: Cli) -> None:
    assert cli("new", subject, "--format", "xlsx").out == f"{subject}.xlsx\n"
    book = openpyxl.load_workbook(office / f"{subject}.xlsx")
    names = [heading(name) for name, _ in COLUMNS[subject]]
    assert [cell.value for cell in book[subject][1]] == names
    noted = [row[0].value for row in book["notes"].iter_rows(min_row=2)]
    assert noted[:-1] == names
    rules = book[subject].data_validations.dataValidation
    offered = {book[subject].cell(1, next(iter(rule.sqref.ranges)).min_col).value for rule in rules}
    assert offered & {"verification", "kind", "unit", "authority"}
    assert cli("new", subject, "--format", "csv").code == 0
    assert cli("new", subject, "--format", "csv").code == 2


@pytest.mark.parametrize("subject", sorted(COLUMNS))
def test_every_column_of_a_sheet_is_read(subject: str, office: Path, cli: Cli) -> None:
    assert cli("new", subject, "--output", office / "evidence" / "sheet.csv").code == 0
    assert "csv-header" not in cli("check", "evidence/sheet.csv").out
