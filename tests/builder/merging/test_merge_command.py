"""`merge` on the command line: shown, chosen by number, never over the draft unasked."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.errors import ExitCode
from tests.builder.merging.conftest import DRAFT, Exchange
from tests.conftest import Told

Cli = Callable[..., Told]


@pytest.fixture
def returned(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> Exchange:
    """A file with two changes and a comment, beside its draft."""
    monkeypatch.chdir(exchange.draft.parent)
    colleague = exchange.colleague
    colleague.track("plain matter", "simple matter")
    colleague.replace("to take the call", "to answer the call")
    colleague.comment("They send help.", "Who sends it?")
    colleague.save()
    return exchange


def test_changes_are_shown_with_their_lines_and_authors(returned: Exchange, cli: Cli) -> None:
    told = cli("merge", "draft.docx", "draft.md")
    assert told.code == ExitCode.CLEAN, told.err
    assert "[1] draft.md:12 changed, tracked by Dana Reyes\n    -The work is a plain matter" in told.out
    assert "    -1. to take the call;\n    +1. to answer the call;\n" in told.out
    assert "draft.md:26:1: note[merge-comment] Dana Reyes on “" in told.out
    assert "2 changes to carry over" in told.out
    assert returned.draft.read_text("utf-8") == DRAFT


def test_the_patch_is_one_that_patch_takes(returned: Exchange, cli: Cli) -> None:
    told = cli("merge", "draft.docx", "draft.md", "--format", "diff")
    assert told.out.startswith("--- a/draft.md\n+++ b/draft.md\n@@ ")
    assert told.out.count("\n+") == 3


def test_programs_read_changes_and_findings(returned: Exchange, cli: Cli) -> None:
    data = json.loads(cli("merge", "draft.docx", "draft.md", "--format", "json").out)
    assert [(c["number"], c["kind"], c["line"]) for c in data["changes"]] == [
        (1, "changed", 12),
        (2, "changed", 14),
    ]
    assert data["changes"][0]["tracked-by"] == ["Dana Reyes"]


def test_chosen_changes_go_to_a_new_file(returned: Exchange, cli: Cli) -> None:
    told = cli("merge", "draft.docx", "draft.md", "--accept", "2", "-o", "next.md")
    assert "1 of 2 changes written to next.md" in told.err
    changed = DRAFT.replace("to take the call", "to answer the call")
    assert Path("next.md").read_text("utf-8") == changed
    assert returned.draft.read_text("utf-8") == DRAFT
    again = cli("merge", "draft.docx", "draft.md", "--accept", "all", "-o", "next.md")
    assert again.code == ExitCode.USAGE
    assert Path("next.md").read_text("utf-8") == changed


def test_in_place_keeps_the_draft_as_it_was(returned: Exchange, cli: Cli) -> None:
    returned.draft.write_bytes(b"\xef\xbb\xbf" + DRAFT.replace("\n", "\r\n").encode())
    before = returned.draft.read_bytes()
    told = cli("merge", "draft.docx", "draft.md", "--accept", "all", "--remarks", "--in-place")
    assert told.code == ExitCode.CLEAN, told.err
    (kept,) = returned.draft.parent.glob("draft.before-merge-*.md")
    assert kept.read_bytes() == before
    after = returned.draft.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf---\r\n")
    assert b"a simple matter of record" in after
    assert b"[^1]. <!-- Dana Reyes: Who sends it? -->\r\n" in after
    assert after.count(b"\n") == after.count(b"\r\n")


@pytest.mark.parametrize("wanted", ["0", "3", "2-1", "one", "1-9"])
def test_numbers_that_are_none_are_refused(returned: Exchange, cli: Cli, wanted: str) -> None:
    told = cli("merge", "draft.docx", "draft.md", "--accept", wanted)
    assert (told.code, "Changes are 1 to 2" in told.err) == (ExitCode.USAGE, True)


def test_all_leaves_a_citation_where_it_is(exchange: Exchange, cli: Cli) -> None:
    colleague = exchange.colleague
    colleague.delete_paragraph("We ask")
    colleague.save()
    folder = exchange.draft.parent
    told = cli("merge", exchange.docx, exchange.draft, "--accept", "all", "-o", folder / "next.md")
    assert "takes along: {occupation}`43-5031`, [@aha-initial-care]" in told.out
    assert not (folder / "next.md").exists()
    cli("merge", exchange.docx, exchange.draft, "--accept", "1", "-o", folder / "next.md")
    assert "We ask" not in (folder / "next.md").read_text("utf-8")


def test_files_that_are_no_returned_ones_are_refused_in_a_sentence(
    exchange: Exchange, cli: Cli, tmp_path: Path
) -> None:
    text, bomb, plain = tmp_path / "text.docx", tmp_path / "bomb.docx", tmp_path / "plain.docx"
    text.write_text("no archive")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 2**26)
    import docx

    docx.Document().save(str(plain))
    entities = tmp_path / "entities.docx"
    with zipfile.ZipFile(exchange.docx) as source, zipfile.ZipFile(entities, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            head = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
            target.writestr(name, head + data if name == "customXml/item1.xml" else data)
    told = cli("merge", exchange.draft, exchange.draft)
    assert "draft.md is not a Word file." in told.err
    assert "Name the Word file" in told.err
    expected = {
        tmp_path / "none.docx": ExitCode.MISSING,
        text: ExitCode.UNREADABLE,
        bomb: ExitCode.UNREADABLE,
        entities: ExitCode.UNREADABLE,
        plain: ExitCode.USAGE,
    }
    assert {path: cli("merge", path, exchange.draft).code for path in expected} == expected


def test_on_a_terminal_each_change_is_asked_about(
    returned: Exchange, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = io.StringIO("n\ny\ny\n")
    monkeypatch.setattr(typed, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stdin", typed)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    told = cli("merge", "draft.docx", "draft.md")
    assert told.out.count("Accept?") == 2
    assert "[2] draft.md:14 changed, not tracked" in told.out
    changed = DRAFT.replace("to take the call", "to answer the call")
    assert returned.draft.read_text("utf-8") == changed
