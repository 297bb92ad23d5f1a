"""What the directives that count put into the document: duties, functions, figures, agencies."""

from __future__ import annotations

from builder import document as doc
from tests.builder.conftest import plain

from .directive_texts import TEXTS, Examine, blocks, one, rows


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


def test_every_rule_of_counting_has_a_row_and_so_has_the_span(examined: Examine) -> None:
    table = rows(one(examined, "sensitivity", doc.Table))
    assert table[1][0] == "All duties, required and “may”"
    assert table[-1][0] == "Least to most"


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
