"""Work activities over occupations: sample and interval beside each value, overlaps marked, none averaged."""

from __future__ import annotations

import csv
import io

import pytest

from kb.analysis.compare import Comparison, compare
from kb.analysis.comparison_charts import chart_of
from kb.analysis.comparison_rows import comparison_csv
from kb.analysis.comparison_text import comparison_text
from kb.errors import UsageError
from kb.store.knowledge import Knowledge
from tests.kb.analysis import imported


@pytest.fixture(scope="module")
def work() -> Knowledge:
    return imported.make(work=True)


@pytest.fixture(scope="module")
def found(work: Knowledge) -> Comparison:
    return compare(work, ["11-1011", "11-1021", "22-1011"], ["activities"])


def test_each_value_has_interval_and_sample(found: Comparison) -> None:
    (comparison,) = found.elements
    assert comparison.name == "Work Activities, im"
    first, second = comparison.rows
    assert [e.said() for e in first.estimates if e] == [
        "4.2 [3.7-4.7], n=27",
        "2.9 [2.4-3.4], n=24",
        "4.1 [≈3.71-4.49], n=17",
    ]
    assert first.overlaps == (True, False, True)
    assert second.overlaps == (None, None, None)  # one answer each
    assert comparison.years == ("2021", "2023")


def test_the_table_marks_overlaps_and_values_not_to_be_compared(found: Comparison) -> None:
    text = comparison_text(found, 100, ["activities"])
    assert "4.1 [≈3.71-4.49] n=17 ~" in text
    assert "n=24 ~" not in text
    assert text.count("n=1 !") == 3
    assert "Asked in different years." in text
    assert max(map(len, text.splitlines())) <= 100


def test_without_being_asked_for_the_elements_are_only_counted(found: Comparison) -> None:
    text = comparison_text(found, 100)
    assert "Work Activities, im, 2 in all: --by activities." in text
    assert "n=27" not in text


def test_programs_get_interval_and_sample_in_columns(found: Comparison) -> None:
    rows = [r for r in csv.DictReader(io.StringIO(comparison_csv(found))) if r["section"] == "rated-element"]
    first = rows[0]
    assert (first["value"], first["sample"], first["interval"]) == ("4.2", "27", "3.7-4.7")
    assert (first["period"], first["source"]) == ("2023-08", "onet-1")
    assert rows[-1]["unit"] == "scale IM, not to be compared"


def test_elements_are_chosen_by_words_of_their_name(work: Knowledge) -> None:
    (comparison,) = compare(work, ["11-1011"], ["activities"], elements=["w1"]).elements
    assert [row.id for row in comparison.rows] == ["W1"]
    with pytest.raises(UsageError, match="'nothing'"):
        compare(work, ["11-1011"], ["activities"], elements=["nothing"])


def test_a_group_has_no_survey_of_its_own(work: Knowledge) -> None:
    (comparison,) = compare(work, ["22-1011", "11-0000"], ["activities"]).elements
    assert comparison.codes == ("22-1011", "11-1011", "11-1021")
    assert not compare(work, ["11-0000"], ["activities"], whole=True).elements


def test_the_chart_has_a_bar_for_each_occupation(found: Comparison) -> None:
    chart = next(c for c in chart_of(found).charts if c.title.startswith("Work Activities"))
    assert chart.categories == ("W1", "W2")
    assert [series.values[0] for series in chart.series] == [4.2, 2.9, 4.1]


def test_interests_are_degrees_and_not_numbers_of_the_highest(work: Knowledge) -> None:
    found = compare(work, ["11-1011", "11-1021"], ["interests"])
    (comparison,) = found.elements
    assert (comparison.name, found.absent) == ("Interests, oi", ())
    assert [[e.value for e in row.estimates if e] for row in comparison.rows] == [[4.5, 2.0]]
    assert "Interests, oi, 1 in all: --by interests." in comparison_text(found, 100, ["functions"])
