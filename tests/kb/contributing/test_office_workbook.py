"""The one workbook of an office: filled in with a spreadsheet program, sent back with remarks, taken in."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from kb.records.collection import read_collection
from kb.workspace import open_workspace
from tests.conftest import Told
from tests.kb.contributing.workbooks import fill
from tests.kb.texts import documents

Cli = Callable[..., Told]
ANSWERS = ["Gulf County 911", "Pat Smith", "Deputy director", "Gulf County, Florida", "CC-BY-4.0"]
SOURCES = [
    {
        "source": "job.docx",
        "title": "Telecommunicator I",
        "type": "Report",
        "author": "Gulf County",
        "issued": "2025-03",
        "authority": "office record",
    }
]
AGENTS = [{"name": "Gulf County 911", "kind": "office"}]
MEASURES = [{"label": "Answer time", "unit": "seconds", "definition": "Mean seconds from ring to answer."}]
DUTIES = [
    {
        "occupation": "43-5031",
        "kind": "Required",
        "statement": "Ask where help is needed and stay on the line",
        "functions": "Protect life; Guide the public",
        "assessed-by": "Gulf County 911",
        "rationale": "The answer sends help",
        "source": "job.docx",
        "section": "4.10",
        "verification": "verified",
    }
]
FIGURES = [
    {
        "occupation": "Public Safety Telecommunicators",
        "measure": "answer time",
        "period": "2025",
        "value": 12,
        "unit": "seconds",
        "source": "job.docx",
        "table": "2",
        "verification": "verified",
    }
]
ROWS = {
    "sources": SOURCES,
    "agents": AGENTS,
    "measures": MEASURES,
    "duties": DUTIES,
    "figures": FIGURES,
}


@pytest.fixture
def empty_workbook(office: Path, cli: Cli) -> Path:
    assert cli("new", "workbook").out == "workbook.xlsx\n"
    documents.docx(office / "job.docx", ["Asks where help is needed, and stays on the line."])
    return office / "workbook.xlsx"


def test_an_office_hands_in_one_workbook_and_types_nothing_twice(
    empty_workbook: Path, office: Path, cli: Cli
) -> None:
    book = fill(empty_workbook, office / "ours.xlsx", list(ANSWERS), **ROWS)
    told = cli("add", book, "job.docx")
    assert told.code == 0, told
    assert "'about us'!B2: warning[cell-doubtful] This workspace is of Bay County ECC" in told.out
    folder, frozen = (office / line for line in told.out.splitlines()[-2:])
    assert frozen.name == "gulf-county-911.job.docx"
    said = (folder / "contribution.yaml").read_text()
    assert 'contributor: "Pat Smith"' in said
    assert "Deputy director" in said
    duty = (folder / "ours-duties.csv").read_text().splitlines()[1]
    assert "protect-life;guide-public,gulf-county-911.agent" in duty
    assert "gulf-county-911.job,,4.10,verified" in duty
    figure = (folder / "ours-figures.csv").read_text().splitlines()[1]
    assert figure.startswith("gulf-county-911.answer-time-2025-")
    assert ",43-5031,gulf-county-911.answer-time,2025,12,seconds," in figure
    assert figure.endswith(',"Gulf County, Florida"')
    assert cli("check").code == 0
    answer = cli("compare", "43-5031", "33-9031", "--by", "figures").out
    assert "answer time, Gulf County, Florida" in answer
    again = cli("add", book, "job.docx").out
    assert ("nothing was added" in again, "This workspace is of" in again) == (True, False)
    told = cli("add", book, "job.docx", "--organization", "Bay County ECC")
    assert "This workspace is of" not in told.out


def test_mistakes_come_back_at_their_cells_and_the_corrected_copy_is_taken(
    empty_workbook: Path, office: Path, cli: Cli
) -> None:
    wrong = ROWS | {
        "duties": [DUTIES[0] | {"kind": None, "functions": "Protect life, Guide the public"}],
        "sources": [SOURCES[0] | {"title": None}],
    }
    answers: list[str | None] = [ANSWERS[0], None, *ANSWERS[2:]]
    book = fill(empty_workbook, office / "ours.xlsx", answers, **wrong)
    before = book.read_bytes()
    told = cli("add", book, "job.docx", "--remarks")
    assert told.code == 1
    cells = {"duties!C2", "duties!E2", "'about us'!B3"}
    assert all(f"ours.xlsx:{cell}: error" in told.out for cell in cells), told.out
    assert "ours-remarks.xlsx: with remarks" in told.err
    assert book.read_bytes() == before

    copy = openpyxl.load_workbook(office / "ours-remarks.xlsx")
    assert "Put ; between them: Protect life; Guide the public" in copy["duties"]["E2"].comment.text
    assert copy["duties"]["A2"].value.startswith("gulf-county-911.duty-")
    assert len(copy["duties"].data_validations.dataValidation) > 2
    assert {row[0].value for row in copy["remarks"].iter_rows(min_row=2)} >= cells
    copy["duties"]["C2"], copy["duties"]["E2"] = "required", "Protect life; Guide the public"
    copy["about us"]["B3"] = "Pat Smith"
    copy["sources"]["B2"] = "Telecommunicator I"
    copy.save(office / "ours-remarks.xlsx")
    told = cli("add", "ours-remarks.xlsx", "job.docx", "--remarks-to", "again.xlsx")
    assert told.code == 0, told
    if (office / "again.xlsx").exists():
        again = openpyxl.load_workbook(office / "again.xlsx")
        assert again["duties"]["E2"].comment is None


def test_remarks_overwrite_nothing_and_leave_comments_of_people(
    empty_workbook: Path, office: Path, cli: Cli
) -> None:
    from openpyxl.comments import Comment

    book = fill(empty_workbook, office / "ours.xlsx", [None], agents=AGENTS)
    filled = openpyxl.load_workbook(book)
    filled["about us"]["B2"].comment = Comment("Ask the director.", "Pat")
    filled.save(book)
    for name in ("ours-remarks.xlsx", "ours-remarks-2.xlsx"):
        assert f"{name}: with remarks" in cli("add", book, "--remarks").err
    copy = openpyxl.load_workbook(office / "ours-remarks.xlsx")
    text = copy["about us"]["B2"].comment.text
    assert text.startswith("Ask the director.")
    assert "soc-evidence: The sheet says no office." in text
    told = cli("add", "ours-remarks.xlsx", "--remarks-to", "ours.xlsx")
    assert (told.code, "exists already" in told.err) == (2, True)
    cli("add", "ours-remarks.xlsx", "--remarks-to", "third.xlsx")
    third = openpyxl.load_workbook(office / "third.xlsx")
    assert third["about us"]["B2"].comment.text == text


def test_another_program_keeps_drop_downs_and_says_the_same(
    empty_workbook: Path, office: Path, cli: Cli
) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed: that it keeps the workbook was NOT tried")
    book = fill(empty_workbook, office / "ours.xlsx", list(ANSWERS), **ROWS)
    profile = f"-env:UserInstallation={(office / 'profile').as_uri()}"
    saved = office / "saved"
    command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", saved, book]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    kept = openpyxl.load_workbook(saved / "ours.xlsx")
    rules = kept["duties"].data_validations.dataValidation
    assert "words_duty_kind" in {rule.formula1 for rule in rules}
    told = cli("add", saved / "ours.xlsx", "job.docx")
    assert told.code == 0, told
    duty = next((office / "evidence").rglob("*-duties.csv")).read_text().splitlines()[1]
    assert "protect-life;guide-public" in duty
    assert ",4.10," in duty


def test_every_word_that_a_drop_down_offers_is_understood(empty_workbook: Path) -> None:
    from kb.contributing.known_words import KnownWords

    collection = read_collection(open_workspace())
    words, kinds = KnownWords(collection), collection.schema.kinds
    book = openpyxl.load_workbook(empty_workbook)
    for name, kind, key in (
        ("words_duty_kind", "duty", "kind"),
        ("words_functions", "duty", "functions"),
        ("words_measure", "figure", "measure"),
        ("words_unit", "figure", "unit"),
        ("words_verification", "figure", "verification"),
        ("words_agent_kind", "agent", "kind"),
        ("words_authority", "source", "authority"),
    ):
        ((sheet, cells),) = book.defined_names[name].destinations
        offered = [row[0].value for row in book[sheet][cells]]
        base = kinds[kind].scope[key].base
        unknown = [word for word in offered if not str(word).startswith("=") and not words.id_of(base, word)]
        assert (len(offered) > 1, unknown) == (True, []), name


COUNTY = """\
figure,occupation,measure,period,value,unit,place,source,locator.table,verification
bay-wage,43-5031,annual-median-wage,2026-06,31200,usd-per-year,Bay County,apco-soc-legacy,2,verified
bay-guess,43-5031,annual-median-wage,2026-06,31201,usd-per-year,United States,apco-soc-legacy,2,verified
bay-jobs,43-5031,employment,2026-05,42,jobs,Bay County,apco-soc-legacy,2,verified
"""


def test_no_figure_of_an_office_takes_the_place_of_an_official_series(office: Path, cli: Cli) -> None:
    (office / "evidence" / "county.csv").write_text(COUNTY)
    assert cli("check").code == 0
    table = cli("compare", "43-5031", "33-9031", "--by", "wages", "--format", "csv").out
    rows = csv.DictReader(table.splitlines())
    told = [row for row in rows if (row["code"], row["item"]) == ("43-5031", "annual-median-wage")]
    assert [row["value"] for row in told if row["source"] == "oews-2025"] == ["53040"]
    assert {row["value"] for row in told} == {"53040", "31200", "31201"}
    years = cli("query", "employment-and-wages", "-p", "code=43-5031", "--format", "csv").out
    assert "102500" in years
    assert "53040" in years
    assert not {"31200", "42"} & {cell for line in years.splitlines() for cell in line.split(",")}


def test_a_table_parted_by_tabs_is_a_sheet(office: Path, cli: Cli) -> None:
    names = "Duty Occupation kind statement functions assessed-by rationale source section verification"
    row = ["1", "43-5031", "may", "Calm callers", "Protect life, Guide the public", "editors", "It helps"]
    rows = ["\t".join(names.split()), "\t".join([*row, "oews-2025", "4", "verified"])]
    (office / "duties.tsv").write_text("\n".join(rows))
    assert "duties.tsv:E2: error[cell-value]" in cli("add", "duties.tsv").out
    (office / "duties.tsv").write_text("\n".join(rows).replace("life,", "life;"))
    told = cli("add", "duties.tsv")
    assert told.code == 0, told


def test_a_corrected_row_of_a_document_corrects_its_record(
    empty_workbook: Path, office: Path, cli: Cli
) -> None:
    book = fill(empty_workbook, office / "ours.xlsx", list(ANSWERS), **ROWS)
    assert cli("add", book, "job.docx").code == 0
    again = {"title": "Telecommunicator II", "author": "Gulf County Sheriff", "issued": "2025-04"}
    news = ROWS | {"sources": [SOURCES[0] | again], "agents": [AGENTS[0] | {"kind": "Committee"}]}
    for documents_beside in ((), ("job.docx",)):
        told = cli("add", fill(empty_workbook, office / "w2.xlsx", list(ANSWERS), **news), *documents_beside)
        assert told.code == 0, told
        if not documents_beside:
            assert "title was “Telecommunicator I”, is “Telecommunicator II”" in told.out
            assert "author.literal was “Gulf County”, is “Gulf County Sheriff”" in told.out
            assert "kind was “office”, is “committee”" in told.out
            assert "w2.xlsx, sheet duties: nothing new\n" in told.out
        assert ("w2.xlsx: taken in before" in told.out) == bool(documents_beside)
    licence: list[str | None] = [*ANSWERS[:4], "CC0-1.0"]
    told = cli("add", fill(empty_workbook, office / "w3.xlsx", licence, **news))
    assert "w3.xlsx:'about us'!B6: warning[contribution-kept]" in told.out
    (record,) = (office / "evidence" / "contributed").rglob("gulf-county-911-job.yaml")
    assert all(value in record.read_text() for value in again.values())
    assert "sha256" in record.read_text()
    assert cli("check").code == 0


def test_findings_of_the_graph_stand_at_the_empty_cell_in_a_managers_words(
    empty_workbook: Path, office: Path, cli: Cli
) -> None:
    none = {"rationale": None, "section": None}
    lacking = ROWS | {
        "sources": [SOURCES[0] | {"type": "job description", "author": None}],
        "duties": [
            DUTIES[0] | none,
            DUTIES[0] | {"statement": "Send help", "assessed-by": "Gulf Countty"},
            DUTIES[0] | {"statement": "Calm callers", "assessed-by": None},
        ],
        "figures": [FIGURES[0] | {"source": "lost.docx"}, FIGURES[0] | {"occupation": None, "value": 9}],
    }
    book = fill(empty_workbook, office / "ours.xlsx", list(ANSWERS), **lacking)
    told = cli("add", book, "job.docx").out
    for cell, said in (
        ("sources!C2", "This is no type of source."),
        ("sources!D2", "Type the office."),
        ("duties!F3", "Did you mean `Gulf County 911`?"),
        ("duties!F4", "nobody who assigned them"),
        ("duties!G2", "Type why it performs these functions."),
        ("duties!I2", "Type the page, or the section"),
        ("figures!C3", "The figure names no occupation."),
    ):
        lines = told.partition(f"ours.xlsx:{cell}: ")[2].splitlines()[:2]
        assert said in " ".join(lines), (cell, told)
    assert told.count("duties!F3") == told.count("figures!J2") == 1
    assert "figures!A2" not in told
    notes = {row[0].value for row in openpyxl.load_workbook(empty_workbook)["notes"].iter_rows()}
    assert {"sources: author", "duties: page"} <= notes
