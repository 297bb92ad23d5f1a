"""Line numbers, signatures and pictures as they stand on pages."""

from __future__ import annotations

import dataclasses
import re

import pypdfium2
import pytest

from builder import document as d
from builder.layout import render
from builder.layout.styles import PORTRAIT
from builder.pictures.picture_model import Drawing, FilledPath
from builder.resolve.workspace_pictures import LETTERHEAD, ROOM, TALLEST
from tests.tagged.cases import case
from tests.tagged.making import PROSE, para, words
from tests.tagged.reading import opened

SHAPE = Drawing(4, 2, (FilledPath("0 0 m 4 0 l 4 2 l h", (1, 0, 0)),))


def pages(document: d.Document) -> list[str]:
    with pypdfium2.PdfDocument(render(document)) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def test_lines_are_counted_on_each_page_from_one() -> None:
    text = case(*(para(PROSE) for _ in range(20)))
    plain, counted = pages(text), pages(dataclasses.replace(text, line_numbers=True))
    assert len(plain) == len(counted) > 1
    for without, page in zip(plain, counted, strict=True):
        numbers = [int(n) for n in re.findall(r"(?m)^(\d+)\s*$|(?m:^)(\d+)(?= )", page) for n in n if n]
        assert len(page) > len(without)
        assert numbers[:3] in ([1, 2, 3], []) or 1 in numbers


@pytest.mark.parametrize("lines", range(30, 60, 3))
def test_a_signature_stays_on_one_page(lines: int) -> None:
    text = d.Paragraph(tuple(i for n in range(lines) for i in (d.Text(f"Line {n}"), d.LineBreak())))
    signature = d.Signature((words("Jane Doe"), words("Director")), d.Picture(SHAPE, 90, "Signature"))
    found = [page for page in pages(case(text, signature)) if "Jane Doe" in page or "Date:" in page]
    assert len(found) == 1
    assert "Director" in found[0]


def test_a_picture_stands_where_its_tag_says() -> None:
    picture = d.Picture(SHAPE, 9000, "Shape")
    with opened(render(case(para("Text."), picture))) as pdf:
        boxes = [
            [float(number) for number in found.A.BBox]
            for found in pdf.objects
            if getattr(found, "get", None) and found.get("/S") == "/Figure"
        ]
    ((left, bottom, right, top),) = boxes
    assert (left, right) == (PORTRAIT.left, PORTRAIT.left + ROOM)
    assert 0 < bottom < top < PORTRAIT.height
    assert round(top - bottom, 1) == ROOM / 2


def test_the_room_for_pictures_is_that_of_a_page() -> None:
    assert PORTRAIT.measure == ROOM
    assert PORTRAIT.height - PORTRAIT.top - PORTRAIT.bottom > TALLEST
    assert PORTRAIT.height / 8 > LETTERHEAD
