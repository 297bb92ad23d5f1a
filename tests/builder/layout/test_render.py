"""The sample document as a reader, a viewer and an archive find it."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from builder import document as d
from builder.layout import render
from builder.layout.text_runs import plain
from builder.pdf.fonts import MissingGlyphError
from builder.pdf.links import ForbiddenTargetError, UnknownTargetError
from kb.errors import SocEvidenceError, UsageError
from tests.tagged.cases import CASES, case
from tests.tagged.reading import Tree, opened, pages
from tests.tagged.sample import LONG_ADDRESS, LONG_WORD, cells, para, sample, words

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def data() -> bytes:
    return render(sample(watermark="DRAFT"))


@pytest.fixture(scope="module")
def tree(data: bytes) -> Tree:
    return Tree(opened(data))


def test_everything_drawn_is_marked_once(data: bytes, tree: Tree) -> None:
    assert [marks.unmarked for marks in pages(tree.pdf)] == [[] for _ in tree.pdf.pages]
    tree.dump()
    assert tree.unused() == set()


def test_marks_lead_back_to_their_element(tree: Tree) -> None:
    numbers = tree.pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    for page, marks in zip(tree.pdf.pages, pages(tree.pdf), strict=True):
        owners = parents[int(page.StructParents)]
        assert len(owners) == len(marks.texts)
        assert page.Tabs == "/S"
        for annotation in page.get("/Annots", pikepdf.Array()):
            assert parents[int(annotation.StructParent)].S == "/Link"


def test_every_word_is_extracted_in_reading_order(tree: Tree) -> None:
    said = tree.text(tree.root)
    for part in ("Every statement is cited", LONG_WORD, "ế", "\U0001df06", "●", "Step 12"):
        assert part in said.replace("\n", "")
    assert said.count(LONG_ADDRESS) == 3
    assert said.index("The work protects life") < said.index("Lists and boxes")


def test_text_reaches_a_viewer(data: bytes) -> None:
    with pypdfium2.PdfDocument(data) as pdf:
        shown = "".join(pdf[n].get_textpage().get_text_range() for n in range(len(pdf)))
    assert "\U0001df06" in shown
    assert "Objection O3b: the work is clerical" in shown


def test_contents_show_the_page_of_each_heading(data: bytes, tree: Tree) -> None:
    found = {}
    for number, page in enumerate(pages(opened(data)), 1):
        for text in page.texts.values():
            found.setdefault(text.strip(), number)
    entries = [tree.text(entry).rsplit(" ", 1) for entry in tree.find("TOCI")]
    assert len(entries) == 8
    headings = {
        plain(block.content).strip()
        for block in sample().blocks
        if isinstance(block, d.Heading) and block.level <= 3
    }
    assert {title for title, _ in entries} == headings
    # The contents themselves stand on page 1, so a heading's own page is where it is a heading.
    for title, folio in entries:
        own = [h for level in (1, 2, 3) for h in tree.find(f"H{level}") if tree.text(h) == title]
        page = tree._numbers[own[0].Pg.objgen] + 1
        assert int(folio) == page


def test_links_lead_to_their_place(tree: Tree) -> None:
    numbers = {page.objgen: n for n, page in enumerate(tree.pdf.pages)}
    targets = []
    for page in tree.pdf.pages:
        for annotation in page.get("/Annots", pikepdf.Array()):
            assert str(annotation.Contents)
            assert int(annotation.F) == 4
            if "/Dest" in annotation:
                targets.append(numbers[annotation.Dest[0].objgen])
            else:
                assert str(annotation.A.URI).startswith(("https://", "mailto:"))
    contents, duties, notes_and_back = 8, 1, 6
    assert len(targets) == contents + duties + notes_and_back
    assert max(targets) < len(numbers)


def test_a_link_over_lines_is_one_annotation(tree: Tree) -> None:
    long = [
        annotation
        for page in tree.pdf.pages
        for annotation in page.get("/Annots", pikepdf.Array())
        if "/A" in annotation and str(annotation.A.URI) == LONG_ADDRESS
    ]
    assert [len(a.QuadPoints) // 8 > 1 for a in long] == [True, True, True]


def test_notes_and_references_lead_to_each_other(tree: Tree) -> None:
    notes = list(tree.find("Note"))
    assert [str(note.ID) for note in notes] == ["note-1", "note-2", "note-3"]
    for note in notes:
        assert next(tree.text(link) for link in tree.find("Link", note)) == str(note.ID)[5:]
    assert [tree.text(r) for r in tree.find("Reference") if r.P.S != "/TOCI"] == ["1", "2", "3"]


def test_figures_have_words_and_tables_have_scopes(tree: Tree) -> None:
    assert [bool(str(figure.Alt)) for figure in tree.find("Figure")] == [True] * 3
    assert {str(cell.A.Scope) for cell in tree.find("TH")} == {"/Row", "/Column"}


def test_repeated_headers_are_artifacts(tree: Tree) -> None:
    tables = list(tree.find("Table"))
    assert [tree.text(cell) for cell in tree.find("TH", tables[0])].count("Statement") == 1
    shown = [marks.artifacts for marks in pages(tree.pdf)]
    assert sum("Statement" in artifacts for artifacts in shown) == 3


def test_every_page_has_its_number_and_the_watermark(data: bytes, tree: Tree) -> None:
    shown = [marks.artifacts for marks in pages(tree.pdf)]
    count = len(shown)
    for number, artifacts in enumerate(shown, 1):
        assert f"Page {number} of {count}" in artifacts
        assert "DRAFT" in artifacts
    assert count >= 12
    assert not any("DRAFT" in m.artifacts for m in pages(opened(render(sample()))))


def test_outline_lists_the_headings(tree: Tree) -> None:
    with tree.pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        below = outline.root[0].children[0].children[0].children[0].title
    assert titles[0] == "The work protects life"
    assert below == "A heading of the fourth level"


def test_catalog_and_properties(tree: Tree) -> None:
    root, info = tree.pdf.Root, tree.pdf.docinfo
    assert str(root.Lang) == "en-US"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert bool(root.MarkInfo.Marked)
    assert str(info.Title) == sample().metadata.title
    assert str(info.CreationDate) == "D:20240812120000+00'00'"
    with tree.pdf.open_metadata() as xmp:
        assert xmp["pdfuaid:part"] == "1"
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("3", "A")
        assert xmp["dc:title"] == sample().metadata.title
        assert xmp["xmp:CreateDate"] == "2024-08-12T12:00:00Z"


def test_attachments_come_back_unchanged(tree: Tree) -> None:
    for attachment in sample().attachments:
        file = tree.pdf.attachments[attachment.name]
        assert file.get_file().read_bytes() == attachment.data
        assert file.description == attachment.description
        assert file.relationship == f"/{attachment.relationship}"
        assert file.get_file().mime_type == attachment.media_type
        assert file.get_file().mod_date == dt.datetime(2024, 8, 12, 12, tzinfo=dt.UTC)
    assert len(tree.pdf.Root.AF) == 2


def test_landscape_pages_are_turned_and_only_those(tree: Tree) -> None:
    wide = [page.mediabox[2] > page.mediabox[3] for page in tree.pdf.pages]
    assert sum(wide) == 2
    assert not wide[0]


def test_nothing_is_drawn_outside_the_margins(data: bytes) -> None:
    with pypdfium2.PdfDocument(data) as pdf:
        for number in range(len(pdf)):
            page = pdf[number]
            width, _ = page.get_size()
            text = page.get_textpage()
            for index in range(text.count_rects()):
                left, _, right, _ = text.get_rect(index)
                assert left >= 40
                assert right <= width - 40


def test_same_bytes_twice_and_in_other_processes() -> None:
    program = (
        "import hashlib, sys; from builder.layout import render; from tests.tagged.sample import sample;"
        "print(hashlib.sha256(render(sample())).hexdigest())"
    )
    digests = set()
    for seed, epoch in (("1", "0"), ("2", "1700000000")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": epoch}
        environment["PYTHONPATH"] = str(ROOT)
        run = [sys.executable, "-c", program]
        done = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        digests.add(done.stdout)
    assert len(digests) == 1
    assert render(sample()) == render(sample())


def test_identifier_follows_the_content() -> None:
    def identifier(document: d.Document) -> bytes:
        return bytes(opened(render(document)).trailer.ID[0])

    plain_one = sample()
    attached = replace(plain_one, attachments=(replace(plain_one.attachments[0], data=b"# other\n"),))
    found = {identifier(plain_one), identifier(sample(rows=59)), identifier(attached)}
    assert len(found) == 3


def test_a_character_in_no_font_is_named() -> None:
    with pytest.raises(MissingGlyphError, match=r"U\+1F44D THUMBS UP SIGN") as raised:
        render(case(para("Good \U0001f44d")))
    assert isinstance(raised.value, SocEvidenceError)
    assert raised.value.remedy


def test_a_link_to_nowhere_is_named() -> None:
    with pytest.raises(UnknownTargetError, match="nowhere"):
        render(case(d.Paragraph((d.Link((d.Text("x"),), "#nowhere"),))))
    with pytest.raises(UnknownTargetError, match="note 7"):
        render(case(d.Paragraph((d.Text("x"), d.NoteReference(7)))))


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "x.pdf", ""])
def test_a_link_to_anything_else_is_refused(target: str) -> None:
    with pytest.raises(ForbiddenTargetError):
        render(case(d.Paragraph((d.Link((d.Text("x"),), target),))))


def test_a_note_that_nothing_refers_to_has_no_way_back() -> None:
    tree = Tree(opened(render(case(d.Notes((d.Note(1, words("Alone.")),))))))
    (note,) = tree.find("Note")
    assert tree.text(note) == "1Alone."
    assert list(tree.find("Link", note)) == []


def test_a_wrong_date_is_named() -> None:
    document = case()
    with pytest.raises(UsageError, match="last May"):
        render(replace(document, metadata=replace(document.metadata, created="last May")))


@pytest.mark.parametrize(
    "text",
    [
        '<b>bold</b> <a href="http://evil.example">x</a> &amp; <para>',
        "(unbalanced \\( and ) EMC ET Q",
        "nul \u00ad soft\u200bbreak\u2060 \ufeff",
        "a\nb\tc\u2028d\x1ce\u3000f",
        "   ",
        "",
    ],
)
def test_hostile_text_is_only_text(text: str) -> None:
    content = (d.Text(text), d.Text("end"))
    tree = Tree(opened(render(case(d.Paragraph(content)))))
    tree.dump()
    assert tree.unused() == set()
    shown = "".join(tree.text(p) for p in tree.find("P"))
    bare = text.translate(dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF]))
    assert shown.split() == (bare + "end").split()


@pytest.mark.parametrize("name", CASES)
def test_every_case_opens_in_a_viewer(name: str) -> None:
    with pypdfium2.PdfDocument(render(CASES[name]())) as pdf:
        assert len(pdf) >= 1


def test_thirty_pages_are_quick() -> None:
    program = (
        "from builder.layout import render; from tests.tagged.sample import sample;"
        "print(render(sample(rows=480)).count(b'/StructParents'))"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) >= 30
    assert time.perf_counter() - start < 4  # 0.4 s on an idle machine; room for a busy one


def test_a_table_of_four_thousand_rows() -> None:
    document = case(
        d.Table(words("Long"), cells("Id", "Text"), tuple(cells(f"r{n}", f"text {n}") for n in range(4000)))
    )
    pdf = opened(render(document))
    assert len(pdf.pages) > 60
    assert sum(1 for _ in Tree(pdf).find("TR")) == 4001
