"""What the directives of argument put into the document: claims, objections, wording, decisions, moves."""

from __future__ import annotations

from builder import document as doc
from tests.builder.conftest import HEAD, plain

from .directive_texts import Examine, blocks, one, rows


def test_a_redline_says_that_it_begins_from_a_paraphrase(examined: Examine) -> None:
    gloss = "Assess the sick and injured and give basic emergency care; some take them to hospital."
    box = examined(f"```{{redline}} 29-2042\n{gloss} {{++Some send others.++}}\n```").first(doc.Callout)
    assert isinstance(box, doc.Callout)
    _, legend = box.blocks
    assert isinstance(legend, doc.Paragraph)
    assert "our paraphrase of the definition, not its official text" in plain(legend.content)


def test_objection_tells_who_when_and_how_far_verified(examined: Examine) -> None:
    callout = one(examined, "objection", doc.Callout)
    assert isinstance(callout, doc.Callout)
    assert plain(callout.label) == "Objection O3b. Precluded from talking callers through procedures"
    objection, reply = (b for b in blocks(examined, "objection") if isinstance(b, doc.Callout))
    assert (objection.kind, reply.kind) == ("objection", "reply")
    said = (*objection.blocks, *reply.blocks)
    texts = [plain(block.content) for block in said if isinstance(block, doc.Paragraph)]
    assert texts[0].endswith("The words were: “‘talking’ someone through procedures.”[1]")
    assert texts[1].startswith("Raised by SOC Policy Committee, 2016. Seen in ")
    assert texts[1].endswith("Rests on Classification Principle 2. Second-hand.")
    assert texts[2] == "Reply. The definition itself names instructions to callers.[2]"
    assert texts[3] == "More of a reply."


def test_an_anticipated_objection_says_so(examined: Examine) -> None:
    callout = examined("```{objection} A1\n```").first(doc.Callout)
    assert isinstance(callout, doc.Callout)
    origin = callout.blocks[1]
    assert isinstance(origin, doc.Paragraph)
    assert plain(origin.content).startswith("Anticipated; not found to have been raised.")


def test_claim_shows_what_speaks_against_it(examined: Examine) -> None:
    callout = one(examined, "claim", doc.Callout)
    assert isinstance(callout, doc.Callout)
    assert callout.kind == "disclosure"
    assert plain(callout.label) == "Evidence against: Telecommunicators give instructions"
    weighed = callout.blocks[-1]
    assert isinstance(weighed, doc.Paragraph)
    expected = "How it is weighed. That some centers do not is why the definition says “may”."
    assert plain(weighed.content) == expected


def test_contrary_follows_the_claims_that_are_argued(examined: Examine) -> None:
    assert isinstance(one(examined, "contrary", doc.Callout), doc.Callout)
    assert "contrary-of-nothing" in examined("```{contrary}\n```").said[-1]


def test_contrary_never_assures_that_there_is_nothing(examined: Examine) -> None:
    found = examined("# One {claim=staff-agree}\n\n```{contrary}\n```")
    assert found.of("contrary-empty") == [
        "No evidence on record speaks against the claims; {contrary} prints nothing."
    ]
    assert [type(block).__name__ for block in found.blocks] == ["Heading"]


def test_a_gloss_is_said_to_be_one(examined: Examine) -> None:
    paragraph = one(examined, "definition", doc.Paragraph)
    assert isinstance(paragraph, doc.Paragraph)
    assert "in our paraphrase of the official definition" in plain(paragraph.content)


def test_redline(examined: Examine) -> None:
    callout = one(examined, "redline", doc.Callout)
    assert isinstance(callout, doc.Callout)
    paragraph = callout.blocks[0]
    assert isinstance(paragraph, doc.Paragraph)
    assert [
        (run.text, run.inserted, run.deleted) for run in paragraph.content if isinstance(run, doc.Text)
    ] == [
        ("Take ", False, False),
        ("and give", True, False),
        (" calls", False, False),
        (" only", False, True),
        (".", False, False),
    ]


def test_redline_compares_two_texts(examined: Examine) -> None:
    callout = examined("```{redline}\nTake calls now.\n---\nTake emergency calls now.\n```").first(
        doc.Callout
    )
    assert isinstance(callout, doc.Callout)
    paragraph = callout.blocks[0]
    assert isinstance(paragraph, doc.Paragraph)
    inserted = [r.text for r in paragraph.content if isinstance(r, doc.Text) and r.inserted]
    assert inserted == ["emergency"]
    assert plain(paragraph.content) == "Take emergency calls now. "


def test_precedents_tell_whole_moves_from_splits(examined: Examine) -> None:
    table = rows(one(examined, "precedents", doc.Table))
    aides = next(row for row in table if row[0].startswith("39-9021"))
    assert aides[1:3] == ["31-1122 Personal Care Aides", "whole, one to one"]
    assert aides[3] == "P2: Their work is care. (As others report it.)"
    assert any(row[2:] == ["whole, merged", "None found."] for row in table)


def test_impact_gives_groups_before_and_after_and_names_what_is_not_recorded(examined: Examine) -> None:
    table = rows(one(examined, "impact", doc.Table))
    assert table[0] == [
        *("Group", "Jobs", "Jobs after", "Change", "Mean wage", "Mean wage after", "Occupations")
    ]
    assert any("left" in row[0] for row in table)
    assert any("joined" in row[0] for row in table)
    assert "*not recorded*" in {cell for row in table for cell in row}


def test_decisions_give_the_reason_and_say_where_none_was_found(examined: Examine) -> None:
    (_, trainers) = rows(one(examined, "decisions", doc.Table))
    assert trainers[1:] == [
        "2010, 08-0358",
        "Not accepted (29-9091 to 29-1000)",
        "P2: They do not diagnose.",
    ]
    told = examined("```{decisions}\n:principle: G9\n```").prepared.findings
    assert any(finding.check == "unknown-principle" for finding in told)


def test_elsewhere_says_which_side_each_is_on_and_what_was_not_found(examined: Examine) -> None:
    head = HEAD.replace("date:", "occupation: 33-9091\nproposes: 53-0000\ndate:")
    table = examined("```{elsewhere}\n```", head=head).first(doc.Table)
    assert rows(table)[1:] == [
        [
            "Farland’s classification (Farland)[1]",
            "77 School crossing clerk (unit group)",
            "Clerks > Road clerks. Against the request",
            "Puts crossing guards with road clerks.",
        ],
        [
            "Nearland’s classification (Nearland)[2]",
            "5 Road guide",
            "Transport. For the request",
            (
                "Puts crossing guards with bus conductors. "
                "(As another source reports it; the classification was not seen.)"
            ),
        ],
        [
            "Midland’s classification (Midland)[1]",
            "Not found",
            "",
            "No class for crossing guards was found in the index. (As of June 20, 2024.)",
        ],
    ]
