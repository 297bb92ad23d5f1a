"""A draft edited in a browser: nobody's words are lost, findings are those of a build, pages follow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import builder
from builder.workbench.draft_list import DraftList
from builder.workbench.draft_versions import VERSIONS
from builder.workbench.open_draft import (
    OpenDraft,
    StaleDraftError,
    difference,
    digest,
    with_line_feeds,
)
from kb.errors import MissingError
from kb.reports import shortened
from kb.workspace import open_workspace
from tests.builder.clean_draft import CLEAN


@pytest.fixture
def draft(office: Path) -> Iterator[OpenDraft]:
    (office / "submission.md").write_text(CLEAN, "utf-8")
    opened = OpenDraft(open_workspace(office), office / "submission.md")
    yield opened
    opened.close()


def versions(draft: OpenDraft) -> list[str]:
    folder = draft.path.parent / VERSIONS / draft.path.stem
    return [path.read_bytes().decode() for path in sorted(folder.glob("*"))]


def test_a_save_keeps_the_text_before_it(draft: OpenDraft) -> None:
    assert draft.save(f"{CLEAN}\nMore.\n", digest(CLEAN))
    assert draft.text() == f"{CLEAN}\nMore.\n"
    assert versions(draft) == [CLEAN]
    assert not draft.save(draft.text(), "whatever was seen")
    assert versions(draft) == [CLEAN]


def test_a_text_that_changed_meanwhile_is_not_written_over(draft: OpenDraft) -> None:
    draft.path.write_text(f"{CLEAN}\nTheirs.\n", "utf-8")
    with pytest.raises(StaleDraftError) as told:
        draft.save(f"{CLEAN}\nMine.\n", digest(CLEAN))
    assert draft.text() == told.value.theirs == f"{CLEAN}\nTheirs.\n"
    assert not (draft.path.parent / VERSIONS).exists()
    assert draft.save(f"{CLEAN}\nMine.\n", digest(told.value.theirs))
    assert versions(draft) == [f"{CLEAN}\nTheirs.\n"]


def test_line_ends_of_the_file_stay(draft: OpenDraft) -> None:
    draft.path.write_bytes(CLEAN.replace("\n", "\r\n").encode())
    assert draft.text() == CLEAN
    draft.save(f"{CLEAN}More.\n".replace("\n", "\r\n"), digest(CLEAN))
    assert draft.path.read_bytes() == f"{CLEAN}More.\n".replace("\n", "\r\n").encode()


def test_many_versions_are_kept_and_the_oldest_go(draft: OpenDraft) -> None:
    for number in range(55):
        draft.save(f"{CLEAN}\n{number}\n", digest(draft.text()))
    kept = versions(draft)
    assert len(kept) == 50
    assert kept[-1] == f"{CLEAN}\n53\n"
    assert CLEAN not in kept


def test_findings_are_those_of_a_build_of_that_text(draft: OpenDraft, office: Path) -> None:
    text = f"{CLEAN}\nThey deserve better pay.\n"
    told = draft.findings(text)
    draft.path.write_text(text, "utf-8")
    built = builder.build(office)
    assert list(told) == shortened(built.findings, office)
    assert [f.location.path for f in told if f.check == "benefits-language"] == ["submission.md"]


def test_pages_are_of_the_text_and_tell_where_headings_stand(draft: OpenDraft) -> None:
    pages = draft.pages(CLEAN)
    lines = CLEAN.split("\n")
    assert pages.count > 0
    assert pages.anchors
    assert all(lines[anchor.line - 1].startswith("#") for anchor in pages.anchors)
    assert [anchor.page for anchor in pages.anchors] == sorted(anchor.page for anchor in pages.anchors)
    first = draft.picture(pages.key, 1)
    assert first is not None
    assert first.startswith(b"\x89PNG")
    assert draft.picture(pages.key, pages.count + 1) is None
    assert draft.picture("of no text", 1) is None


def test_pages_are_set_anew_when_a_record_changes(draft: OpenDraft, office: Path) -> None:
    before = draft.pages(CLEAN)
    assert draft.pages(CLEAN) is before
    (office / "evidence" / "bay.yaml").write_text(
        "agent: {id: bay-county, name: Bay County, kind: organization}\n", "utf-8"
    )
    after = draft.pages(CLEAN)
    assert after.key != before.key, "a browser that holds the former pages asks for others"


def test_only_drafts_at_the_root_are_offered(office: Path) -> None:
    (office / "submission.md").write_text(CLEAN, "utf-8")
    (office / "letter.md").write_text(CLEAN, "utf-8")
    (office / "NOTES.md").write_text("# Notes\n", "utf-8")
    (office / "a-letter.md").write_text(CLEAN, "utf-8")
    drafts = DraftList(open_workspace(office))
    assert drafts.names() == ["submission.md", "a-letter.md", "letter.md"]
    for name in ("NOTES.md", "../office/submission.md", "evidence", ""):
        with pytest.raises(MissingError):
            drafts.at(name)


@given(st.text(alphabet="ab\r\n", max_size=30), st.text(alphabet="ab\r\n", max_size=30))
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_a_difference_has_every_line_that_differs(first: str, second: str) -> None:
    lines = list(difference(first, second))
    ones, others = first.splitlines(), second.splitlines()
    assert (ones == others) == (not lines)
    for line in lines:
        assert line.sign in "-+ …"
        assert line.text in {"-": ones, "+": others, " ": ones, "…": [""]}[line.sign]


@given(st.text(alphabet="ab\r\n"))
def test_a_text_from_a_form_is_the_same_text(text: str) -> None:
    assert (
        digest(text) == digest(with_line_feeds(text)) == digest(with_line_feeds(text).replace("\n", "\r\n"))
    )
