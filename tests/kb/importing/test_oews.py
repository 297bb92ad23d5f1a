from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kb.store import Knowledge, open_readonly
from kb.workspace import open_workspace

from .workbooks import estimates, write_workbook

Cli = Callable[..., Any]
FIGURE = "<https://w3id.org/soc-evidence/id/figure/oews-{}>"


def knowledge() -> Knowledge:
    return open_readonly(open_workspace())


def ask(pattern: str) -> bool:
    return knowledge().ask(f"ASK {{ {pattern} }}")


def test_estimates_of_any_year_whatever_the_case_of_the_columns(
    office: Path, tmp_path: Path, cli: Cli
) -> None:
    for year, lower in ((2031, False), (2032, True)):
        book = write_workbook(tmp_path / f"{year}.xlsx", estimates(year, lower=lower))
        assert cli("import", "oews", book).code == 0
    for year in (2031, 2032):
        it = FIGURE.format(f"{year}-05-43-5031-employment")
        assert ask(
            f"{it} soce:occupation soc:43-5031 ; sdmx-measure:obsValue 101000.0 ; soce:relativeError 1.5 ; "
            f"sdmx-dimension:refPeriod '{year}-05' ; dcterms:source/dc:publisher ?publisher"
        )


def test_compare_shows_imported_figures_with_source_and_date(office: Path, tmp_path: Path, cli: Cli) -> None:
    cli("import", "oews", write_workbook(tmp_path / "x.xlsx", estimates(2031)))
    told = cli("compare", "43-5031", "--format", "csv")
    assert "annual-median-wage,50440,usd-per-year,2031-05,,,oews-2031,verified" in told.out


def test_a_wage_above_the_highest_published_is_a_least_value(office: Path, tmp_path: Path, cli: Cli) -> None:
    cli("import", "oews", write_workbook(tmp_path / "x.xlsx", estimates(2031)))
    annual = FIGURE.format("2031-05-43-5031-annual-wage-90th-percentile")
    hourly = FIGURE.format("2031-05-43-5031-hourly-wage-75th-percentile")
    assert ask(f"{annual} soce:atLeast 239200.0")
    assert ask(f"{hourly} soce:atLeast 115.0")
    assert not ask(f"{annual} sdmx-measure:obsValue ?value")


def test_what_is_not_available_has_a_status_and_no_value(office: Path, tmp_path: Path, cli: Cli) -> None:
    sheets = estimates(2031, {"TOT_EMP": "**", "EMP_PRSE": "**", "A_MEAN": "*"})
    cli("import", "oews", write_workbook(tmp_path / "x.xlsx", sheets))
    for measure in ("employment", "annual-mean-wage"):
        it = FIGURE.format(f"2031-05-43-5031-{measure}")
        assert ask(f"{it} sdmx-attribute:obsStatus sdmx-code:obsStatus-M")
        assert not ask(f"{it} sdmx-measure:obsValue ?value")


def test_an_occupation_that_oews_made_is_no_soc_code(office: Path, tmp_path: Path, cli: Cli) -> None:
    cli("import", "oews", write_workbook(tmp_path / "x.xlsx", estimates(2031, {"OCC_CODE": "00-0000"})))
    it = FIGURE.format("2031-05-00-0000-employment")
    assert ask(f"{it} soce:occupation/skos:prefLabel 'All Occupations'")
    assert not ask(f"{it} soce:occupation soc:00-0000")


def test_a_broad_occupation_listed_again_as_detailed_counts_once(
    office: Path, tmp_path: Path, cli: Cli
) -> None:
    twice = estimates(
        2031, {"OCC_CODE": "13-1020", "O_GROUP": "broad"}, {"OCC_CODE": "13-1020", "O_GROUP": "detailed"}
    )
    cli("import", "oews", write_workbook(tmp_path / "x.xlsx", twice))
    rows = knowledge().select(
        "SELECT ?v { ?f soce:occupation soc:13-1020 ; sdmx-measure:obsValue ?v ; "
        "soce:measure <https://w3id.org/soc-evidence/scheme/measure/employment> }"
    )
    assert rows == [{"v": "101000"}]


def test_why_a_wage_is_missing_is_kept(office: Path, tmp_path: Path, cli: Cli) -> None:
    teachers = {"OCC_CODE": "25-2021", "H_MEAN": "*", "ANNUAL": "TRUE"}
    actors = {"OCC_CODE": "27-2011", "A_MEAN": "*", "HOURLY": "TRUE"}
    unknown = {"OCC_CODE": "29-1215", "A_MEAN": "~"}  # few, of establishments; of wages it says nothing
    sheets = estimates(2031, teachers, actors, unknown)
    cli("import", "oews", write_workbook(tmp_path / "x.xlsx", sheets))
    rows = knowledge().select(
        "SELECT ?it ?why { ?f soce:missingReason/skos:notation ?why ; soce:measure ?m ; soce:occupation ?it "
        "FILTER(STRENDS(STR(?m), '-mean-wage')) }"
    )
    assert {row["it"].rpartition("/")[2]: row["why"] for row in rows} == {
        "25-2021": "annual-only",
        "27-2011": "hourly-only",
        "29-1215": "not-released",
    }


def test_a_file_without_its_notes_is_refused(office: Path, tmp_path: Path, cli: Cli) -> None:
    sheets = estimates(2031)
    del sheets["Field Descriptions"]
    told = cli("import", "oews", write_workbook(tmp_path / "x.xlsx", sheets))
    assert (told.code, "Field Descriptions" in told.err) == (4, True)


def test_a_file_shorter_than_its_edition_is_refused(office: Path, tmp_path: Path, cli: Cli) -> None:
    told = cli("import", "oews", write_workbook(tmp_path / "x.xlsx", estimates(2025)))
    assert told.code == 4
    assert "National estimates of oews 2025-05 has 1,401 rows, this file 1" in told.err


def test_a_data_set_lists_the_figures_of_files_and_not_those_of_tables(
    office: Path, tmp_path: Path, cli: Cli
) -> None:
    cli("import", "oews", write_workbook(tmp_path / "x.xlsx", estimates(2031)))
    told = cli("explain", "dataset/oews-national").out
    assert "figure/oews-2025-05-43-5031-employment" in told
    assert "oews-2031-05" not in told
