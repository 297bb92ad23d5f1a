"""Quotations from a scan: what text recognition read is said to be so, and a missing program is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Told
from tests.kb.texts import office_documents

WORDS = "Telecommunicators give instructions"
RECORD = f"""\
source: {{id: scan, type: report, title: A scan, issued: 2025, authority: government-page}}
evidence:
  - {{id: told, statement: They do., about: [43-5031], locator: {{section: all}}, quote: {WORDS}}}
"""


@pytest.fixture
def scanned(office: Path) -> Path:
    (office / "evidence" / "scan.yaml").write_text(RECORD)
    (office / "texts").mkdir()
    return office_documents.scan(office / "texts" / "scan.png", WORDS)


@office_documents.ocrmypdf
def test_a_quotation_from_a_scan_says_to_check_it_by_eye(scanned: Path, cli: Callable[..., Told]) -> None:
    told = cli("quote", "scan", WORDS)
    assert told.out.splitlines()[:2] == [
        "# exact",
        "# Its words were read off pictures by text recognition: check each quotation by eye.",
    ]
    (row,) = [line for line in cli("quote", "--all").out.splitlines() if "evidence/told" in line]
    assert row.startswith("exact")
    assert row.endswith("check each quotation by eye.")


def test_without_the_program_the_verdict_names_it(
    scanned: Path, cli: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(scanned.parent))
    told = cli("quote", "scan", WORDS)
    assert told.code == 4
    assert "takes the program OCRmyPDF, and that is not installed" in told.err
    (row,) = [line for line in cli("quote", "--all").out.splitlines() if "evidence/told" in line]
    assert row.startswith("text not available")
    assert "OCRmyPDF" in row
