from __future__ import annotations

import csv
import io
import json

import pytest

from kb.analysis.compare import compare
from kb.analysis.comparison_rows import comparison_csv
from kb.analysis.comparison_text import comparison_text
from kb.common.output import as_json
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
    assert (gambling.required, gambling.may) == (None, None)  # none are recorded; that is not none performed
    assert (telecommunicators.required, telecommunicators.may) == (("d2",), ("d1",))


def test_figures_come_latest_first_with_source_and_period(knowledge: Knowledge) -> None:
    figures = compare(knowledge, ["43-5031", "33-9031"], series=True).figures
    assert [(f.id, f.period, f.source) for f in figures] == [
        ("e25", "2025-05", "aha"),
        ("g25", "2025-05", "aha"),
        ("e24", "2024-05", "aha"),
    ]
    figures = compare(knowledge, ["43-5031", "33-9031"]).figures
    assert [figure.id for figure in figures] == ["e25", "g25"]


def test_the_official_definition_goes_before_our_gloss(knowledge: Knowledge) -> None:
    gambling, guards = compare(knowledge, ["33-9030"]).occupations
    assert (gambling.code, gambling.definition, gambling.official) == ("33-9031", "Official words.", True)
    assert (guards.definition, guards.official) == ("Our words.", False)


def test_a_group_stands_for_itself_and_its_detailed_occupations_once(knowledge: Knowledge) -> None:
    found = compare(knowledge, ["33-9032", "33-0000"])
    assert found.order == ("33-9032", "33-0000", "33-9031")
    assert [occupation.code for occupation in found.occupations] == ["33-9032", "33-9031"]
    assert [(group.code, group.members) for group in found.groups] == [("33-0000", ("33-9031", "33-9032"))]
    assert compare(knowledge, ["33-9032", "33-0000"], whole=True).order == ("33-9032", "33-0000")


def test_a_group_is_counted_without_the_occupation_it_is_compared_with(knowledge: Knowledge) -> None:
    detect = compare(knowledge, ["33-9031", "33-9030"], whole=True).functions
    assert all(not row.cells[1].required and not row.cells[1].may for row in detect)


def test_an_unknown_code_names_near_ones(knowledge: Knowledge) -> None:
    with pytest.raises(MissingError, match="33-9033") as caught:
        compare(knowledge, ["33-9033"])
    assert "33-9032" in caught.value.remedy
    assert "import soc" in caught.value.remedy


def test_text_shows_the_matrix_and_only_the_latest_figures(knowledge: Knowledge) -> None:
    text = comparison_text(compare(knowledge, ["43-5031", "33-9031", "33-9032"]), 100)
    assert "Protect life" in text
    assert "1+1" in text
    assert "(Keep records)" in text
    assert "No duty statements are recorded for 33-9031, 33-9032." in text
    assert text.count("not recorded") == 2 * 2 + 1  # by function and occupation; employment of 33-9032
    assert "102500" in text
    assert "101140" not in text
    assert max(map(len, text.splitlines())) <= 100


def test_what_is_not_imported_is_said_with_how_to_import_it(knowledge: Knowledge) -> None:
    found = compare(knowledge, ["43-5031"])
    sections = ["activities", "context", "ratings", "training", "wages"]
    assert [lacking.section for lacking in found.absent] == sections
    assert all("soc-evidence import" in lacking.remedy for lacking in found.absent)
    assert "import onet FOLDER" in comparison_text(found, 100)
    for section in ("activities", "interests", "values", "styles"):
        with pytest.raises(MissingError, match="not imported"):
            compare(knowledge, ["43-5031"], [section])


def test_only_the_sections_asked_for_are_compared(knowledge: Knowledge) -> None:
    found = compare(knowledge, ["43-5031"], ["employment"])
    assert [figure.measure for figure in found.figures] == ["employment"]
    assert not found.duties
    assert not compare(knowledge, ["43-5031"], ["wages"]).figures


def test_programs_get_one_row_for_each_fact(knowledge: Knowledge) -> None:
    found = compare(knowledge, ["43-5031"], series=True)
    rows = list(csv.DictReader(io.StringIO(comparison_csv(found))))
    assert [row["records"] for row in rows if row["section"] == "figure"] == ["e25", "e24"]
    assert {row["section"] for row in rows} == {
        *("definition", "function", "figure", "duty", "elsewhere", "absent")
    }
    assert json.loads(as_json(compare(knowledge, ["43-5031"])))["figures"][0]["value"] == "102500"


def test_programs_see_what_is_not_recorded(knowledge: Knowledge) -> None:
    found = compare(knowledge, ["43-5031", "33-9032"])
    rows = list(csv.DictReader(io.StringIO(comparison_csv(found))))
    lacking = {(row["section"], row["item"]) for row in rows if row["unit"] == "not recorded"}
    assert lacking == {
        ("function", "protect-life"),
        ("function", "record-keeping"),
        ("figure", "employment"),
    }
    assert all(row["code"] == "33-9032" and not row["value"] for row in rows if row["unit"] == "not recorded")
    told = json.loads(as_json(found))
    assert [cell["required"] for cell in told["functions"][0]["cells"]] == [["d2"], None]
    assert [figure["value"] for figure in told["figures"]] == ["102500", None]


def test_classes_elsewhere_end_with_those_not_found(knowledge: Knowledge) -> None:
    found = compare(knowledge, ["43-5031", "33-9031"], ["elsewhere"])
    assert [(row.id, row.codes, row.nearest_group) for row in found.elsewhere] == [
        ("far", ("43-5031",), "43-0000"),
        ("away", ("43-5031",), ""),
    ]
    text = comparison_text(found, 120)
    assert "7 Clerk" in text
    assert "not found" in text.lower()
    assert comparison_csv(found).count("\nelsewhere,") == 2
