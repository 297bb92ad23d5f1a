"""What each directive puts into the document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder import document as doc
from builder.resolve.directives import DIRECTIVES
from builder.resolve.resolve_draft import Resolved
from tests.builder.conftest import HEAD, Examined, plain

Examine = Callable[..., Examined]

TEXTS = {
    "bibliography": "Cited [@oews].\n\n```{bibliography}\n```",
    "chart": "```{chart} 43-5031 33-9031\n:measure: employment\n:emphasise: 43-5031\n```",
    "claim": "```{claim} gives-instructions\n```",
    "comparison": "```{comparison} 43-5031 33-9031\n:measures: employment\n```",
    "contents": "```{contents}\n:depth: 3\n```",
    "contrary": "# A {claim=gives-instructions}\n\n```{contrary}\n```",
    "coverage": "# A {topic=T5 item=R1 answers=O3b}\n\n```{coverage}\n```",
    "decisions": "```{decisions}\n:outcome: not-accepted\n```",
    "definition": "```{definition} 33-9031\n```",
    "disclosure": ":::{disclosure} Against us\nA *word* [@oews].\n:::",
    "duties": "```{duties} 43-5031\n```",
    "elsewhere": "```{elsewhere}\n:about: 33-9091\n```",
    "evidence-appendix": "```{evidence-appendix}\n```\n\n{quote}`definition-may` {figure}`oews-43-5031-wage`",
    "figures": "```{figures} 43-5031 33-9031\n:measures: employment\n:periods: 2024-05 2025-05\n```",
    "job-descriptions": "```{job-descriptions} 33-9032\n:by: state\n```",
    "legislation": "```{legislation}\n:jurisdiction: federal\n```",
    "matrix": "```{matrix} 43-5031 33-9031\n:functions: protect-life detect-threats warn-and-inform\n```",
    "note": ":::{note}\nA word.\n:::",
    "impact": "```{impact} 43-5031\n:to: 33-9000\n```",
    "notes": "Cited [@oews].\n\n```{notes}\n```\n\nAfter.",
    "objection": "```{objection} O3b\nMore of a reply.\n```",
    "picture": "```{picture} pictures/square.png\n:alt: A square.\n:caption: A square\n:source: [@oews]\n```",
    "placements": "```{placements}\n```",
    "precedents": "```{precedents}\n```",
    "principles": "```{principles} P2 G6\n```",
    "proposal": ":::{proposal}\nA word.\n:::",
    "redline": "```{redline} 43-5031\nTake {++and give++} calls{-- only--}.\n```",
    "sensitivity": "```{sensitivity} 43-5031 43-5032\n```",
    "shares": "```{shares} share-33-9000-flaggers\n```",
    "signature": "```{signature}\n:name: Jane Doe\n:title: Director\n```",
    "survey": "```{survey} 43-5031 33-9031\n:elements: caring\n```",
    "table": "```{table} Options\n:widths: 1 3\n:heads: yes\n| a | b |\n|---|---|\n| one | two |\n```",
    "sparql-table": "```{sparql-table}\nSELECT ?code WHERE { VALUES ?code { 1 2 } }\n```",
}


def blocks(examined: Examine, name: str) -> tuple[doc.Block, ...]:
    return tuple(examined(TEXTS[name]).blocks)


def one(examined: Examine, name: str, kind: type) -> doc.Block:
    return next(block for block in blocks(examined, name) if isinstance(block, kind))


def rows(table: doc.Block) -> list[list[str]]:
    assert isinstance(table, doc.Table)
    return [[plain(cell.content) for cell in row] for row in (table.header, *table.rows)]


def test_a_redline_says_that_it_begins_from_a_paraphrase(examined: Examine) -> None:
    gloss = "Assess the sick and injured and give basic emergency care; some take them to hospital."
    box = examined(f"```{{redline}} 29-2042\n{gloss} {{++Some send others.++}}\n```").first(doc.Callout)
    assert isinstance(box, doc.Callout)
    _, legend = box.blocks
    assert isinstance(legend, doc.Paragraph)
    assert "our paraphrase of the definition, not its official text" in plain(legend.content)


def test_every_directive_has_a_case() -> None:
    assert sorted(TEXTS) == sorted(DIRECTIVES)


@pytest.mark.parametrize("name", sorted(set(TEXTS) - {"sparql-table"}))
def test_each_is_filled_without_findings(name: str, examined: Examine) -> None:
    result = examined(TEXTS[name])
    ids = {f.check for f in result.prepared.findings}
    assert not {check for check in ids if check.startswith(("unknown", "unresolved", "draft-"))}


@pytest.mark.parametrize("name", sorted(DIRECTIVES))
@pytest.mark.parametrize("argument", ["", "x", "99-9999", "O3b", "> } x {", "43-5031 x"])
def test_no_argument_raises(name: str, argument: str, filled: Callable[[str], Resolved]) -> None:
    filled(f"```{{{name}}} {argument}\n:measures: x\n:measure: y\n:periods: latest 2\n```")


def test_matrix_counts_and_lists_the_duties_of_each_cell(examined: Examine) -> None:
    result = examined(TEXTS["matrix"])
    table = result.first(doc.Table)
    assert isinstance(table, doc.Table)
    assert rows(table) == [
        ["Occupation", "A. Protect life", "B. Detect threats", "C. Warn and inform"],
        ["Public Safety Telecommunicators (43-5031)", "1 may", "–", "1 required"],
        ["Gambling Surveillance Officers and Gambling Investigators (33-9031)", "–", "1 required", "–"],
    ]
    assert [cell.shade for cell in table.rows[0]] == ["none", "partial", "none", "yes"]
    assert table.landscape
    assert plain(table.source).endswith("Source: 2018 SOC Definitions.[1]")
    counted = result.blocks[1]
    assert isinstance(counted, doc.Table)
    assert rows(counted)[1] == [
        "43-5031 A",
        "Protect life",
        "2018 SOC Definitions, with “may”: tell callers what to do in an emergency.",
    ]


def test_the_duties_of_a_matrix_stand_in_the_appendix(examined: Examine) -> None:
    matrix, further, table = examined(TEXTS["matrix"] + "\n\nMore.\n\n```{evidence-appendix}\n```").blocks
    assert isinstance(matrix, doc.Table)
    assert isinstance(further, doc.Paragraph)
    assert plain(table.caption) == (
        "Duties counted in the cells of “Protective functions in the stated duties of each occupation”"
    )
    (link,) = (inline for inline in matrix.source if isinstance(inline, doc.Link))
    assert link.target == f"#{table.anchor}"


FILED = HEAD.replace("\n---\n", "\nattachments: [evidence-appendix]\n---\n", 1)


def test_a_compact_matrix_names_its_columns_below_and_stands_upright(examined: Examine) -> None:
    table = examined(TEXTS["matrix"].replace("\n```", "\n:compact: yes\n```")).first(doc.Table)
    assert isinstance(table, doc.Table)
    assert rows(table)[:2] == [
        ["Occupation", "A", "B", "C"],
        ["Public Safety Telecommunicators (43-5031)", "0+1", "–", "1"],
    ]
    assert not table.landscape
    assert "A. Protect life; B. Detect threats; C. Warn and inform." in plain(table.source)


def test_compact_counts_have_a_row_an_occupation_and_number_the_rules(examined: Examine) -> None:
    table = examined(TEXTS["sensitivity"].replace("\n```", "\n:compact: yes\n```")).first(doc.Table)
    assert isinstance(table, doc.Table)
    head, first, _ = rows(table)
    assert head[:3] == ["Occupation", "1", "2"]
    assert head[-1] == "Least–most"
    assert first[0] == "Public Safety Telecommunicators (43-5031)"
    assert "1. All duties, required and “may”; 2. " in plain(table.source)


def test_a_summary_of_the_evidence_names_what_is_less_than_verified(examined: Examine) -> None:
    body = TEXTS["evidence-appendix"].replace("appendix}\n", "appendix}\n:summary: yes\n")
    text = f"{TEXTS['matrix']}\n\n{body}"
    done = examined(text, head=FILED)
    matrix, summary = (block for block in done.blocks if isinstance(block, doc.Table))
    assert "listed, by code and letter, in the evidence appendix beside this comment" in plain(matrix.source)
    assert rows(summary)[0] == ["Mark", "Evidence", "Figures", "Which"]
    assert all(row[3] == "" for row in rows(summary)[1:] if row[0] in ("verified", "computed"))
    (told,) = examined(text).of("appendix-not-filed")
    assert "filed nowhere" in told


def test_a_table_of_a_query_has_widths(examined: Examine) -> None:
    asked = TEXTS["sparql-table"].replace("}\nSELECT", "}\n:widths: 3\nSELECT", 1)
    table = examined(asked).first(doc.Table)
    assert isinstance(table, doc.Table)
    assert table.widths == (3.0,)
    assert examined(asked.replace(": 3", ": 3 1")).of("bad-query")


def test_duties_keep_required_and_may_apart(examined: Examine) -> None:
    required, may = (block for block in blocks(examined, "duties") if isinstance(block, doc.Table))
    assert plain(required.caption).startswith("Duties stated without condition")
    assert [row[0] for row in rows(required)[1:]] == [
        "Take requests for emergency help by telephone and radio."
    ]
    assert rows(may)[1][1] == "Protect life, Rescue and aid"


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


def test_figures_say_what_is_missing(examined: Examine) -> None:
    table = one(examined, "figures", doc.Table)
    assert rows(table) == [
        ["Occupation", "May 2024", "May 2025"],
        ["Public Safety Telecommunicators (43-5031)", "101,140", "102,500"],
        [
            "Gambling Surveillance Officers and Gambling Investigators (33-9031)",
            "*not recorded*",
            "9,520",
        ],
    ]
    assert isinstance(table, doc.Table)
    assert plain(table.source) == "Source: OEWS May 2025.[1]"


def test_chart_says_in_words_what_it_shows(examined: Examine) -> None:
    chart = one(examined, "chart", doc.Chart)
    assert isinstance(chart, doc.Chart)
    assert chart.kind == "bar"
    assert chart.series[0].values == (102500.0, 9520.0)
    assert chart.unit == "jobs"
    assert chart.emphasised == ("Public Safety Telecommunicators",)
    assert chart.alternative == (
        "Employment, May 2025: Public Safety Telecommunicators 102,500 in May 2025; Gambling Surveillance "
        "Officers and Gambling Investigators 9,520 in May 2025."
    )


def test_coverage_links_to_the_sections(examined: Examine) -> None:
    tables = [block for block in blocks(examined, "coverage") if isinstance(block, doc.Table)]
    topics, items, objections = (rows(table) for table in tables)
    assert ["T5", "Change selected detailed occupations", "A"] in topics
    assert items[1] == ["R1", "Nature of the work performed", "A"]
    assert objections[1][2] == "*not addressed*"
    assert objections[2] == ["O3b", "Precluded from talking callers through procedures", "A"]


def test_the_appendix_knows_evidence_cited_after_it(examined: Examine) -> None:
    evidence, figures = (b for b in blocks(examined, "evidence-appendix") if isinstance(b, doc.Table))
    assert [row[0] for row in rows(evidence)[1:]] == ["definition-may"]
    assert rows(evidence)[1][2].endswith("; verified")
    assert rows(figures)[1][1] == "43-5031 annual median wage, May 2025: $53,040"


def test_note_and_appendix_name_the_place_of_a_figure(examined: Examine) -> None:
    result = examined("{figure}`oews-az-openings`\n\n```{evidence-appendix}\n```")
    assert any("Annual openings, Arizona, 2023 to 2033." in note for note in result.notes)
    (figures,) = (block for block in result.blocks if isinstance(block, doc.Table))
    assert rows(figures)[1][1] == "43-5031 annual openings, Arizona, 2023 to 2033: 300"


def test_notes_stand_at_the_foot_of_their_pages(examined: Examine) -> None:
    result = examined("Cited [@oews]. Again [@oews].\n\nAnd in another paragraph [@oews].")
    assert len(result.notes) == 2
    assert not any(isinstance(block, doc.Notes) for block in result.blocks)
    assert examined("Cited [@oews].\n\n```{notes}\n```").of("notes-at-foot")


def test_endnotes_stand_where_they_are_put_or_last(examined: Examine) -> None:
    head = HEAD.replace("---\n", "---\nnotes: end\n", 1)
    placed = examined("```{notes}\n```\n\nCited [@oews].\n\nAgain [@oews].", head=head)
    assert isinstance(placed.blocks[0], doc.Notes)
    assert len(placed.notes) == 1
    *_, heading, notes = examined("Cited [@oews].", head=head).blocks
    assert isinstance(heading, doc.Heading)
    assert isinstance(notes, doc.Notes)


def test_a_table_of_ones_own_has_caption_widths_and_row_heads(examined: Examine) -> None:
    table = one(examined, "table", doc.Table)
    assert isinstance(table, doc.Table)
    assert (plain(table.caption), table.number, table.widths) == ("Options", 1, (1.0, 3.0))
    assert table.rows[0][0].heading
    assert examined("```{table} Nothing\nWords.\n```").of("no-table")
    assert examined("```{table}\n:widths: 1\n| a | b |\n|---|---|\n| c | d |\n```").of("no-table")


def test_a_table_that_no_page_holds_is_told(examined: Examine) -> None:
    def wide(columns: int) -> str:
        return "\n".join(
            ("| classification " * columns + "|", "|---" * columns + "|", "| x " * columns + "|")
        )

    assert not examined(wide(9)).of("table-too-wide")
    (message,) = examined(wide(40)).of("table-too-wide")
    assert "40 columns" in message


def test_headings_never_jump(examined: Examine) -> None:
    result = examined("## A\n\n#### B\n\n# C\n\n### D")
    assert [b.level for b in result.blocks if isinstance(b, doc.Heading)] == [1, 2, 1, 2]


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


def test_every_rule_of_counting_has_a_row_and_so_has_the_span(examined: Examine) -> None:
    table = rows(one(examined, "sensitivity", doc.Table))
    assert table[1][0] == "All duties, required and “may”"
    assert table[-1][0] == "Least to most"


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


def test_opening_comes_from_the_docket(examined: Examine) -> None:
    title = examined("# A {topic=T5}").prepared.document.title
    assert title.opening == (
        "Docket ID: BLS-2024-0001",
        "Standard Occupation Classification (SOC)—Updates for 2028",
        "Topics addressed: T5 Change selected detailed occupations",
    )


def test_job_descriptions_give_agencies_with_n_interval_dates_and_how_they_were_gathered(
    examined: Examine,
) -> None:
    table = one(examined, "job-descriptions", doc.Table)
    assert rows(table) == [
        ["Duty", "Require it (n 2)", "Share, 95% interval", "Ohio (n 1)", "Texas (n 1)"],
        ["Guard premises against theft.", "1", "50% (9.5 to 90.5)", "1", "0"],
    ]
    assert isinstance(table, doc.Table)
    said = plain(table.source)
    assert said.startswith(
        "Job descriptions of 2 agencies in 2 states, dated 2021 to 2023. A convenience sample"
    )
    assert "gathered: sent in answer to a call." in said


def test_without_a_job_description_a_table_of_them_is_an_error_that_says_what_to_do(
    examined: Examine,
) -> None:
    told = examined("```{job-descriptions} 43-5031\n```").prepared.findings
    (finding,) = (finding for finding in told if finding.check == "unknown-descriptions")
    assert finding.message.startswith("No agency's job description of 43-5031 is counted")
    assert "soc-evidence add job.docx --duties 43-5031" in finding.fix
