"""What comes from the graph, has no sure place, or meets another change is named and never applied."""

from __future__ import annotations

import pytest

from builder.merging.merge_draft import accepted_text
from kb.errors import UsageError
from tests.builder.merging.conftest import DRAFT, Exchange


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
    assert told(exchange) == [(15, "merge-conflict")]
    assert exchange.merged() == changed.replace("plain matter", "simple matter")


def test_a_file_of_another_draft_is_refused(exchange: Exchange) -> None:
    other = exchange.draft.with_name("other.md")
    other.write_text(DRAFT.replace("Callers", "People"), "utf-8")
    exchange.draft = other
    with pytest.raises(UsageError, match=r"made from draft\.md, not from other\.md"):
        exchange.merge()
