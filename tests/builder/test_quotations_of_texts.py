"""Quotations of a draft against the whole text of a source, where it is at hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import builder
from builder.building import fill_and_check
from builder.resolve.resolve_draft import read
from kb.store import Knowledge
from kb.workspace import Workspace

HEAD = "---\ntitle: A test\ndocket: bls-2024-0001\n---\n\n# The work\n\n"
TEXT = "Staff conceded that the work protects people. They did not say so in the committee's report.\n"


@pytest.fixture
def said(tmp_path: Path, small_workspace: Workspace, knowledge: Knowledge) -> Callable[[str], list[str]]:
    """Check a sentence with the text of `news-2017` at hand; return checks of quotations."""
    workspace = replace(small_workspace, root=tmp_path)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "news-2017.txt").write_text(TEXT)

    def run(text: str) -> list[str]:
        found = fill_and_check(read(HEAD + text, "draft.md"), "draft.md", knowledge, workspace).findings
        return [f.check for f in found if "quot" in f.check]

    return run


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The paper says staff “conceded that the work protects people” [@news-2017].", []),
        ("The paper says staff “denied that the work protects people” [@news-2017].", ["misquotation"]),
        ("The paper says “They did … say so in the committee’s report” [@news-2017].", ["misquotation"]),
        ("The paper says they did “say so in the committee’s report” [@news-2017].", ["quotation-cut"]),
        ("The paper says, “Nothing of this was ever written down” [@news-2017].", ["misquotation"]),
    ],
)
def test_the_text_answers_for_words_that_no_record_quotes(
    said: Callable[[str], list[str]], sentence: str, expected: list[str]
) -> None:
    assert said(sentence) == expected


RECORD = """\
source:
  id: bay-sop
  type: report
  title: Standard operating procedures
  author: [{literal: Bay County}]
  issued: 2025-03
  authority: government-page
evidence:
  - {id: bay-quoted, statement: Calls are answered at once., quote: Every call is answered at once,
     locator: {page: 2}, about: [43-5031], verification: verified}
  - {id: bay-untold, statement: Calls are logged by hand., quote: Every call is logged by hand,
     locator: {page: 3}, about: [43-5031], verification: verified}
"""


def test_words_that_nobody_has_compared_are_told_where_they_are_printed(office: Path) -> None:
    (office / "evidence" / "sop.yaml").write_text(RECORD)
    draft = f"{HEAD}It says {{quote}}`bay-quoted`, and also that {{evidence}}`bay-untold`.\n"
    (office / "submission.md").write_text(draft)

    def told() -> list[str]:
        return [str(f) for f in builder.examine(office).findings if f.check == "quotation-uncompared"]

    (only,) = told()
    assert "submission.md" in only
    assert "evidence/bay-quoted" in only
    (office / "texts").mkdir()
    (office / "texts" / "bay-sop.txt").write_text(
        "Every call is answered at once. Every call is logged by hand."
    )
    assert told() == []
