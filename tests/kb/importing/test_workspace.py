"""Imports as part of a workspace: repeatable, whole or not at all, and quick to live with."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb.importing import import_files
from kb.store import open_readonly, sync
from kb.workspace import open_workspace

from .onet_tables import write_excel
from .workbooks import estimates, write_workbook

Cli = Callable[..., Any]
CONFIG = 'draft = "submission.md"\n'


@pytest.fixture
def excel(tmp_path: Path) -> Path:
    return write_excel(tmp_path / "excel", "31.0", ("Skills", "Task Statements"))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_importing_again_changes_nothing_and_says_so(office: Path, excel: Path, cli: Cli) -> None:
    cli("import", "onet", excel)
    before = contents(office / "imports"), len(open_readonly(open_workspace()).store)
    told = cli("import", "onet", excel)
    assert (told.code, told.out.count("unchanged"), "nothing has changed" in told.err) == (0, 2, True)
    told = cli("import", "onet", excel, "--again")
    assert (told.code, told.out.count("unchanged")) == (0, 2)
    assert (contents(office / "imports"), len(open_readonly(open_workspace()).store)) == before


def test_the_same_files_give_the_same_bytes_in_any_workspace(
    office: Path, excel: Path, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("import", "onet", excel)
    other = tmp_path / "other"
    other.mkdir()
    (other / "soc-evidence.toml").write_text(CONFIG)
    monkeypatch.chdir(other)
    cli("import", "onet", excel / "Task Statements.xlsx", excel / "Skills.xlsx")
    assert contents(other / "imports") == contents(office / "imports")


def test_the_store_can_always_be_made_again_from_the_files(office: Path, excel: Path, cli: Cli) -> None:
    cli("import", "onet", excel)
    statements = len(open_readonly(open_workspace()).store)
    shutil.rmtree(office / ".soc-evidence")
    assert len(open_readonly(open_workspace()).store) == statements


def test_a_changed_table_takes_the_place_of_the_old(office: Path, tmp_path: Path, cli: Cli) -> None:
    book = tmp_path / "x.xlsx"
    cli("import", "oews", write_workbook(book, estimates(2031)))
    told = cli("import", "oews", write_workbook(book, estimates(2031, {"TOT_EMP": 5})))
    assert "replaced" in told.out
    assert len(list((office / "imports").rglob("*.nt.gz"))) == 1
    told = cli("compare", "43-5031", "--format", "csv")
    assert "employment,5,jobs,2031-05" in told.out
    assert "101000" not in told.out


def test_a_day_of_download_can_be_given(office: Path, excel: Path, cli: Cli) -> None:
    told = cli("import", "onet", excel, "--retrieved", "2031-02-03", "--format", "json")
    assert [row["retrieved"] for row in json.loads(told.out)] == ["2031-02-03"] * 2
    assert cli("import", "onet", excel, "--retrieved", "yesterday").code == 2


def test_damage_to_an_imported_file_is_noticed(office: Path, excel: Path, cli: Cli) -> None:
    cli("import", "onet", excel)
    file = next((office / "imports").rglob("skills.*.nt.gz"))
    file.write_bytes(b"x" + file.read_bytes()[1:])
    told = cli("query", "-e", "ASK {}")
    assert (told.code, "soc-evidence import onet --again 'Skills.xlsx'" in told.err) == (4, True)
    assert cli("import", "onet", "--again", excel / "Skills.xlsx").code == 0
    assert cli("query", "-e", "ASK {}").code == 0


@pytest.mark.parametrize("data", ["../../secret", "/etc/passwd", "onet/../../secret"])
def test_a_ledger_cannot_lead_outside(office: Path, excel: Path, cli: Cli, data: str) -> None:
    cli("import", "onet", excel)
    ledger = office / "imports" / "ledger.json"
    table = json.loads(ledger.read_text())
    next(iter(table["tables"].values()))["data"] = data
    ledger.write_text(json.dumps(table))
    told = cli("query", "-e", "ASK {}")
    assert (told.code, "leads outside" in told.err) == (4, True)


def test_an_imported_file_cannot_speak_for_another_graph(office: Path, excel: Path, cli: Cli) -> None:
    import gzip
    import hashlib

    cli("import", "onet", excel)
    file = next((office / "imports").rglob("skills.*.nt.gz"))
    forged = gzip.compress(b"<http://x/s> <http://x/p> <http://x/o> <http://x/graph> .\n")
    file.write_bytes(forged)
    ledger = office / "imports" / "ledger.json"
    table = json.loads(ledger.read_text())
    table["tables"]["onet/31.0/skills"]["sha256"] = hashlib.sha256(forged).hexdigest()
    ledger.write_text(json.dumps(table))
    told = cli("query", "-e", "ASK {}")
    assert (told.code, "damaged" in told.err) == (4, True)


def test_a_changed_evidence_file_does_not_load_the_imports_again(office: Path, excel: Path, cli: Cli) -> None:
    cli("import", "onet", excel)
    workspace = open_workspace()
    folder = workspace.store_path.resolve()
    (office / "evidence" / "a.yaml").write_text("agent: {id: a1, name: Centre, kind: organization}\n")
    assert sync(workspace).added == 1
    assert workspace.store_path.resolve() == folder


def test_readers_go_on_while_an_import_replaces_the_store(office: Path, excel: Path) -> None:
    workspace = open_workspace()
    reader = open_readonly(workspace)
    before = len(reader.store)
    import_files(workspace, "onet", [excel])
    assert len(reader.store) == before
    assert sum(1 for _ in reader.store) == before
    assert len(open_readonly(workspace).store) > before


def test_a_reader_does_not_wait_for_a_long_write(office: Path, excel: Path) -> None:
    from kb.common.locks import locked

    workspace = open_workspace()
    sync(workspace)
    (office / "evidence" / "a.yaml").write_text("agent: {id: a1, name: Centre, kind: organization}\n")
    with locked(workspace.derived / "store.lock", 0) as ours:
        assert ours
        assert sync(workspace, patience=0).behind
        assert len(open_readonly(workspace).store) > 100
    assert sync(workspace).added == 1


def test_no_former_store_stays_behind(office: Path, excel: Path) -> None:
    workspace = open_workspace()
    sync(workspace)
    for name in ("Skills.xlsx", "Task Statements.xlsx"):
        import_files(workspace, "onet", [excel / name])
    assert [p.resolve() for p in (workspace.derived / "generations").iterdir()] == [
        workspace.store_path.resolve()
    ]


def test_without_symbolic_links_the_folder_itself_is_moved(
    office: Path, excel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object, **__: object) -> None:
        raise OSError("no symbolic links here")

    monkeypatch.setattr(os, "symlink", none)
    workspace = open_workspace()
    before = len(open_readonly(workspace).store)
    import_files(workspace, "onet", [excel])
    assert not workspace.store_path.is_symlink()
    assert len(open_readonly(workspace).store) > before
