"""Every O*NET figure is recomputed from the rows that it names."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.evidence.records import Record, Row, Workbook

Cells = dict[str, object]
EDUCATION = "Education, Training, and Experience"
COUNTED = {
    "core-tasks": lambda cells: cells["Task Type"] == "Core",
    "supplemental-tasks": lambda cells: cells["Task Type"] == "Supplemental",
    "untyped-tasks": lambda cells: cells["Task Type"] is None,
    "related-in-group-33": lambda cells: str(cells["Related O*NET-SOC Code"]).startswith("33-"),
    "related-in-group-43": lambda cells: str(cells["Related O*NET-SOC Code"]).startswith("43-"),
}
TASKS = {  # core, supplemental, untyped
    "43-5031": (16, 2, 0), "43-5032": (10, 2, 0), "33-9031": (8, 0, 0), "33-9032": (13, 1, 0),
    "33-9091": (7, 5, 0), "33-9092": (10, 5, 0), "33-9093": (24, 2, 0), "33-3041": (16, 6, 0),
    "33-9011": (14, 1, 0), "33-9094": (0, 0, 18),
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(TASKS))
def test_task_counts(figures: dict[str, Record], code: str) -> None:
    def count(measure: str) -> int:
        return int(figures.get(f"onet-29-3-{code}-{measure}", {"value": "0"})["value"])

    counted = tuple(count(measure) for measure in ("core-tasks", "supplemental-tasks", "untyped-tasks"))
    assert counted == TASKS[code]
    assert count("tasks") == sum(counted)


def test_ids_say_what_the_figure_is(figures: dict[str, Record]) -> None:
    for figure in _of(figures, "onet-training") + _of(figures, "onet-counts"):
        assert figure["figure"] == f"onet-29-3-{figure['occupation']}-{figure['measure']}"
        assert figure["source"] == "onet-29-3"


def test_training_is_the_sum_of_the_categories_over_three_months(
    figures: dict[str, Record], workbook: Workbook
) -> None:
    for figure in _of(figures, "onet-training", "training-over-3-months"):
        rows = _rows(figure, workbook)
        assert [cells["Category"] for cells in rows] == [4, 5, 6, 7, 8, 9]
        assert {cells["Scale ID"] for cells in rows} == {"OJ"}
        assert Decimal(figure["value"]) == sum(Decimal(str(cells["Data Value"])) for cells in rows)
        suppressed = any(cells["Recommend Suppress"] == "Y" for cells in rows)
        assert suppressed == ("suppress" in figure["note"])
        _assert_survey(figure, rows[0])


@pytest.mark.parametrize(
    ("measure", "element", "category"),
    [("required-education-hs", "2.D.1", 2), ("certification-importance", "2.D.4.a", None)],
)
def test_survey_answers_equal_their_cell(
    figures: dict[str, Record], workbook: Workbook, measure: str, element: str, category: int | None
) -> None:
    for figure in _of(figures, "onet-training", measure):
        (cells,) = _rows(figure, workbook)
        assert (cells["Element ID"], cells["Category"]) == (element, category)
        assert float(figure["value"]) == cells["Data Value"]
        assert cells["Recommend Suppress"] != "Y"
        _assert_survey(figure, cells)


def test_job_zones_equal_their_cell(figures: dict[str, Record], workbook: Workbook) -> None:
    for figure in _of(figures, "onet-training", "job-zone"):
        (cells,) = _rows(figure, workbook)
        assert int(figure["value"]) == cells["Job Zone"]
        assert figure["period"] == _month(cells["Date"])
        assert ("preliminary" in figure["note"]) == ("Preliminary" in str(cells["Domain Source"]))


def test_no_published_answer_is_left_out(figures: dict[str, Record], workbook: Workbook) -> None:
    occupations = {figure["occupation"] for figure in _of(figures, "onet-training")}
    published = {
        (str(row[0])[:7], {"3.A.3": "training-over-3-months", "2.D.4.a": "certification-importance"}[row[2]])
        for row in workbook(f"onet/{EDUCATION}.xlsx")
        if row[2] in ("3.A.3", "2.D.4.a") and str(row[0])[:7] in occupations and str(row[0]).endswith(".00")
    }
    assert {(code, m) for code, m in published if f"onet-29-3-{code}-{m}" not in figures} == set()


def test_counts_are_the_rows_that_meet_the_condition(figures: dict[str, Record], workbook: Workbook) -> None:
    for figure in _of(figures, "onet-counts"):
        rows = _rows(figure, workbook)
        if figure["measure"] == "related-rank":
            assert [cells["Index"] for cells in rows] == [int(figure["value"])]
            continue
        table = workbook(f"onet/{figure['locator.table']}.xlsx")
        assert len(rows) == sum(row[0] == f"{figure['occupation']}.00" for row in table)
        counts = COUNTED.get(figure["measure"], lambda cells: True)
        assert int(figure["value"]) == sum(map(counts, rows)), figure["figure"]


def test_small_samples_and_experts_are_pointed_out(figures: dict[str, Record]) -> None:
    for figure in _of(figures, "onet-training"):
        if figure["sample"] and int(figure["sample"]) < 20:
            assert "small sample" in figure["note"], figure["figure"]
        if figure["occupation"] == "33-9093" and figure["sample"]:
            assert "experts" in figure["denominator"]


def _of(figures: dict[str, Record], dataset: str, measure: str = "") -> list[Record]:
    found = [
        figure
        for figure in figures.values()
        if figure["dataset"] == dataset and measure in ("", figure["measure"])
    ]
    assert found
    return found


def _rows(figure: Record, workbook: Workbook) -> list[Cells]:
    """Return the rows that a figure names, by column, having checked that they are the occupation's."""
    rows: list[Row] = workbook(f"onet/{figure['locator.table']}.xlsx")
    first, _, last = figure["locator.row"].partition("-")
    named = rows[int(first) - 1 : int(last or first)]
    assert {row[0] for row in named} == {f"{figure['occupation']}.00"}, figure["figure"]
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in named]


def _assert_survey(figure: Record, cells: Cells) -> None:
    assert int(figure["sample"]) == cells["N"]
    assert figure["period"] == _month(cells["Date"])


def _month(date: object) -> str:
    """Turn `08/2023` into `2023-08`."""
    month, year = str(date).split("/")
    return f"{year}-{month}"
