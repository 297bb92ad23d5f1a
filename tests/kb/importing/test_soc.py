from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb.store import Knowledge, open_readonly
from kb.workspace import open_workspace

from .workbooks import TAKE_CALLS, crosswalk, definitions, structure, write_workbook

Cli = Callable[..., Any]
NOTE = "SELECT ?text { soc:43-5031 xkos:coreContentNote ?text }"


@pytest.fixture
def books(tmp_path: Path) -> Path:
    folder = tmp_path / "soc"
    write_workbook(folder / "soc_2018_definitions.xlsx", {"2018 SOC": definitions()})
    write_workbook(folder / "soc_structure_2018.xlsx", {"2018 Structure": structure()})
    write_workbook(folder / "soc_2010_to_2018_crosswalk.xlsx", {"Sorted by 2010": crosswalk()})
    return folder


def knowledge() -> Knowledge:
    return open_readonly(open_workspace())


def test_a_definition_takes_the_place_of_our_gloss(office: Path, books: Path, cli: Cli) -> None:
    before = json.loads(cli("compare", "43-5031", "--format", "json").out)
    told = cli("import", "soc", books)
    assert (told.code, len(told.out.splitlines())) == (0, 3)
    assert knowledge().select(NOTE) == [{"text": TAKE_CALLS}]
    after = json.loads(cli("compare", "43-5031", "--format", "json").out)
    assert TAKE_CALLS not in str(before)
    assert TAKE_CALLS in str(after)


def test_illustrative_examples_are_told_apart_from_the_definition(
    office: Path, books: Path, cli: Cli
) -> None:
    cli("import", "soc", books / "soc_2018_definitions.xlsx")
    rows = knowledge().select("SELECT ?text { soc:43-5031 skos:example ?text } ORDER BY ?text")
    assert [row["text"] for row in rows] == ["Call Taker", "Dispatcher"]


def test_all_codes_have_one_title_and_one_place(office: Path, books: Path, cli: Cli) -> None:
    cli("import", "soc", books)
    levels = knowledge().select(
        "SELECT ?level (COUNT(?code) AS ?n) { "
        "?level a xkos:ClassificationLevel ; skos:member ?code } GROUP BY ?level ORDER BY ?level"
    )
    assert {row["level"].rpartition("/")[2]: int(row["n"]) >= least for row, least in zip(
        levels, (459, 867, 23, 98), strict=True
    )} == dict.fromkeys(["broad", "detailed", "major", "minor"], True)  # fmt: skip
    places = knowledge().select("SELECT ?parent { soc:11-1012 skos:broader ?parent }")
    assert [row["parent"].rpartition("/")[2] for row in places] == ["11-1010"]
    titles = knowledge().select("SELECT ?title { soc:11-1012 skos:prefLabel ?title }")
    assert titles == [{"title": "Workers\N{RIGHT SINGLE QUOTATION MARK} 2"}]


def test_a_split_occupation_leads_to_all_its_successors(office: Path, books: Path, cli: Cli) -> None:
    cli("import", "soc", books)
    rows = knowledge().select(
        "SELECT ?new { ?change xkos:sourceConcept soc2010:99-9999 ; xkos:targetConcept ?new }"
    )
    assert len(rows) == 900 - 867
    assert knowledge().select("SELECT ?t { soc2010:99-9999 skos:prefLabel ?t }") == [{"t": "Former Workers"}]


def test_what_several_files_say_is_in_the_graph_once(office: Path, books: Path, cli: Cli) -> None:
    cli("import", "soc", books)
    rows = knowledge().select("SELECT ?it ?title { ?it skos:inScheme ?scheme ; skos:prefLabel ?title }")
    times = Counter((row["it"], row["title"]) for row in rows if "/soc/20" in row["it"])
    assert [pair for pair, n in times.items() if n > 1] == []
    assert knowledge().select("SELECT DISTINCT ?g { GRAPH ?g { soc:11-1011 skos:prefLabel ?title } }")


def test_direct_match_titles_become_other_labels(office: Path, tmp_path: Path, cli: Cli) -> None:
    rows = [
        ["Direct match titles"],
        ["2018 SOC Code", "2018 SOC Title", "2018 SOC Direct Match Title", "Illustrative Example"],
        ["43-5031", "Public Safety Telecommunicators", "911 Operator", "x"],
        ["43-5031", "Public Safety Telecommunicators", "Police Radio Dispatcher", None],
    ]
    told = cli("import", "soc", write_workbook(tmp_path / "titles.xlsx", {"Sorted by SOC": rows}))
    assert "neither completeness nor origin was checked" in told.err
    labels = knowledge().select("SELECT ?t { soc:43-5031 skos:altLabel ?t } ORDER BY ?t")
    assert [row["t"] for row in labels] == ["911 Operator", "Police Radio Dispatcher"]
    assert knowledge().select("SELECT ?t { soc:43-5031 skos:example ?t }") == [{"t": "911 Operator"}]


def test_an_incomplete_file_is_refused(office: Path, tmp_path: Path, cli: Cli) -> None:
    book = write_workbook(tmp_path / "short.xlsx", {"2018 SOC": definitions()[:-1]})
    told = cli("import", "soc", book)
    assert told.code == 4
    assert "Definitions of soc 2018 has 1,447 rows, this file 1,446" in told.err
    assert not (office / "imports").exists()


def test_a_wrong_level_is_refused_though_the_rows_are_as_many(office: Path, tmp_path: Path, cli: Cli) -> None:
    rows = definitions()
    rows[-1] = ["Broad", *rows[-1][1:]]
    told = cli("import", "soc", write_workbook(tmp_path / "wrong.xlsx", {"2018 SOC": rows}))
    assert told.code == 4
    assert "459 broad rows, this file 460" in told.err


def test_another_revision_of_the_soc_is_not_taken_for_that_of_2018(
    office: Path, tmp_path: Path, cli: Cli
) -> None:
    rows = definitions()
    rows[2] = ["November 2027 (for reference year January 2028)"]
    told = cli("import", "soc", write_workbook(tmp_path / "new.xlsx", {"2028 SOC": rows}))
    assert (told.code, "Edition 2028 of soc is not imported" in told.err) == (2, True)
