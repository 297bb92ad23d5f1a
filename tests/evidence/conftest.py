"""The duty and figure files, and the official workbooks that they are checked against."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.evidence.records import Record, Row, Workbook, read_records

VARIABLE = "SOC_EVIDENCE_DATA"


@pytest.fixture(scope="session")
def duties() -> dict[str, Record]:
    """Every duty by its id."""
    return read_records("duties")


@pytest.fixture(scope="session")
def figures() -> dict[str, Record]:
    """Every figure by its id."""
    return read_records("figures")


@pytest.fixture(scope="session")
def workbook() -> Workbook:
    """A reader of official workbooks that reads each only once."""
    if VARIABLE not in os.environ:
        pytest.skip(
            f"NOT CHECKED against the official workbooks: {VARIABLE} is not set. Set it to the folder"
            " whose data/ holds soc/, onet/ and oews/ as their publishers issued them."
        )
    folder = Path(os.environ[VARIABLE]) / "data"

    @cache
    def rows(name: str) -> list[Row]:
        return list(_first_sheet(folder / name))

    return rows


def _first_sheet(path: Path) -> Iterator[Row]:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(path, read_only=True)
    yield from book.worksheets[0].iter_rows(values_only=True)
    book.close()
