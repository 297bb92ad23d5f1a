"""What comes from the graph, has no sure place, or meets another change is named and never applied."""

from __future__ import annotations

import pytest
from docx.oxml import parse_xml

from builder.merging.merge_draft import accepted_text
from kb.errors import UsageError
from kb.store import Knowledge
from tests.builder.merging.conftest import DRAFT, Exchange, as_word


def told(exchange: Exchange) -> list[tuple[int, str]]:
    return [(finding.location.line, finding.check) for finding in exchange.merge().findings]


@pytest.mark.parametrize("tracked", [True, False])
def test_a_number_from_the_graph_is_named_and_stays(exchange: Exchange, tracked: bool) -> None:
    colleague = exchange.colleague
    shown = next(r.text for r in colleague.paragraph("In May").runs if r.style.name == "Filled In")
    number = next(r.text for r in colleague.paragraph("In May").runs if r.text[:1].isdigit())
    (colleague.track if tracked else colleague.replace)(number, "999,999")
    colleague.save()
    assert told(exchange) == [(9, "merge-filled-in")]
    assert shown and number in exchange.merge().findings[0].message
    assert "999,999" in exchange.merge().findings[0].message
    assert exchange.merged() == DRAFT


def test_other_words_of_the_paragraph_are_carried_over_all_the_same(exchange: Exchange) -> None:
    colleague = exchange.colleague
    colleague.track("Public Safety", "Private Safety")
    colleague.track("the committee", "the board")
    colleague.save()
    assert told(exchange) == [(9, "merge-filled-in")]
    assert exchange.merged() == DRAFT.replace("the committee", "the board")


def test_the_text_of_a_citations_note_is_named(exchange: Exchange) -> None:
    colleague = exchange.colleague
    colleague.replace("A Policy Statement", "A Policy Paper")
    colleague.save()
    assert {check for _, check in told(exchange)} == {"merge-filled-in"}
    assert exchange.merged() == DRAFT


def test_a_removed_note_is_named(exchange: Exchange) -> None:
    colleague = exchange.colleague
    paragraph = colleague.paragraph("the caller")
    mark = next(r for r in paragraph.runs if r._r.xpath("w:footnoteReference"))
    mark._r.getparent().remove(mark._r)
    colleague.save()
    assert [check for _, check in told(exchange)] in (["merge-by-hand"], ["merge-filled-in"])
    assert exchange.merged() == DRAFT


def test_words_made_bold_are_named(exchange: Exchange) -> None:
    colleague = exchange.colleague
    colleague.paragraph("plain matter").runs[0].bold = True
    colleague.save()
    assert told(exchange) == [(12, "merge-formatting")]


def test_comments_come_with_author_line_and_words(exchange: Exchange) -> None:
    colleague = exchange.colleague
    colleague.comment("plain matter", "Is it? -- see docket")
    colleague.save()
    (finding,) = exchange.merge().findings
    assert (finding.check, finding.location.line) == ("merge-comment", 12)
    assert finding.message.startswith("Dana Reyes on “The work is a plain matter")
    assert finding.message.endswith("Is it? -- see docket")


def test_comments_become_remarks_on_request(exchange: Exchange) -> None:
    colleague = exchange.colleague
    colleague.comment("plain matter", "Is it? -- see docket")
    colleague.save()
    text = accepted_text(exchange.merge(), (), remarks=True)
    assert "O*NET alone. <!-- Dana Reyes: Is it? – see docket -->\n" in text


def test_the_findings_of_the_build_do_not_come_back_as_comments(exchange: Exchange) -> None:
    assert exchange.colleague.word.comments
    assert not exchange.merge().findings


def test_a_draft_changed_elsewhere_takes_the_change_and_changed_there_does_not(exchange: Exchange) -> None:
    colleague = exchange.colleague
    colleague.track("plain matter", "simple matter")
    colleague.track("to take the call", "to answer the call")
    colleague.save()
    changed = DRAFT.replace("# Summary {#summary}", "# Summary {#summary}\n\nA line of mine.")
    changed = changed.replace("1. to take the call", "1. to accept the call")
    exchange.draft.write_text(changed, "utf-8")
    proposal = exchange.merge()
    assert [(c.line, c.kind) for c in proposal.changes] == [(14, "changed")]
    assert told(exchange) == [(16, "merge-conflict")]
    assert exchange.merged() == changed.replace("plain matter", "simple matter")


def test_words_typed_into_a_box_are_told_at_its_line(exchange: Exchange, knowledge: Knowledge) -> None:
    redline = "```{redline}\nStaff {--take--}{++answer++} calls of the public.\n```\n\n[^1]:"
    text = DRAFT.replace("[^1]:", redline)
    exchange.draft.write_text(text, "utf-8")
    exchange.docx.write_bytes(as_word(text, knowledge, exchange.workspace))
    colleague = exchange.colleague
    colleague.replace(" calls of the public", " calls of everyone")
    colleague.save()
    (finding,) = exchange.merge().findings
    line = text[: text.index("```{redline")].count("\n") + 1
    assert (finding.location.line, finding.check) == (line, "merge-by-hand")


def test_a_file_of_another_draft_is_refused(exchange: Exchange) -> None:
    other = exchange.draft.with_name("other.md")
    other.write_text(DRAFT.replace("Callers", "People"), "utf-8")
    exchange.draft = other
    with pytest.raises(UsageError, match=r"made from draft\.md, not from other\.md"):
        exchange.merge()


def test_a_text_box_is_named_with_its_words(exchange: Exchange) -> None:
    colleague = exchange.colleague
    box = (
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:pict><w:txbxContent>'
        "<w:p><w:r><w:t>Ask counsel first.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    )
    colleague.paragraph("plain matter")._p.append(parse_xml(box))
    colleague.save()
    assert told(exchange) == [(12, "merge-by-hand")]
    assert "Ask counsel first." in exchange.merge().findings[0].message


def test_a_note_that_a_colleague_adds_is_named_with_its_words(exchange: Exchange) -> None:
    colleague = exchange.colleague
    colleague.add_note("plain matter", "89 Fed. Reg. 49911.")
    colleague.save()
    (finding,) = exchange.merge().findings
    assert (finding.location.line, finding.check) == (12, "merge-by-hand")
    assert "89 Fed. Reg. 49911." in finding.message
    assert exchange.merged() == DRAFT


def test_the_title_is_the_front_matters(exchange: Exchange) -> None:
    colleague = exchange.colleague
    colleague.replace("A test", "Another test")
    colleague.save()
    assert [check for _, check in told(exchange)] == ["merge-filled-in"]
    assert exchange.merged() == DRAFT


def test_changes_that_cannot_be_made_together_are_not_proposed_together(exchange: Exchange) -> None:
    colleague = exchange.colleague
    colleague.move_behind("the committee", "plain matter")
    colleague.delete_paragraph("to take the call")
    colleague.delete_paragraph("to send the crew")
    colleague.delete_paragraph("to stay on the line")
    colleague.add_paragraph_behind("We ask", "In its place.")
    colleague.save()
    merged = exchange.merged()
    assert "In its place." in merged
    assert not [word for word in ("to take the call", "to send", "to stay") if word in merged]
