"""Every employment and wage figure is the cell of the workbook that it names."""

from __future__ import annotations

import pytest

from tests.evidence.records import Record, Row, Workbook

COLUMNS = {
    "employment": ("TOT_EMP", "EMP_PRSE"),
    "annual-median-wage": ("A_MEDIAN", None),
    "annual-mean-wage": ("A_MEAN", "MEAN_PRSE"),
}
LEVELS = {"0000": "major", "5000": "minor", "9000": "minor", "5030": "broad"}
YEARS = range(2019, 2026)
SERIES = (
    "33-0000", "33-3041", "33-9011", "33-9031", "33-9032", "33-9091", "33-9092", "33-9093",
    "33-9094", "43-0000", "43-5030", "43-5031", "43-5032",
)  # fmt: skip
COMBINED = {("33-9094", 2019), ("33-9094", 2020)}
"""Years in which the workbook has school bus monitors only as part of 33-9098."""


@pytest.fixture(scope="session")
def oews(figures: dict[str, Record]) -> list[Record]:
    return [figure for figure in figures.values() if figure["dataset"] == "oews-national"]


def test_each_series_has_every_year_that_the_workbooks_have(figures: dict[str, Record]) -> None:
    expected = {
        f"oews-{year}-05-{code}-{measure}"
        for code in SERIES
        for year in YEARS
        for measure in ("employment", "annual-median-wage")
        if (code, year) not in COMBINED
    }
    assert expected - set(figures) == set()


def test_ids_say_what_the_figure_is(oews: list[Record]) -> None:
    for figure in oews:
        parts = ("oews", figure["period"], figure["occupation"], figure["measure"])
        assert figure["figure"] == "-".join(parts)
        assert figure["source"] == f"oews-{figure['period'][:4]}"


def test_every_figure_equals_its_cell(oews: list[Record], workbook: Workbook) -> None:
    for figure in oews:
        rows = workbook(f"oews/national_M{figure['period'][:4]}_dl.xlsx")
        cells = _by_column(rows, int(figure["locator.row"]))
        column, error = COLUMNS[figure["measure"]]
        assert figure["locator.column"].upper() == column
        assert cells["OCC_CODE"] == figure["occupation"]
        assert cells["O_GROUP"] == LEVELS.get(figure["occupation"][3:], "detailed")
        assert float(figure["value"]) == cells[column], figure["figure"]
        published = "" if error is None else f"{cells[error]:g}"
        assert figure["relative-error"] == published, figure["figure"]


def test_titles_are_those_of_the_soc(oews: list[Record], workbook: Workbook) -> None:
    soc = {row[1]: row[2] for row in workbook("soc/soc_2018_definitions.xlsx") if row[1]}
    for figure in oews:
        rows = workbook(f"oews/national_M{figure['period'][:4]}_dl.xlsx")
        title = _by_column(rows, int(figure["locator.row"]))["OCC_TITLE"]
        assert _plain(title) == _plain(soc[figure["occupation"]]) or figure["note"]


def test_every_detailed_occupation_of_group_33_is_counted_in_2025(
    figures: dict[str, Record], workbook: Workbook
) -> None:
    soc = workbook("soc/soc_2018_definitions.xlsx")
    detailed = {str(r[1]) for r in soc if r[0] == "Detailed" and str(r[1]).startswith("33-")}
    assert len(detailed) == 24
    assert {f"oews-2025-05-{code}-employment" for code in detailed} <= set(figures)


def _by_column(rows: list[Row], number: int) -> dict[str, object]:
    """Return one row by upper-case column name; the workbook of 2019 writes them in lower case."""
    return dict(zip((str(name).upper() for name in rows[0]), rows[number - 1], strict=True))


def _plain(title: object) -> str:
    """Return a title with straight apostrophes, which the files of some years have."""
    return str(title).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").strip()
