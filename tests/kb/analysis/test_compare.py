from __future__ import annotations

import csv
import io
import json

import pytest

from kb.analysis.compare import compare
from kb.analysis.figures import latest
from kb.analysis.rendering import comparison
from kb.errors import MissingError
from kb.store.knowledge import Knowledge


def test_duties_stand_by_kind_in_the_order_of_their_source(knowledge: Knowledge) -> None:
    duties = compare(knowledge, ["43-5031"]).duties
    assert [(duty.kind, duty.id) for duty in duties] == [
        ("required", "d2"),
        ("required", "d10"),
        ("may", "d1"),
    ]


def test_the_matrix_counts_required_and_may_duties(knowledge: Knowledge) -> None:
    life, records = compare(knowledge, ["33-9031", "43-5031"]).functions
    assert (life.label, life.protective, records.protective) == ("Protect life", True, False)
    gambling, telecommunicators = life.cells
    assert (gambling.required, gambling.may) == ((), ())
    assert (telecommunicators.required, telecommunicators.may) == (("d2",), ("d1",))


def test_figures_come_latest_first_with_source_and_period(knowledge: Knowledge) -> None:
    figures = compare(knowledge, ["43-5031", "33-9031"]).figures
    assert [(f.id, f.period, f.source) for f in figures] == [
        ("e25", "2025-05", "aha"),
        ("g25", "2025-05", "aha"),
        ("e24", "2024-05", "aha"),
    ]
    assert [figure.id for figure in latest(figures)] == ["e25", "g25"]


def test_the_official_definition_goes_before_our_gloss(knowledge: Knowledge) -> None:
    gambling, guards = compare(knowledge, ["33-9030"]).occupations
    assert (gambling.code, gambling.definition, gambling.official) == ("33-9031", "Official words.", True)
    assert (guards.definition, guards.official) == ("Our words.", False)


def test_a_group_stands_for_its_detailed_occupations_once(knowledge: Knowledge) -> None:
    found = compare(knowledge, ["33-9032", "33-0000"]).occupations
    assert [occupation.code for occupation in found] == ["33-9032", "33-9031"]


def test_an_unknown_code_names_near_ones(knowledge: Knowledge) -> None:
    with pytest.raises(MissingError, match="33-9033") as caught:
        compare(knowledge, ["33-9033"])
    assert "33-9032" in caught.value.remedy
    assert "import soc" in caught.value.remedy


def test_text_shows_the_matrix_and_only_the_latest_figures(knowledge: Knowledge) -> None:
    found = compare(knowledge, ["43-5031", "33-9031"])
    text = comparison(found, "table", None, series=False)
    assert "Protect life        1+1        ." in text
    assert "(Keep records)      1+0        ." in text
    assert "102500" in text
    assert "101140" not in text
    assert "101140" in comparison(found, "table", None, series=True)


def test_programs_get_one_row_for_each_fact(knowledge: Knowledge) -> None:
    found = compare(knowledge, ["43-5031"])
    rows = list(csv.DictReader(io.StringIO(comparison(found, "csv", None, series=True))))
    assert [row["records"] for row in rows if row["section"] == "figure"] == ["e25", "e24"]
    assert {row["section"] for row in rows} == {"definition", "function", "figure", "duty"}
    assert json.loads(comparison(found, "json", None, series=False))["figures"][0]["value"] == "102500"
