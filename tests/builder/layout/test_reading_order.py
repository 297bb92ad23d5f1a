"""The sample document as a reader that follows its structure finds it."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from builder import document as d
from builder.layout import render
from builder.layout.text_runs import plain
from tests.tagged.cases import case
from tests.tagged.making import LONG_ADDRESS, LONG_WORD, para, words
from tests.tagged.reading import Tree, opened, pages
from tests.tagged.sample import sample

ROOT = Path(__file__).parents[3]


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


def test_contents_show_the_page_of_each_heading(data: bytes, tree: Tree) -> None:
    found = {}
    for number, page in enumerate(pages(opened(data)), 1):
        for text in page.texts.values():
            found.setdefault(text.strip(), number)
    entries = [tree.text(entry).rsplit(" ", 1) for entry in tree.find("TOCI")]
    assert len(entries) == 7
    headings = {
        plain(block.content).strip()
        for block in sample().blocks
        if isinstance(block, d.Heading) and block.level <= 3
    }
    assert {title for title, _ in entries} == headings
    # The contents themselves stand on page 1, so a heading's own page is where it is a heading.
    for title, folio in entries:
        own = [h for level in (1, 2, 3) for h in tree.find(f"H{level}") if tree.text(h) == title]
        page = tree.numbers[own[0].Pg.objgen] + 1
        assert int(folio) == page


def test_outline_lists_the_headings(tree: Tree) -> None:
    with tree.pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        below = outline.root[0].children[0].children[0].children[0].title
    assert titles[0] == "The work protects life"
    assert below == "A heading of the fourth level"


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
    contents, duties, notes_and_back = 7, 1, 6
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


def test_a_note_that_nothing_refers_to_has_no_way_back() -> None:
    tree = Tree(opened(render(case(d.Notes(), notes=(d.Note(1, words("Alone.")),)))))
    (note,) = tree.find("Note")
    assert tree.text(note) == "1Alone."
    assert list(tree.find("Link", note)) == []


def test_figures_have_words_and_tables_have_scopes(tree: Tree) -> None:
    assert [bool(str(figure.Alt)) for figure in tree.find("Figure")] == [True] * 3
    assert {str(cell.A.Scope) for cell in tree.find("TH")} == {"/Row", "/Column"}


def test_repeated_headers_are_artifacts(tree: Tree) -> None:
    tables = list(tree.find("Table"))
    assert [tree.text(cell) for cell in tree.find("TH", tables[0])].count("Statement") == 1
    shown = [marks.artifacts for marks in pages(tree.pdf)]
    assert sum("Statement" in artifacts for artifacts in shown) == 2


def test_a_reference_prints_the_page_of_its_place() -> None:
    link = d.Link(words("the end"), "#end", paged=True, label="§ 1")
    again = d.Link((), "#end", paged=True, label="Table 1")
    blocks = [
        d.Paragraph((d.Text("See "), link, d.Text(" and "), again, d.Text("."))),
        *[d.PageBreak(), para("x")] * 9,
    ]
    tree = Tree(opened(render(case(*blocks, d.Heading(1, words("End"), "end", "1")))))
    (reference, _), *_ = [list(tree.find("Link", p)) for p in tree.find("P") if "See" in tree.text(p)]
    assert tree.text(reference) == "the end [§ 1, p. 10]"
    assert "Table 1 [p. 10]." in tree.text(reference.P)
    assert tree.text(next(tree.find("H1"))) == "1\u2002End"
