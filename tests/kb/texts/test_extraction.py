"""Text out of honest documents, and hostile ones refused in one sentence."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kb.texts import RefusedError, document_limits, extract
from kb.texts.frozen_texts import run_worker
from tests.kb.texts import documents


def test_word_gives_paragraphs_and_tables(tmp_path: Path) -> None:
    found = extract(documents.docx(tmp_path / "a.docx", ["First duty.", "Second “duty”."], "Job"))
    assert found.text == "First duty.\nSecond “duty”.\nCalls\t1,240"
    assert found.details["title"] == "Job"


def test_word_gives_what_a_form_was_filled_in_with(tmp_path: Path) -> None:
    assert extract(documents.docx_form(tmp_path / "a.docx")).text.split("\n") == [
        "Title: Dispatcher",
        "Answers calls.",
        "Staff may relieve.",
        "Grade: ",
        "Kept.",
        "Bay County",
    ]


def test_word_gives_text_boxes_once_where_they_are_anchored(tmp_path: Path) -> None:
    assert extract(documents.docx_with_boxes(tmp_path / "a.docx")).text.split("\n") == [
        "Before.",
        "First box,",
        "second line.",
        "Between.",
        "Old box.",
        "After.",
        "\tCell. Box in a cell.",
        "",
        "Bay County",
        "Box in the header.",
    ]


def test_pdf_gives_pages(tmp_path: Path) -> None:
    found = extract(documents.pdf(tmp_path / "a.pdf", [["Page one."], ["Page two,", "line two."]], "Manual"))
    assert [page.split("\n") for page in found.text.split("\f")] == [
        ["Page one."],
        ["Page two,", "line two."],
    ]
    assert found.details["title"] == "Manual"


def test_html_gives_what_a_reader_sees(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<html lang=en><head><title>A page</title><meta name=author content='J. Doe'>"
        "<style>p{}</style></head>"
        "<body><script>alert('x')</script><h1>Title</h1><p>Area is 10<sup>2</sup> km,<b>bold</b>.</p>"
        "<p hidden>secret</p><p style='display: none'>secret</p><template>secret</template>"
        "<ul><li>One<li>Two</ul><!-- secret --></body></html>"
    )
    found = extract(path)
    assert found.text == "Title\n\nArea is 10² km,bold.\n\nOne\n\nTwo"
    assert found.details == {"title": "A page", "author": "J. Doe", "language": "en"}


def test_html_keeps_raised_figures_apart_and_leaves_out_what_it_takes_back(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<p>There were 97,820<sup><a href='#n'>3</a></sup> jobs and 10<sup>2</sup>1 more.</p>"
        "<p>They shall <del>not </del>act. They <s>never </s>rest.</p>"
    )
    assert extract(path).text == "There were 97,820³ jobs and 10²1 more.\n\nThey shall act. They rest."


def test_word_keeps_raised_figures_apart_and_leaves_out_the_hidden_and_struck(tmp_path: Path) -> None:
    found = extract(documents.docx_with_raised_hidden_and_struck(tmp_path / "a.docx"))
    assert found.text.split("\n") == [
        "A load of 10² calls; 2,500¹ a day.",
        "Staff shall leave the desk. They shall advise.",
        "See section 4.2 of this.",
    ]


def test_pdf_keeps_raised_figures_apart(tmp_path: Path) -> None:
    found = extract(documents.pdf_with_raised_figure(tmp_path / "a.pdf"))
    assert " ".join(found.text.split()) == "There were 97,820³ jobs in 2025 and 5 in 2026."


def test_plain_text_keeps_its_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfone\r\n\x0ctwo\x07")
    assert extract(tmp_path / "a.txt").text == "one\n\ftwo"


def test_an_extracted_text_is_kept_by_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = documents.docx(tmp_path / "a.docx", ["Kept."])
    assert extract(path, tmp_path / "cache", "0" * 64).text.startswith("Kept.")
    monkeypatch.setattr("kb.texts.frozen_texts.run_worker", lambda path: pytest.fail("read again"))
    assert extract(path, tmp_path / "cache", "0" * 64).text.startswith("Kept.")


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>&b;</w:body></w:document>"""


def bomb(path: Path) -> Path:
    return documents.with_part(documents.docx(path, ["x"]), documents.WORD, b"<w>" + b" " * 300_000_000)


def entities(path: Path) -> Path:
    return documents.with_part(documents.docx(path, ["x"]), documents.WORD, ENTITIES)


def entities_in_utf_16(path: Path) -> Path:
    data = ENTITIES.decode().encode("utf-16")
    return documents.with_part(documents.docx(path, ["x"]), documents.WORD, data)


