"""Import of the official files, against a bare bulk load of the statements that it makes.

Needs SOC_EVIDENCE_DATA, the folder whose `data` holds `soc`, `onet` and `oews`.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pyoxigraph as ox
import python_calamine as calamine

from kb.store.imported_tables import read_ledger
from kb.workspace import open_workspace
from tests.bench.timing import side_by_side

ROOT = Path(__file__).resolve().parent.parent.parent
DATASETS = ("soc", "onet", "oews")
AGENT = "agent: {{id: bench, name: Centre {0}, kind: organization}}\n"


def run() -> None:
    """Time reading, importing, importing again, and what an import costs the day after."""
    data = os.environ.get("SOC_EVIDENCE_DATA")
    if not data:
        print("SOC_EVIDENCE_DATA is not set: nothing was measured")  # noqa: T201
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        _reading(Path(data) / "data")
        _importing(Path(data) / "data", Path(name))


def _reading(data: Path) -> None:
    books = sorted(data.glob("*/*.xlsx"))

    def with_openpyxl() -> None:
        for path in books:
            book = openpyxl.load_workbook(path, read_only=True)
            for _ in book.worksheets[0].iter_rows(values_only=True):
                pass
            book.close()

    def with_calamine() -> None:
        for path in books:
            calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()

    side_by_side({"openpyxl, read-only": with_openpyxl, "calamine": with_calamine}, rounds=3)


def _importing(data: Path, folder: Path) -> None:
    office = folder / "office"

    def program(*arguments: str) -> None:
        command = [sys.executable, "-m", "builder", *arguments]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run(command, cwd=office, env=environment, capture_output=True, check=True)

    def everything(*, fresh: bool) -> None:
        if fresh:
            shutil.rmtree(office, ignore_errors=True)
            (office / "evidence").mkdir(parents=True)
            (office / "soc-evidence.toml").write_text('draft = "submission.md"\n')
        for dataset in DATASETS:
            program("import", dataset, str(data / dataset))

    everything(fresh=True)
    lines = folder / "statements.nq"
    total = _write_quads(office, lines)
    print(f"{total:,} statements")  # noqa: T201
    side_by_side(
        {
            "bare pyoxigraph bulk load of the resulting quads": lambda: _bare(folder / "bare", lines),
            "import soc, onet, oews": lambda: everything(fresh=True),
            "import them again": lambda: everything(fresh=False),
        },
        rounds=3,
    )
    _day_after(office, program)


def _write_quads(office: Path, place: Path) -> int:
    with place.open("wb") as stream:
        tables = read_ledger(open_workspace(office)).graphs()
        for graph, table in tables.items():
            stream.writelines(_quads(office / "imports" / table.data, graph))
    return sum(table.statements for table in tables.values())


def _quads(path: Path, graph: str) -> Iterator[bytes]:
    end = f" <{graph}> .\n".encode()
    with gzip.open(path, "rb") as archive:
        for line in archive:
            yield line[:-3] + end


def _bare(folder: Path, lines: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    ox.Store(str(folder)).bulk_load(path=str(lines), format=ox.RdfFormat.N_QUADS)


def _day_after(office: Path, program: object) -> None:
    assert callable(program)
    times = iter(range(1000))
    query = "SELECT ?name { <https://w3id.org/soc-evidence/id/agent/bench> foaf:name ?name }"

    def touch() -> None:
        (office / "evidence" / "agents.yaml").write_text(AGENT.format(next(times)))
        program("query", "-e", query)

    side_by_side(
        {
            "query, store in step": lambda: program("query", "-e", query),
            "query after a change of one evidence file": touch,
        }
    )
