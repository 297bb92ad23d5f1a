"""Tables on pages turned to landscape, and the text around them."""

from __future__ import annotations

from builder import document as d
from builder.layout import render
from tests.tagged.cases import case
from tests.tagged.making import cells, para, words
from tests.tagged.reading import Tree, opened


def test_text_behind_a_turned_table_fills_the_page_before_it() -> None:
    table = d.Table(words("Wide"), cells("A", "B"), (cells("a", "b"),), landscape=True)
    tree = Tree(opened(render(case(para("Before."), table, para("After.")))))
    assert len(tree.pdf.pages) == 2
    before, after = tree.find("P")
    (shown,) = tree.find("Caption")
    assert before.Pg.objgen == after.Pg.objgen != shown.Pg.objgen
    assert [str(kid.S) for kid in before.P.K][-3:] == ["/P", "/Table", "/P"]


def test_a_heading_goes_with_its_table_to_the_turned_page() -> None:
    table = d.Table(words("Wide"), cells("A", "B"), (cells("a", "b"),), landscape=True)
    tree = Tree(opened(render(case(para("Before."), d.Heading(1, words("Head"), "head"), table))))
    (heading,) = tree.find("H1")
    (shown,) = tree.find("Caption")
    assert heading.Pg.objgen == shown.Pg.objgen
