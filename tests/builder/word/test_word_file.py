"""The Word file of a document: Word's own styles, notes, fields and properties, and nothing lost."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from builder import document as doc
from builder import word
from builder.document_words import document_words
from builder.resolve.numbering import numbered
from builder.word.draft_part import Sent
from builder.word.word_file import is_as_built
from kb.findings import Finding, Location, Severity
from tests.tagged.sample import sample

BLOCKS, NOTES = numbered(sample().blocks, sample().notes, ())
SAMPLE = replace(sample(), blocks=BLOCKS, notes=NOTES)
SENT = Sent("draft.md", "# A draft\n")


@pytest.fixture(scope="module")
def data() -> bytes:
    return word.render(SAMPLE, SENT)


@pytest.fixture(scope="module")
def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


@pytest.fixture(scope="module")
def body(opened: Any) -> Any:
    return opened.element.body


def part(data: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def values(body: Any, path: str) -> list[str]:
    return [element.get(qn("w:val")) for element in body.iter(qn(path))]


def document(*blocks: doc.Block, **more: Any) -> doc.Document:
    return doc.Document(doc.Metadata("A", "B"), doc.TitleBlock((), "A"), blocks, **more)


def test_the_same_document_has_the_same_bytes(data: bytes) -> None:
    assert word.render(SAMPLE, SENT) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2024, 8, 12, 12, 0, 0)}


def test_paragraphs_have_the_styles_that_word_has_for_them(body: Any) -> None:
    used = set(values(body, "w:pStyle"))
    assert used >= {
        "Title",
        "Subtitle",
        "Heading1",
        "Heading2",
        "Heading3",
        "Heading4",
        "BodyText",
        "Caption",
    }
    assert used >= {"Quote", "ListBullet", "ListNumber", "TOC1", "TOC2", "Bibliography", "Date"}


def test_every_style_that_is_used_is_there(data: bytes, body: Any) -> None:
    defined = {s.get(qn("w:styleId")) for s in part(data, "word/styles.xml").iter(qn("w:style"))}
    notes = part(data, "word/footnotes.xml")
    used = {v for tag in ("w:pStyle", "w:rStyle") for b in (body, notes) for v in values(b, tag)}
    styles = part(data, "word/styles.xml")
    assert used | set(values(styles, "w:basedOn")) | set(values(styles, "w:link")) <= defined


def test_every_word_of_the_document_is_in_the_file(data: bytes) -> None:
    shown = "".join(
        text.text or ""
        for name in ("word/document.xml", "word/footnotes.xml")
        for text in part(data, name).iter(qn("w:t"))
    )
    drawn = {word for chart in SAMPLE.blocks if isinstance(chart, doc.Chart) for word in drawing_words(chart)}
    wanted = (word for text in document_words((SAMPLE.blocks, SAMPLE.notes)) for word in text.split())
    assert [one for one in wanted if one not in shown and one not in drawn] == []


def drawing_words(chart: doc.Chart) -> list[str]:
    """Return the words within the drawing of a chart."""
    names = (chart.unit, *chart.categories, *(series.name for series in chart.series))
    return " ".join(names).split()


def test_notes_are_words_own_each_set_once(data: bytes, body: Any) -> None:
    referred = [e.get(qn("w:id")) for e in body.iter(qn("w:footnoteReference"))]
    notes = {
        note.get(qn("w:id")): "".join(t.text for t in note.iter(qn("w:t")))
        for note in part(data, "word/footnotes.xml")
        if not note.get(qn("w:type"))
    }
    assert sorted(referred) == sorted(notes) == ["1", "2", "3"]
    assert notes["3"].strip() == "Written for this sample."


def test_a_note_referred_to_again_is_a_field_to_its_first_mark() -> None:
    mark = doc.NoteReference(1)
    notes = (doc.Note(1, (doc.Text("A note."),)),)
    made = document(doc.Paragraph((doc.Text("a"), mark, doc.Text("b"), mark)), notes=notes)
    body = docx.Document(io.BytesIO(word.render(made, SENT))).element.body
    assert len(list(body.iter(qn("w:footnoteReference")))) == 1
    (field,) = [e.text for e in body.iter(qn("w:instrText")) if "NOTEREF" in e.text]
    assert field.split()[1] in {e.get(qn("w:name")) for e in body.iter(qn("w:bookmarkStart"))}


def test_notes_can_stand_at_the_end_and_those_nobody_refers_to_stay() -> None:
    notes = (doc.Note(1, (doc.Text("One."),)), doc.Note(2, (doc.Text("Two."),)))
    blocks = (
        doc.Paragraph((doc.Text("a"), doc.NoteReference(1))),
        doc.Heading(1, (doc.Text("Notes"),), "n"),
        doc.Notes(),
    )
    data = word.render(document(*blocks, notes=notes), SENT)
    assert "One." in "".join(t.text for t in part(data, "word/endnotes.xml").iter(qn("w:t")))
    body = docx.Document(io.BytesIO(data)).element.body
    assert "2. Two." in "".join(t.text for t in body.iter(qn("w:t")))


def test_tables_repeat_their_head_and_have_widths_and_words_for_screen_readers(body: Any) -> None:
    tables = [t for t in body.iter(qn("w:tbl")) if t.find(f".//{qn('w:tblCaption')}") is not None]
    assert tables
    for table in tables:
        first = table.find(qn("w:tr"))
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        widths = [int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))]
        assert all(width > 200 for width in widths)
        assert table.find(f".//{qn('w:tblCaption')}").get(qn("w:val"))
        cells = [
            sum(int(s) for s in values(row, "w:gridSpan"))
            + sum(
                cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") is None for cell in row.iterfind(qn("w:tc"))
            )
            for row in table.iterfind(qn("w:tr"))
        ]
        assert set(cells) == {len(widths)}


def test_captions_number_themselves_and_contents_are_a_field(body: Any) -> None:
    fields = [" ".join(e.text.split()) for e in body.iter(qn("w:instrText"))]
    assert "SEQ Table \\* ARABIC" in fields
    assert "SEQ Figure \\* ARABIC" in fields
    assert 'TOC \\o "1-3" \\h \\z \\u' in fields
    kinds = [e.get(qn("w:fldCharType")) for e in body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


def test_charts_are_pictures_with_words_for_who_does_not_see_them(body: Any) -> None:
    charts = [block for block in SAMPLE.blocks if isinstance(block, doc.Chart)]
    said = [e.get("descr") for e in body.iter(qn("wp:docPr"))]
    assert said == [chart.alternative for chart in charts]


def test_links_lead_to_addresses_and_to_bookmarks_that_are_there(opened: Any, body: Any) -> None:
    names = [e.get(qn("w:name")) for e in body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    assert all(len(name) <= 40 and re.fullmatch(r"\w+", name) for name in names)
    anchors = {e.get(qn("w:anchor")) for e in body.iter(qn("w:hyperlink")) if e.get(qn("w:anchor"))}
    assert anchors and anchors <= set(names)
    assert "mailto:policy@example.org" in {r.target_ref for r in opened.part.rels.values() if r.is_external}


def test_wide_tables_stand_on_turned_sheets(opened: Any) -> None:
    turned = [section.page_width > section.page_height for section in opened.sections]
    assert True in turned
    assert turned[0] is turned[-1] is False


def test_a_redline_shows_what_goes_and_what_comes(body: Any) -> None:
    struck = [
        "".join(text.text for text in run.iter(qn("w:t")))
        for run in body.iter(qn("w:r"))
        if run.find(f".//{qn('w:strike')}") is not None
    ]
    assert struck == ["receive and communicate requests"]
    assert not list(body.iter(qn("w:del")))


def test_a_box_without_a_label_begins_with_its_words() -> None:
    reply = doc.Callout("reply", (), (doc.Paragraph((doc.Text("Our reply."),)),))
    opened = docx.Document(io.BytesIO(word.render(document(reply), SENT, [])))
    assert [p.text for p in opened.tables[0].cell(0, 0).paragraphs] == ["Our reply."]


def test_properties_language_head_and_foot(opened: Any, data: bytes) -> None:
    core = opened.core_properties
    assert (core.title, core.author, core.language) == (
        SAMPLE.metadata.title,
        "Sample Association",
        "en-US",
    )
    assert core.created.isoformat()[:10] == "2024-08-12"
    assert "Protective Service" in opened.sections[0].header.paragraphs[0].text
    assert [e.text.strip() for e in opened.sections[0].footer._element.iter(qn("w:instrText"))] == [
        "PAGE",
        "NUMPAGES",
    ]
    settings = part(data, "word/settings.xml")
    assert settings.find(qn("w:trackRevisions")) is not None
    assert settings.find(qn("w:updateFields")) is not None


def test_words_printed_twice_have_one_bookmark() -> None:
    twice = doc.Paragraph((doc.Text("Said twice.", place=(5, 1)),), place=(5, 1))
    body = docx.Document(io.BytesIO(word.render(document(twice, twice), SENT))).element.body
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names)) == 1


def test_findings_are_comments_at_their_paragraphs() -> None:
    blocks = (
        doc.Heading(1, (doc.Text("Head", place=(5, 3)),), "head", place=(5, 1)),
        doc.Paragraph((doc.Text("First words.", place=(7, 1)),), place=(7, 1)),
        doc.Paragraph((doc.Text("Second words.", place=(9, 1)),), place=(9, 1)),
    )
    findings = [
        Finding("number-cited", Severity.WARNING, "No source.", "Cite it.", Location("draft.md", 9, 4)),
        Finding("docket", Severity.ERROR, "No docket.", "Name it.", Location("draft.md", 2, 1)),
    ]
    opened = docx.Document(io.BytesIO(word.render(document(*blocks), SENT, findings)))
    said = {comment.comment_id: comment.text for comment in opened.comments}
    at = {
        said[int(mark.get(qn("w:id")))]: paragraph.text
        for paragraph in opened.paragraphs
        for mark in paragraph._p.iter(qn("w:commentRangeStart"))
    }
    assert at == {
        "warning [number-cited] line 9: No source.\nCite it.": "Second words.",
        "error [docket] line 2: No docket.\nName it.": "A",
    }


def test_only_a_file_as_it_was_built_is_written_over(data: bytes) -> None:
    saved = io.BytesIO()
    docx.Document(io.BytesIO(data)).save(saved)
    assert is_as_built(data)
    assert not is_as_built(saved.getvalue())
    assert not is_as_built(b"no archive")
