"""The record that is proposed for a document: what a person would write who has read its first page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml

from kb.contributing.corrections import Corrections, parse_corrections
from kb.contributing.proposals import Document, propose_source
from kb.contributing.stated_dates import stated_date
from kb.errors import UsageError
from kb.texts import Block, BlockKind, Extract

HERE = Path(__file__).parent


def rows(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [(left, right) for left, _, right in (line.partition("\t") for line in lines if line[:1] != "#")]


def document(found: Extract, path: str = "file.pdf") -> Document:
    return Document(Path(path), found, "ab" * 32, 100, "application/pdf")


def proposed(
    text: str, path: str = "file.pdf", taken: tuple[str, ...] = (), **details: str
) -> dict[str, object]:
    came = document(Extract(text, details), path)
    record = yaml.safe_load(propose_source(came, {}, frozenset(taken)).yaml())["source"]
    assert isinstance(record, dict)
    return record


@pytest.mark.parametrize(("lines", "title"), rows("titles.tsv"))
def test_a_title_is_what_a_person_would_give(lines: str, title: str) -> None:
    assert proposed(lines.replace("/", "\n"))["title"] == title


@pytest.mark.parametrize("title", ["Microsoft Word - job.docx", "BIDS.indd", "Document1", "jay", "roe_j"])
def test_a_property_that_a_program_filled_in_is_no_title(title: str) -> None:
    assert proposed("Page 1\nRadio procedure", title=title)["title"] == "Radio procedure"


def test_a_heading_goes_before_the_property_of_the_file_and_furniture_before_nothing() -> None:
    text = "Bay County\nRadio procedure\nStaff answer."
    blocks = (Block(BlockKind.MARGIN, 0, 10), Block(BlockKind.HEADING, 11, 26, 1))
    found = Extract(text, {"title": "Template of 2009"}, blocks)
    assert propose_source(document(found), {}).fields["title"] == "Radio procedure"
    assert propose_source(document(Extract(text, {}, blocks[:1])), {}).fields["title"] == "Radio procedure"


def test_a_heading_of_a_section_is_no_title() -> None:
    text = "Call Taker, Bay County\n\nDuties:\nAnswer."
    found = Extract(text, {}, (Block(BlockKind.PARAGRAPH, 0, 22), Block(BlockKind.HEADING, 24, 31, 1)))
    assert propose_source(document(found), {}).fields["title"] == "Call Taker, Bay County"


def test_signs_that_show_nothing_are_no_part_of_a_title() -> None:
    title = "Radio\u2028pro\u202ecedure\u0093\ufeff of\x00 the desk"
    assert proposed("x", title=title)["title"] == "Radio procedure of the desk"


@pytest.mark.parametrize(("line", "date"), rows("dates.tsv"))
def test_a_date_is_one_that_the_document_gives_itself(line: str, date: str) -> None:
    found = stated_date(line, dt.date(2026, 11, 28))
    assert (found.iso if found else "") == date


def test_nobody_is_named_and_nothing_dated_by_the_properties_of_a_file() -> None:
    record = proposed("Radio procedure", author="roe_j", creationdate="D:20240105", moddate="2024-03-05")
    assert not {"author", "issued"} & set(record)


def test_what_is_left_to_a_person_is_said_in_the_record() -> None:
    came = document(Extract("Radio procedure\nRevised August 2021", {}))
    record = propose_source(came, {}).yaml()
    assert "# author: which office" in record
    assert '  issued: "2021-08"   # found in the text, as "Revised August 2021": confirm it\n' in record
    corrected = propose_source(came, {"author": "Bay County", "issued": "2020"}).yaml()
    assert '  author: [{literal: "Bay County"}]\n  issued: "2020"\n' in corrected


@pytest.mark.parametrize(
    ("declared", "kept"), [("en-US", "en-US"), ("de", "de"), ("en_US", ""), ("English", ""), ("xx<y", "")]
)
def test_a_language_is_a_tag_of_bcp_47_or_left_out(declared: str, kept: str) -> None:
    assert proposed("Radio procedure", language=declared).get("language", "") == kept


@pytest.mark.parametrize(
    ("title", "path", "taken", "expected"),
    [
        ("Bürgerbeteiligung", "a.pdf", (), "burgerbeteiligung"),
        ("Bid solicitation", "a.pdf", ("bid-solicitation",), "bid-solicitation-2"),
        ("Bid solicitation", "a.pdf", ("bid-solicitation", "bid-solicitation-2"), "bid-solicitation-3"),
        ("Bid solicitation\nIssued 2024", "a.pdf", ("bid-solicitation",), "bid-solicitation-2024"),
        ("Аннотация отчёта", "otchet.pdf", (), "otchet"),
        ("Аннотация отчёта", "отчёт.pdf", (), "document-abababab"),
        ("Аннотация 2024", "отчёт.pdf", ("document-abababab",), "document-abababab-2"),
    ],
)
def test_ids_are_readable_and_never_those_of_others(
    title: str, path: str, taken: tuple[str, ...], expected: str
) -> None:
    assert proposed(title, path, taken)["id"] == expected


def test_a_correction_may_name_its_file() -> None:
    corrections = parse_corrections(["title=All", "job.docx:title=One", "2025.zip!job.docx:issued=2025"])
    assert corrections.of("/x/other.docx") == {"title": "All"}
    assert corrections.of("/x/job.docx") == {"title": "One"}
    assert corrections.of("/x/2025.zip!job.docx") == {"title": "One", "issued": "2025"}
    assert corrections.of("/x/my-job.docx") == {"title": "All"}
    assert parse_corrections(["*.docx:author=Bay"]).of("/x/job.docx") == {"author": "Bay"}
    assert parse_corrections(["*.docx:author=Bay"]).of("/x/job.pdf") == {}
    assert parse_corrections(["*:author=Bay"]).of("/x/2025.zip!job.pdf") == {"author": "Bay"}


@pytest.mark.parametrize("pair", ["title", "title=", "job.docx=x", "job.docx:name=x", "=x", "job.docx:=x"])
def test_what_corrects_nothing_is_told(pair: str) -> None:
    with pytest.raises(UsageError, match="corrects nothing"):
        parse_corrections([pair])


def test_among_several_documents_a_correction_says_which() -> None:
    documents = ["/x/job.docx", "/x/sop.pdf"]
    with pytest.raises(UsageError) as several:
        Corrections({"title": "All"}).check(documents)
    assert several.value.remedy == "Say which: --set job.docx:title=..., or * for all of them."
    with pytest.raises(UsageError) as unknown:
        parse_corrections(["jop.docx:title=One"]).check(documents)
    assert unknown.value.remedy == "Did you mean 'job.docx'?"
    parse_corrections(["sop.pdf:title=One"]).check(documents)
