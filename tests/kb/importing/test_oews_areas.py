"""OEWS files of states, metropolitan areas and industries.

None of the publisher's could be had: these are made up in the layout of the national ones, which have the
columns too.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb.store import Knowledge, open_readonly
from kb.workspace import open_workspace
from tests.ontology.integrity import CUBE

from .workbooks import estimates, write_workbook

Cli = Callable[..., Any]
Row = dict[str, object]
ALABAMA: Row = {"AREA": "01", "AREA_TITLE": "Alabama", "AREA_TYPE": "2", "PRIM_STATE": "AL", "TOT_EMP": 2100}
ALASKA: Row = {"AREA": "02", "AREA_TITLE": "Alaska", "AREA_TYPE": "2", "PRIM_STATE": "AK", "TOT_EMP": 300}
MONTGOMERY: Row = {"AREA": 33860.0, "AREA_TITLE": "Montgomery, AL", "AREA_TYPE": 4.0, "PRIM_STATE": "AL"}
HOSPITALS: Row = {
    "NAICS": "622000",
    "NAICS_TITLE": "Hospitals",
    "I_GROUP": "3-digit",
    "OWN_CODE": "58",
    "TOT_EMP": 5200,
    "PCT_TOTAL": 0.09,
    "PCT_RPT": "~",
}
OWNERS: Row = {"NAICS": "000001", "I_GROUP": "cross-industry, ownership", "OWN_CODE": "5", "TOT_EMP": 900}


@pytest.fixture
def take(office: Path, tmp_path: Path, cli: Cli) -> Callable[..., Any]:
    def imported(*rows: Row, sheet: str = "state") -> Any:
        return cli("import", "oews", write_workbook(tmp_path / "x.xlsx", estimates(2031, *rows, sheet=sheet)))

    return imported


def knowledge() -> Knowledge:
    return open_readonly(open_workspace())


def jobs(told: str = "?place") -> list[dict[str, str]]:
    return knowledge().select(
        "SELECT ?figure ?place ?part ?area ?value ?source { ?figure soce:measure ?measure ; "
        "sdmx-dimension:refPeriod '2031-05' ; sdmx-measure:obsValue ?value ; dcterms:source ?source . "
        "FILTER(STRENDS(STR(?measure), '/employment')) "
        "OPTIONAL { ?figure soce:place ?place } OPTIONAL { ?figure rdfs:label ?part } "
        f"OPTIONAL {{ ?figure soce:area/skos:notation ?area }} }} ORDER BY {told}"
    )


def test_a_state_is_not_the_nation(take: Callable[..., Any], cli: Cli) -> None:
    told = take(ALABAMA)
    assert (told.code, told.out.split()[0]) == (0, "oews/2031-05/state-estimates-alabama")
    [found] = jobs()
    assert found["figure"].endswith("/figure/oews-2031-05-area-01-43-5031-employment")
    assert (found["place"], found["area"], found["value"]) == ("Alabama", "01", "2100")
    assert found["source"].endswith("/source/oews-2031-state-estimates")
    assert "2100" not in cli("query", "employment-and-wages", "--format", "csv").out
    assert "2031" not in cli("compare", "43-5031", "--by", "employment", "--by", "wages").out


def test_a_workbook_holds_all_of_its_areas_and_a_query_tells_them_apart(
    take: Callable[..., Any], cli: Cli
) -> None:
    assert take(ALABAMA, ALASKA).out.split()[0] == "oews/2031-05/state-estimates"
    query = ("query", "employment-and-wages-of-areas", "--format", "csv")
    assert [line.split(",")[2:6] for line in cli(*query).out.splitlines()[1:]] == [
        ["01", "Alabama", "2031-05", "2100"],
        ["02", "Alaska", "2031-05", "300"],
    ]
    assert [line.split(",")[3] for line in cli(*query, "-p", "area=02").out.splitlines()[1:]] == ["Alaska"]


def test_a_draft_can_ask_for_an_area(take: Callable[..., Any], cli: Cli) -> None:
    take(ALABAMA)
    told = cli("explain", "figure/oews-2031-05-area-01-43-5031-employment").out
    assert "place: Alabama" in told
    assert "source/oews-2031-state-estimates" in told


def test_codes_kept_as_numbers_are_read_as_the_publisher_writes_them(take: Callable[..., Any]) -> None:
    told = take(MONTGOMERY, sheet="MSA")
    assert told.out.split()[0] == "oews/2031-05/metropolitan-area-estimates-montgomery-al"
    assert [row["area"] for row in jobs()] == ["33860"]


def test_areas_with_long_codes_are_told_apart_where_these_are_numbers(take: Callable[..., Any]) -> None:
    rows = [
        {"AREA": area, "AREA_TITLE": f"Nonmetropolitan area {area:.0f}", "AREA_TYPE": 6.0}
        for area in (100001.0, 1200006.0, 1200007.0)
    ]
    assert take(*rows, sheet="BOS").out.split()[0] == "oews/2031-05/nonmetropolitan-area-estimates"
    assert [row["area"] for row in jobs()] == ["0100001", "1200006", "1200007"]


def test_an_industry_and_a_kind_of_owner_are_no_nation(take: Callable[..., Any], cli: Cli) -> None:
    assert take(HOSPITALS, sheet="nat3d").out.split()[0] == "oews/2031-05/industry-estimates-3-digit"
    assert take(OWNERS, sheet="nat").out.split()[0] == "oews/2031-05/national-estimates-by-ownership"
    assert [(row["part"], row["value"]) for row in jobs("?part")] == [
        ("Hospitals (NAICS 622000), private, state and local government hospitals", "5200"),
        ("private", "900"),
    ]
    assert knowledge().ask(
        "ASK { ?f soce:measure/skos:notation 'establishments-reporting' ; soce:below 0.5 }"
    )
    assert "2031-05" not in cli("query", "employment-and-wages", "--format", "csv").out


def test_a_file_of_everything_keeps_its_parts_apart(take: Callable[..., Any], cli: Cli) -> None:
    assert take({}, ALABAMA, HOSPITALS, sheet="all_data").out.split()[0] == "oews/2031-05/all-estimates"
    query = cli("query", "employment-and-wages", "-p", "code=43-5031", "--format", "csv").out
    assert [line.split(",")[3] for line in query.splitlines() if ",2031-05," in line] == ["101000"]


def test_files_that_repeat_each_other_make_one_cube(take: Callable[..., Any]) -> None:
    take({}, sheet="national")
    take(ALABAMA)
    take({}, ALABAMA, HOSPITALS, {"OCC_CODE": "43-9998"}, sheet="all_data")
    found = {asked: knowledge().select(query) for asked, query in CUBE.items()}
    excepted = {"IC-2: a data set has one structure", "IC-14: every measure has a value"}
    offenders = {row["it"] for asked, rows in found.items() if asked not in excepted for row in rows if row}
    assert {it for it in offenders if "2031-05" in it} == set()
    rows = knowledge().select(
        "SELECT DISTINCT ?place ?structure { ?f sdmx-dimension:refPeriod '2031-05' ; "
        "qb:dataSet/qb:structure ?structure "
        "OPTIONAL { ?f soce:place ?place } FILTER NOT EXISTS { ?f rdfs:label ?part } }"
    )
    assert {(row.get("place", ""), row["structure"].partition("#")[2]) for row in rows} == {
        ("", "estimateStructure"),
        ("Alabama", "partialEstimateStructure"),
    }


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({**ALABAMA, "AREA_TYPE": "1"}, "cell A2 holds '01', which is no AREA of AREA_TYPE 1"),
        ({**ALABAMA, "AREA_TYPE": "5"}, "cell C2 holds '5', which is no AREA_TYPE; they are 1, 2, 3, 4, 6"),
        ({**ALABAMA, "AREA_TYPE": ""}, "cell C2 holds '', which is no AREA_TYPE"),
        ({"AREA_TITLE": "Alabama"}, "cell B2 holds 'Alabama', which is no AREA_TITLE of AREA 99"),
        (
            {**ALABAMA, "PRIM_STATE": "AK"},
            "cell B2 holds 'Alabama', although PRIM_STATE is AK, which is Alaska",
        ),
        ({"I_GROUP": "sector"}, "cell E2 holds '000000', which is no NAICS code of I_GROUP sector"),
        ({"I_GROUP": "7-digit"}, "cell G2 holds '7-digit', which is no I_GROUP"),
        ({"OWN_CODE": "4"}, "cell H2 holds '4', which is no OWN_CODE"),
    ],
)
def test_what_cannot_be_told_is_refused_with_its_cell(take: Callable[..., Any], row: Row, words: str) -> None:
    told = take(row)
    assert (told.code, words in told.err, "help:" in told.err) == (4, True, True), told.err


def test_an_area_has_one_name(take: Callable[..., Any]) -> None:
    other = {**MONTGOMERY, "AREA_TITLE": "Mobile, AL", "OCC_CODE": "33-3051"}
    told = take(MONTGOMERY, other)
    assert "cell B3 holds 'Mobile, AL', although AREA 33860 is Montgomery, AL in a row above" in told.err
