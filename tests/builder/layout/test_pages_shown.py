"""The pages as a viewer shows them."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from builder import document as d
from builder.layout import render
from tests.tagged.cases import CASES, case
from tests.tagged.making import cells, words
from tests.tagged.reading import Tree, opened, pages
from tests.tagged.sample import sample

ROOT = Path(__file__).parents[3]


def test_text_reaches_a_viewer(data: bytes) -> None:
    with pypdfium2.PdfDocument(data) as pdf:
        shown = "".join(pdf[n].get_textpage().get_text_range() for n in range(len(pdf)))
    assert "\U0001df06" in shown
    assert "Objection O3b: the work is clerical" in shown


def test_every_page_has_its_number_and_the_watermark(data: bytes, tree: Tree) -> None:
    shown = [marks.artifacts for marks in pages(tree.pdf)]
    count = len(shown)
    for number, artifacts in enumerate(shown, 1):
        assert f"Page {number} of {count}" in artifacts
        assert "DRAFT" in artifacts
    assert count >= 12
    assert not any("DRAFT" in m.artifacts for m in pages(opened(render(sample()))))


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


@pytest.mark.parametrize("name", CASES)
def test_every_case_opens_in_a_viewer(name: str) -> None:
    with pypdfium2.PdfDocument(render(CASES[name]())) as pdf:
        assert len(pdf) >= 1


def test_a_table_of_four_thousand_rows() -> None:
    document = case(
        d.Table(words("Long"), cells("Id", "Text"), tuple(cells(f"r{n}", f"text {n}") for n in range(4000)))
    )
    pdf = opened(render(document))
    assert len(pdf.pages) > 60
    assert sum(1 for _ in Tree(pdf).find("TR")) == 4001
