"""Objections: whose words are quoted, and what has no answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder import document as doc
from kb.model import Records
from kb.model.records import Objection, Provenance
from tests.builder.conftest import Examined, plain

Examine = Callable[..., Examined]


def test_words_quoted_are_given_to_who_said_them(
    examined: Examine, lookup: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    objection = Objection(
        id="O9",
        title="Place",
        statement="The work is done elsewhere.",
        provenance=Provenance("aha-2020", verification="verified"),
        quote="Provide initial  care",
        raised_by="SOC Policy Committee",
        unanswered="We hold nothing on it.",
    )
    known = {**lookup.objections, "O9": objection}
    monkeypatch.setattr(lookup, "objections", known)
    callout = examined("```{objection} O9\n```").first(doc.Callout)
    assert isinstance(callout, doc.Callout)
    statement, _ = callout.blocks
    reply = examined("```{objection} O9\n```").blocks[1]
    assert isinstance(reply, doc.Callout)
    (left,) = reply.blocks
    assert isinstance(statement, doc.Paragraph)
    assert isinstance(left, doc.Paragraph)
    said = "In the words of American Heart Association: “Provide initial  care.”"
    assert said in plain(statement.content)
    assert plain(left.content) == "Left open. We hold nothing on it."


def test_a_character_that_a_record_brings_is_told_with_its_record(
    examined: Examine, lookup: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    objection = Objection(
        id="O9",
        title="Place \u65e5",
        statement="The work is done elsewhere.",
        provenance=Provenance("aha-2020", verification="verified"),
    )
    monkeypatch.setattr(lookup, "objections", {**lookup.objections, "O9": objection})
    found = examined("# One\n\n```{objection} O9\n```").prepared.findings
    (told,) = [finding for finding in found if finding.check == "characters"]
    assert told.subject == "objection/O9"
    assert told.location.line == 8
    assert "`objection/O9` has it" in told.message


def test_objections_stand_in_one_table_beside_their_replies(examined: Examine) -> None:
    asked = "```{objection} O3b\n:table: yes\n```"
    table = examined(asked).first(doc.Table)
    assert isinstance(table, doc.Table)
    ((said, reply),) = table.rows
    assert plain(said.content).startswith("O3b. ")
    assert "Seen in" not in plain(said.content)
    assert plain(reply.content).startswith("Reply. ")
    assert examined(asked.replace("yes\n", "yes\nMore.\n")).of("no-own-reply")