def traversal(path: Path) -> Path:
    return documents.with_part(documents.docx(path, ["x"]), "../../outside.xml", b"<x/>")


def many_parts(path: Path) -> Path:
    with zipfile.ZipFile(documents.docx(path, ["x"]), "a") as archive:
        for number in range(document_limits.MAX_PARTS + 1):
            archive.writestr(f"{number}.xml", "")
    return path


def cut_off(path: Path) -> Path:
    documents.docx(path, ["x"])
    path.write_bytes(path.read_bytes()[:3000])
    return path


def no_word(path: Path) -> Path:
    path.write_bytes(b"hello")
    return path


def bomb_sheet(path: Path) -> Path:
    documents.xlsx(path, [["a"]])
    return documents.with_part(path, "xl/worksheets/sheet1.xml", b"<x>" + b"0" * 60_000_000)


def wide_sheet(path: Path) -> Path:
    return documents.xlsx(path, [["a"] * 201])


def shared_pages(path: Path) -> Path:
    return documents.shared_page_tree(path, 5)


def endless_pages(path: Path) -> Path:
    return documents.shared_page_tree(path, 12)


def circular_pages(path: Path) -> Path:
    tree = b"<< /Type /Pages /Count 1000000000 /Kids [2 0 R 2 0 R] >>"
    return documents.raw_pdf(path, [b"<< /Type /Catalog /Pages 2 0 R >>", tree])


def broken_font(path: Path) -> Path:
    text = b"BT /F1 12 Tf 72 700 Td <0001000200030004> Tj ET"
    return documents.raw_pdf(
        path,
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            (
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
                b" /Resources << /Font << /F1 5 0 R >> >> >>"
            ),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
            b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
            (
                b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo"
                b" << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
            ),
        ],
    )


def scan(path: Path) -> Path:
    return documents.pdf(path, [[]])


def no_pdf(path: Path) -> Path:
    path.write_bytes(b"PK\x03\x04hello")
    return path


def huge(path: Path) -> Path:
    with path.open("wb") as stream:
        stream.write(b"%PDF-1.7\n")
        stream.truncate(2**30)
    return path


def empty_page(path: Path) -> Path:
    path.write_text("<html><script>document.write('x')</script></html>")
    return path


@pytest.mark.parametrize(
    ("make", "suffix", "reason"),
    [
        (bomb, "docx", "It unpacks to 28. MB"),
        (entities, "docx", "declares XML entities"),
        (entities_in_utf_16, "docx", "declares XML entities"),
        (traversal, "docx", "named to land outside"),
        (many_parts, "docx", r"The archive has 40\d\d parts"),
        (cut_off, "docx", "The archive is damaged"),
        (no_word, "docx", "The file is named .docx and is not a Word document"),
        (shared_pages, "pdf", "The PDF has 100000 pages; the limit is 3000"),
        (endless_pages, "pdf", "The PDF cannot be opened"),
        (circular_pages, "pdf", "PDF"),
        (broken_font, "pdf", "words"),
        (scan, "pdf", "words"),
        (no_pdf, "pdf", "The file is named .pdf and is a zip file"),
        (huge, "pdf", "The file has 1024 MB"),
        (empty_page, "html", "The page has no text"),
    ],
)
def test_a_hostile_document_is_refused(make, suffix: str, reason: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(RefusedError, match=reason):
        extract(make(tmp_path / f"a.{suffix}"))


@pytest.mark.parametrize(
    ("make", "reason"),
    [(bomb_sheet, "times its size"), (wide_sheet, "200 columns")],
)
def test_a_hostile_sheet_is_refused(make, reason: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(RefusedError, match=reason):
        run_worker(make(tmp_path / "a.xlsx"))


def test_a_strict_workbook_is_read(tmp_path: Path) -> None:
    path = documents.as_strict(documents.xlsx(tmp_path / "a.xlsx", [["duty", "Answers calls"]]))
    (sheet,) = run_worker(path)["details"]["sheets"]
    assert [cell[2] for cell in sheet["cells"]] == ["duty", "Answers calls"]


def test_reading_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_limits, "MAX_SECONDS", 0.01)
    with pytest.raises(RefusedError, match="takes more than"):
        extract(documents.pdf(tmp_path / "a.pdf", [["x"]]))


def test_deep_nesting_is_survived(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<div>" * 100_000 + "deep" + "</div>" * 100_000)
    try:
        assert "deep" in extract(path).text
    except RefusedError as refusal:
        assert str(refusal)
