"""What a colleague changes in Word becomes the same change of the Markdown, tracked or not."""

from __future__ import annotations

import pytest

from tests.builder.merging.conftest import DRAFT, Exchange


def test_an_untouched_file_changes_nothing(exchange: Exchange) -> None:
    proposal = exchange.merge()
    assert (proposal.changes, proposal.findings) == ((), ())


@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the committee to classify", "the committee to place"),
        ("We ask", "We request"),
        ("Callers get help", "Callers at once get help"),
        ("to send the crew;", "to send a crew and its gear;"),
        ("Quoted words stand here.", "Quoted words stood there."),
        ("takes calls", "answers calls"),
        ("Details", "The details"),
        ("calm", "settle"),
        ("They send help.", "They send the help they can."),
        ("an office of nine", "an office of ten people"),
        ("rests on O*NET alone", "rests on the O*NET survey alone"),
        ("The footnote of our own", "A footnote of our own"),
    ],
)
def test_words_typed_over_are_typed_over_in_the_draft(
    exchange: Exchange, old: str, new: str, tracked: bool
) -> None:
    colleague = exchange.colleague
    (colleague.track if tracked else colleague.replace)(old, new)
    colleague.save()
    (change,) = exchange.merge().changes
    assert change.kind == "changed"
    assert change.authors == (("Dana Reyes",) if tracked else ())
    assert exchange.merged() == DRAFT.replace(old, new)


def test_lines_of_the_draft_that_nobody_changed_stay_as_they_are(exchange: Exchange) -> None:
    colleague = exchange.colleague
    colleague.track("Callers get help", "Callers get instructions")
    colleague.save()
    before, after = DRAFT.split("\n"), exchange.merged().split("\n")
    assert [a for a, b in zip(after, before, strict=True) if a != b] == [
        "**We ask** the committee to classify {occupation}`43-5031` in group 33. Callers get instructions"
    ]


def test_several_changes_of_a_paragraph_are_one_and_of_two_are_two(exchange: Exchange) -> None:
    colleague = exchange.colleague
    colleague.track("plain matter", "simple matter")
    colleague.track("nothing here", "little here")
    colleague.track("to take the call", "to answer the call")
    colleague.save()
    proposal = exchange.merge()
    assert [(c.line, c.kind) for c in proposal.changes] == [(12, "changed"), (14, "changed")]
    assert "1. to take the call;" in exchange.merged(lambda change: change.line == 12)
    assert "simple matter of record, and little here" in exchange.merged(lambda change: change.line == 12)


def test_words_behind_a_note_stay_behind_its_citation(exchange: Exchange) -> None:
    colleague = exchange.colleague
    colleague.insert_behind("They send help.", " At once.")
    colleague.save()
    assert "[@not-every-center]. They send help. At once. A footnote" in exchange.merged()


def test_a_sentence_goes_with_its_citation_which_is_named(exchange: Exchange) -> None:
    colleague = exchange.colleague
    paragraph = colleague.paragraph("the caller")
    first, calm, second = paragraph.runs[0], paragraph.runs[1], paragraph.runs[2]
    for run in (first, calm, second):
        run.text = ""
    mark = next(r for r in paragraph.runs if r._r.xpath("w:footnoteReference"))
    mark._r.getparent().remove(mark._r)
    colleague.save()
    (change,) = exchange.merge().changes
    assert change.takes == ("[@not-every-center]",)
    assert "\nThey send help. A footnote says more[^1].\n" in exchange.merged()


def test_paragraphs_are_added_removed_and_moved(exchange: Exchange) -> None:
    colleague = exchange.colleague
    colleague.add_paragraph_behind("plain matter", "A new paragraph with a star: O*NET_x.")
    colleague.delete_paragraph("to send the crew")
    colleague.save()
    proposal = exchange.merge()
    assert sorted((change.kind, change.authors) for change in proposal.changes) == [
        ("added", ()),
        ("removed", ("Dana Reyes",)),
    ]
    merged = exchange.merged()
    assert "rests on O*NET alone.\n\nA new paragraph with a star: O*NET_x.\n\n1. to take" in merged
    assert "1. to take the call;\n3. to stay on the line." in merged


def test_a_moved_paragraph_takes_its_citations_along(exchange: Exchange) -> None:
    colleague = exchange.colleague
    colleague.move_behind("the committee", "plain matter")
    colleague.save()
    (change,) = exchange.merge().changes
    assert change.kind == "moved"
    merged = exchange.merged()
    assert merged.index("plain matter") < merged.index("**We ask** the committee")
    assert sorted(merged.split()) == sorted(DRAFT.split())


def test_a_paragraph_is_divided(exchange: Exchange) -> None:
    colleague = exchange.colleague
    colleague.divide("They send help.")
    colleague.save()
    (change,) = exchange.merge().changes
    assert change.kind == "changed"
    assert "caller [@not-every-center].\n\nThey send help. A footnote says more[^1]." in exchange.merged()


def test_new_headings_items_and_bold_words_are_markdown(exchange: Exchange) -> None:
    colleague = exchange.colleague
    colleague.add_paragraph_behind("to stay on the line", "to write it down.", "List Number")
    colleague.add_paragraph_behind("plain matter", "More", "Heading 2")
    colleague.paragraph("plain matter").add_run(" Mark this.").bold = True
    colleague.save()
    merged = exchange.merged()
    assert "3. to stay on the line.\n3. to write it down.\n" in merged
    assert "alone. **Mark this.**\n\n## More\n" in merged


def test_signs_that_markdown_would_read_are_kept_as_typed(exchange: Exchange) -> None:
    colleague = exchange.colleague
    colleague.track("plain matter", "*plain* [matter] {x}`y`")
    colleague.save()
    assert "The work is a \\*plain\\* \\[matter\\] \\{x\\}\\`y\\` of record" in exchange.merged()


def test_the_last_paragraph_of_a_box_can_go_and_what_stands_before_a_table_stays(exchange: Exchange) -> None:
    colleague = exchange.colleague
    colleague.delete_paragraph("an office of nine")
    colleague.delete_end("Quoted words stand here.")
    colleague.save()
    proposal = exchange.merge()
    assert [(change.kind, change.line) for change in proposal.changes] == [("removed", 29)]
    assert proposal.findings == ()


def test_two_paragraphs_become_one_with_their_citations(exchange: Exchange) -> None:
    colleague = exchange.colleague
    colleague.join("In May there were")
    colleague.save()
    (change,) = exchange.merge().changes
    assert (change.kind, change.takes) == ("changed", ())
    assert "2025-05` jobs. The work is a plain matter of record" in exchange.merged()


def test_paragraphs_joined_and_changed_are_left_to_the_writer(exchange: Exchange) -> None:
    colleague = exchange.colleague
    colleague.track("plain matter", "simple matter")
    colleague.join("In May there were")
    colleague.save()
    assert [finding.check for finding in exchange.merge().findings] == ["merge-by-hand"]
    assert exchange.merged() == DRAFT
