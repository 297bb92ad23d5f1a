"""The page of the vocabulary is what the base makes of it; `UPDATE_DOCS=1` writes it anew."""

from __future__ import annotations

import os

import pytest

from kb.store import open_readonly
from kb.workspace import open_workspace
from tests.conftest import ROOT
from tests.docs.vocabulary_page import Usage, page
from tests.docs.vocabulary_picture import picture

PAGE, PICTURE = ROOT / "docs" / "vocabulary.md", ROOT / "docs" / "images" / "vocabulary.svg"


@pytest.fixture(scope="module")
def usage() -> Usage:
    """How the bundled base uses its terms."""
    return Usage(open_readonly(open_workspace(ROOT).base).store)


def test_the_page_is_up_to_date(usage: Usage) -> None:
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(page(usage), "utf-8")
    assert page(usage) == PAGE.read_text("utf-8")


def test_the_picture_is_up_to_date(usage: Usage) -> None:
    if os.environ.get("UPDATE_DOCS"):
        PICTURE.write_text(picture(usage), "utf-8")
    assert picture(usage) == PICTURE.read_text("utf-8")


def test_every_own_term_in_use_says_what_it_means(usage: Usage) -> None:
    used = {name for name in (*usage.classes, *usage.properties) if name.startswith("soce:")}
    assert used - usage.meanings.keys() == set()


def test_every_record_and_part_has_a_label_with_a_language(usage: Usage) -> None:
    assert "text @en" in usage.ends["rdfs:label"][1]
