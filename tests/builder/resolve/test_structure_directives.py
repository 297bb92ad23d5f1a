"""What stands around the argument: coverage, appendix, notes, tables, headings, the opening."""

from __future__ import annotations

from builder import document as doc
from tests.builder.conftest import HEAD, plain

from .directive_texts import FILED, TEXTS, Examine, blocks, one, rows


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


def test_opening_comes_from_the_docket(examined: Examine) -> None:
    title = examined("# A {topic=T5}").prepared.document.title
    assert title.opening == (
        "Docket ID: BLS-2024-0001",
        "Standard Occupation Classification (SOC)—Updates for 2028",
        "Topics addressed: T5 Change selected detailed occupations",
    )
