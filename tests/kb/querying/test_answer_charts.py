"""An answer is drawn where its query says how, and only where each place has one value."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.named_queries.query_catalogue import NamedQuery, read_query
from kb.querying.answer_charts import chart_of_answer
from kb.querying.answers import Answer, Value


def query(tmp_path: Path, chart: str) -> NamedQuery:
    path = tmp_path / "jobs.rq"
    path.write_text(f"# title: Jobs\n# chart: {chart}\nSELECT ?code ?period ?jobs {{ }}\n", "utf-8")
    return read_query(path)


def answer(*rows: tuple[Value, ...]) -> Answer:
    names = ("code", "period", "jobs")
    return Answer(names, tuple(dict(zip(names, row, strict=True)) for row in rows), False, 0.0)


def test_lines_have_their_periods_in_order_and_gaps_where_nothing_is_known(tmp_path: Path) -> None:
    drawn = chart_of_answer(
        query(tmp_path, "lines of jobs by period for code"),
        answer(("a", "2020", 3), ("a", "2019", 2), ("b", "2020", 5), ("b", "2021", None)),
    )
    assert drawn is not None
    assert (drawn.kind, drawn.categories) == ("line", ("2019", "2020"))
    assert {each.name: each.values for each in drawn.series} == {"a": (2.0, 3.0), "b": (None, 5.0)}


@pytest.mark.parametrize("chart", ["", "pie of jobs by period", "bars of jobs"])
def test_what_is_no_chart_is_none(tmp_path: Path, chart: str) -> None:
    assert chart_of_answer(query(tmp_path, chart), answer(("a", "2020", 3), ("a", "2019", 2))) is None


def test_two_values_in_one_place_are_not_drawn(tmp_path: Path) -> None:
    asked = query(tmp_path, "bars of jobs by period")
    assert chart_of_answer(asked, answer(("a", "2020", 3), ("b", "2020", 4), ("b", "2021", 4))) is None
