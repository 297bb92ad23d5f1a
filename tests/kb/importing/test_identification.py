"""Which edition a file is of, and of which classification its codes are."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb.importing.editions import load_editions
from kb.importing.identification import identify_edition
from kb.importing.publisher_sheet import UnknownEditionError
from kb.store import open_readonly
from kb.workspace import open_workspace

from .onet_tables import TABLES, write_excel
from .workbooks import definitions, estimates, write_workbook

Cli = Callable[..., Any]


def imported(told: Any) -> list[str]:
    return [line.split()[0] for line in told.out.splitlines()]


def test_an_unchanged_table_belongs_to_the_release_that_it_came_with(office: Path, tmp_path: Path) -> None:
    """Occupation Data of 30.2 is byte for byte that of 29.3."""
    editions = load_editions(open_workspace().ontology, "onet")
    sha256 = next(h for h, slug in editions.described["29.3"].hashes.items() if slug == "occupation-data")
    book = write_excel(tmp_path / "release", "30.2", ("Occupation Data",)) / "Occupation Data.xlsx"
    alone = shutil.copy(book, tmp_path / "alone.xlsx")
    same = "Occupation Data.xlsx is taken as 30.2, and is byte for byte the file of 29.3."
    for path, asked, expected in ((book, "", "30.2"), (book, "30.2", "30.2"), (Path(alone), "", "29.3")):
        edition, remarks = identify_edition(path, sha256, (), editions, asked)
        assert (edition.name, remarks) == (expected, [same] if expected == "30.2" else [])
    edition, remarks = identify_edition(book, "", (), editions, "30.1")
    assert edition.name == "30.1"
    assert remarks == [
        "Occupation Data.xlsx is taken as 30.1, as asked for, while what lies beside it says 30.2."
    ]


@pytest.mark.parametrize(("dataset", "example"), [("soc", "2018"), ("oews", "2025-05"), ("onet", "31.0")])
def test_a_file_that_does_not_tell_is_answered_with_an_edition_that_can_be_typed(
    dataset: str, example: str
) -> None:
    editions = load_editions(open_workspace().ontology, dataset)
    with pytest.raises(UnknownEditionError) as told:
        identify_edition(Path("x.xlsx"), "", (), editions, "")
    assert told.value.remedy == f"Add --edition, such as --edition {example}."
    assert editions.named(example)


@pytest.mark.parametrize(
    ("edition", "words"),
    [
        ("99.9", "99.9 is no edition of onet that is known here"),
        ("2025", "'2025' is no edition of onet"),
        ("9.0", "9.0 of onet is not imported"),
    ],
)
def test_an_edition_that_nobody_knows_is_refused(
    office: Path, tmp_path: Path, cli: Cli, edition: str, words: str
) -> None:
    book = write_workbook(tmp_path / "Skills.xlsx", {"Skills": TABLES["Skills"]})
    told = cli("import", "onet", book, "--edition", edition)
    assert (told.code, words in told.err) == (2, True), told.err


def test_an_edition_that_nobody_knows_yet_is_taken_where_that_is_said(
    office: Path, tmp_path: Path, cli: Cli
) -> None:
    book = write_workbook(tmp_path / "Skills.xlsx", {"Skills": TABLES["Skills"]})
    told = cli("import", "onet", book, "--edition", "99.9", "--new-edition")
    assert (told.code, imported(told)) == (0, ["onet/99.9/skills"])


def test_what_a_workbook_says_of_itself_cannot_be_overruled(office: Path, tmp_path: Path, cli: Cli) -> None:
    book = write_workbook(tmp_path / "x.xlsx", estimates(2031))
    told = cli("import", "oews", book, "--edition", "2032-05")
    assert (told.code, "x.xlsx says that it is of 2031-05, not of 2032-05" in told.err) == (2, True)


def test_a_year_before_the_first_is_named_as_what_it_is(office: Path, tmp_path: Path, cli: Cli) -> None:
    sheets = estimates(2018)
    sheets["national_M2018_dl"] = [[*row[:2], *row[8:]] for row in sheets["national_M2018_dl"]]
    told = cli("import", "oews", write_workbook(tmp_path / "national_M2018_dl.xlsx", sheets))
    assert (told.code, "Workbooks are taken from May 2019 on" in told.err) == (2, True), told.err


def test_a_table_of_another_publisher_is_named_as_what_it_is(office: Path, tmp_path: Path, cli: Cli) -> None:
    folder = tmp_path / "soc"
    book = write_workbook(folder / "soc_2018_definitions.xlsx", {"2018 SOC": definitions()})
    for path in (folder, book):
        told = cli("import", "onet", path)
        assert "soc-evidence import soc" in told.err, told.err
        assert "a table of soc, not of onet" in told.err


def test_a_release_on_the_former_taxonomy_is_matched_to_the_soc_of_its_time(
    office: Path, tmp_path: Path, cli: Cli
) -> None:
    cli("import", "onet", write_excel(tmp_path / "old", "25.0", ("Occupation Data",)))
    rows = open_readonly(open_workspace()).select(
        "SELECT ?it ?soc { ?it skos:notation '43-5031.00' ; skos:exactMatch ?soc }"
    )
    assert [row["it"].rpartition("onet/")[2] for row in rows] == ["2010/occupation/43-5031.00"]
    assert [row["soc"].rpartition("soc/")[2] for row in rows] == ["2010/43-5031"]


@pytest.mark.parametrize(("edition", "code"), [("25.1", "15-1199.01"), ("25.0", "15-1299.01")])
def test_a_code_of_another_soc_is_refused(
    office: Path, tmp_path: Path, cli: Cli, edition: str, code: str
) -> None:
    rows = [TABLES["Occupation Data"][0], [code, "Testers", "Test."]]
    book = write_workbook(tmp_path / "Occupation Data.xlsx", {"Occupation Data": rows})
    told = cli("import", "onet", book, "--edition", edition)
    year = "2018" if edition == "25.1" else "2010"
    assert f"cell A2 holds '{code}', although the {year} SOC has no {code[:7]}" in told.err


def test_an_issue_before_the_update_is_cited_as_what_it_is(office: Path, tmp_path: Path, cli: Cli) -> None:
    book = write_workbook(tmp_path / "soc_2018_definitions.xlsx", {"2018 SOC": definitions()})
    told = cli("import", "soc", book)
    assert "is of November 2017, without “Updated April 15, 2020”" in told.err
    sources = open_readonly(open_workspace()).select("SELECT ?s { ?g soce:rows ?n ; dcterms:source ?s }")
    assert [row["s"].rpartition("/")[2] for row in sources] == ["soc-2018-definitions-november-2017"]
