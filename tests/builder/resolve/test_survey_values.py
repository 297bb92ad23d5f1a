"""Values of surveys in a document: number of answers, interval, overlap; duties by ratings and threshold."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest

import kb
from builder import document as doc
from builder.building import fill_and_check
from builder.filing.evidence_subgraph import drawn_on, subgraph
from builder.resolve.resolve_draft import read
from kb.store.knowledge import Knowledge
from tests.builder.conftest import HEAD, Examined, plain

Examine = Callable[..., Examined]


def examine_bundled(text: str) -> Examined:
    base = kb.open()
    draft = read(f"{HEAD}\n{text}\n", "draft.md")
    return Examined(fill_and_check(draft, "draft.md", base.graph, base.workspace))


def tables(found: Examined) -> list[doc.Table]:
    return [block for block in found.blocks if isinstance(block, doc.Table)]


def cells(table: doc.Table) -> list[list[str]]:
    return [[plain(cell.content) for cell in row] for row in (table.header, *table.rows)]


def test_work_is_compared_with_sample_interval_and_a_mark_of_overlap(examined: Examine) -> None:
    (table,) = tables(examined("```{survey} 43-5031 33-9031 33-9032\n```"))
    assert cells(table)[0][1:] == [
        "Public Safety Telecommunicators (43-5031), August 2023",
        "Gambling Surveillance Officers and Gambling Investigators (33-9031), August 2019",
        "Security Guards (33-9032), August 2023",
    ]
    assert cells(table)[1:] == [
        ["Making Decisions", "4.40 (n = 1; not to be compared)", "*not recorded*", "*not recorded*"],
        [
            "Assisting and Caring for Others",
            "4.21 (n = 27, 3.69–4.73)",
            "2.82 (n = 31, 2.3–3.3)",
            "4.15 (n = 17, 3.8–4.5) ~",
        ],
    ]
    assert "asked in different years" in plain(table.source)
    assert plain(table.caption) == "Work Activities, importance"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (":table: context", "O*NET's table Work Context is not imported."),
        (":elements: juggling", "Work Activities has nothing called 'juggling' for 43-5031."),
        (":scale: LV", "There is no scale 'LV'."),
    ],
)
def test_what_a_survey_does_not_have_is_named(options: str, message: str, examined: Examine) -> None:
    assert examined(f"```{{survey}} 43-5031\n{options}\n```").of("unknown-survey") == [message]


def test_a_share_of_those_asked_has_its_interval_in_note_table_and_chart() -> None:
    measure = ":measure: training-over-3-months"
    found = examine_bundled(
        "{figure}`43-5031 training-over-3-months latest`\n\n"
        f"```{{figures}} 43-5031 33-9011\n{measure.replace('measure:', 'measures:')} employment\n```\n\n"
        f"```{{chart}} 43-5031 33-9011\n{measure}\n```"
    )
    assert "n = 26, respondents" in found.notes[0]
    assert "95% interval 66.1 to 93.7, computed by Wilson’s method." in found.notes[0]
    (table,) = tables(found)
    assert cells(table)[1][1:] == ["84.3% (August 2023; n = 26, 66.1–93.7)", "102,500"]
    assert plain(table.source).startswith("In brackets: how many answered and the 95% interval")
    chart = found.first(doc.Chart)
    assert isinstance(chart, doc.Chart)
    assert chart.series[0].intervals == ((66.1, 93.7), (24.5, 69.5))
    assert chart.unit == "percent; n from 15 to 26; lines: 95% intervals by Wilson’s method"
    assert "84.3% in August 2023 (n = 26, 66.1–93.7)" in chart.alternative


def test_a_table_without_values_of_a_survey_says_nothing_of_intervals(examined: Examine) -> None:
    (table,) = tables(examined("```{figures} 43-5031\n:measures: employment\n```"))
    assert "bracket" not in plain(table.source)


def test_duties_have_what_those_who_do_the_work_say() -> None:
    found = tables(examine_bundled("```{duties} 43-5031\n:ratings: yes\n```"))
    core = next(table for table in found if plain(table.caption).startswith("Core tasks"))
    assert cells(core)[0] == ["Duty", "Functions", "Relevant to, %", "Importance of 5", "Daily, %", "Task"]
    assert cells(core)[1][2:] == [
        *("81.13 (n = 75, 61.9–91.92)", "4.94 (n = 31)", "75.99 (n = 33, 59.2–87.3)", "2719")
    ]
    assert "In brackets: how many answered" in plain(core.source)
    assert "O*NET Task Ratings (copy)" in plain(core.source)


def test_duties_are_required_by_a_threshold_that_is_printed() -> None:
    found = tables(examine_bundled("```{duties} 43-5031\n:required-by: relevance>=95\n```"))
    captions = [plain(table.caption).partition(":")[0] for table in found]
    assert captions == [
        "Duties stated without condition",
        "Duties stated with “may”",
        "Tasks required by relevance of at least 95 percent",
        "Other tasks",
    ]
    assert [len(table.rows) for table in found] == [2, 3, 9, 9]
    assert "Tasks count as required by relevance of at least 95 percent" in plain(found[2].source)


def test_a_matrix_by_a_threshold_says_so_and_what_does_not_follow_it() -> None:
    (matrix, *_) = tables(examine_bundled("```{matrix} 43-5031 33-9031\n:required-by: relevance>=95\n```"))
    source = plain(matrix.source)
    assert "without a rating that may be used, 8 of the tasks of 33-9031 stand by their type" in source
    assert "core tasks" not in source
    assert cells(matrix)[1][1] == "2 may"


@pytest.mark.parametrize("directive", ["duties", "matrix", "sensitivity"])
def test_what_is_no_threshold_is_told(directive: str) -> None:
    found = examine_bundled(f"```{{{directive}}} 43-5031\n:required-by: relevance>80\n```")
    assert found.of("unknown-threshold") == ["'relevance>80' is no threshold."]


def test_columns_of_many_occupations_are_headed_by_codes_and_named_below() -> None:
    (table,) = tables(examine_bundled("```{sensitivity} 43-5031 43-5032 33-9031 33-9032\n```"))
    assert cells(table)[0] == ["Rule", "43-5031", "43-5032", "33-9031", "33-9032"]
    assert "33-9032 Security Guards" in plain(table.source)


@pytest.mark.parametrize(
    "text",
    [
        "```{survey} 43-5031 33-9031\n:elements: caring\n```",
        "```{sensitivity} 43-5031\n```",
    ],
)
def test_the_part_of_the_graph_that_is_carried_gives_the_same_table(
    text: str, examined: Examine, knowledge: Knowledge
) -> None:
    """Imported tables hold millions of statements; a filing carries those that it prints."""
    found = examined(text)
    context = found.prepared.resolved.context
    carried = ox.Store()
    carried.bulk_extend(subgraph(knowledge.store, drawn_on(context)))
    draft = read(f"{HEAD}\n{text}\n", "draft.md")
    again = fill_and_check(draft, "draft.md", Knowledge(carried), context.workspace)
    assert again.document.blocks == found.prepared.document.blocks


def test_a_share_is_taken_without_the_members_that_change_it_most() -> None:
    found = examine_bundled(
        "```{shares} derived-2025-05-33-other-share derived-2025-05-33-wide-responder-share\n"
        ":rows: 2\n:chart: yes\n```"
    )
    (table,) = tables(found)
    assert [row[1:] for row in cells(table)[1:]] == [
        ["66.2%", "37.4%"],
        ["48.9%", "56.6%"],
        ["80.6%", "23.9%"],
        ["48.9% to 80.6%", "23.9% to 56.6%"],
    ]
    assert cells(table)[2][0] == "Without Security Guards (33-9032)"
    assert "Source: OEWS May 2025" in plain(table.source)
    chart = found.first(doc.Chart)
    assert isinstance(chart, doc.Chart)
    assert chart.categories[:2] == ("As it is", "Without Security Guards")
    assert "Without Security Guards: Share 48.9" in chart.alternative


def test_a_figure_that_is_no_share_of_a_group_is_refused(examined: Examine) -> None:
    told = examined("```{shares} oews-43-5031-employment\n```").of("no-group-share")
    assert told == ["'oews-43-5031-employment' is no share that members have of a group."]


def test_counts_by_every_rule_are_drawn_where_asked_for() -> None:
    found = examine_bundled("```{sensitivity} 43-5031 43-5032\n:chart: yes\n```")
    chart = found.first(doc.Chart)
    assert isinstance(chart, doc.Chart)
    assert [series.values[3] for series in chart.series] == [2.0, 0.0]
    assert "The definition only, required clauses: Public Safety Telecommunicators 2" in chart.alternative
