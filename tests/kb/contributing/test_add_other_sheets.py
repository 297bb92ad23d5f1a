"""Sheets of other programs become the records that an Excel workbook becomes."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Told
from tests.kb.texts import documents, office_documents

Cli = Callable[..., Told]
ROWS = [
    ["source", "type", "title", "author", "issued", "authority"],
    ["bay-sop", "report", "Radio procedure 4.10", "Bay County", "2025-03", "government-page"],
]


def tsv(path: Path) -> Path:
    path.write_bytes("\n".join("\t".join(row) for row in ROWS).encode("utf-16"))  # Excel's “Unicode text”
    return path


def xlsm(path: Path) -> Path:
    written = documents.xlsx(path.with_suffix(".xlsx"), [list(row) for row in ROWS])
    types = documents.part(written, "[Content_Types].xml").decode()
    plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macros = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    documents.with_part(written, "[Content_Types].xml", types.replace(plain, macros).encode())
    return written.rename(path)


def web_page(path: Path) -> Path:
    """Write what many programs export as `.xls`: a web page with a table."""
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    path.write_text(f"<html><body><table>{rows}</table></body></html>")
    return path


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("ours.tsv", tsv),
        ("ours.xlsm", xlsm),
        pytest.param("ours.ods", lambda path: office_documents.ods(path, ROWS), marks=office_documents.calc),
        pytest.param("ours.xls", web_page, marks=office_documents.calc),
    ],
)
def test_a_sheet_of_another_program_becomes_records(
    name: str, make: Callable[[Path], Path], office: Path, cli: Cli
) -> None:
    told = cli("add", make(office.parent / name), "--yes")
    assert told.code == 0, told
    (records,) = (office / "evidence" / "contributed").glob("*/ours.csv")
    (row,) = csv.DictReader(records.read_text("utf-8").splitlines())
    assert [row[key] for key in ("title", "issued", "authority")] == [
        "Radio procedure 4.10",
        "2025-03",
        "government-page",
    ]
