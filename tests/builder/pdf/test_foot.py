"""Which notes stand at the foot of which page."""

from __future__ import annotations

from dataclasses import replace

from builder.pdf.flow.foot import SEPARATION
from builder.pdf.flow.pages import Page, Section
from builder.pdf.flow.pagination import paginate
from builder.pdf.flow.pieces import Flowing, Footnote, Piece
from tests.builder.pdf.test_pages import SHEET, Strip, lines, strip, told

ROOM = 100 - SEPARATION


def citing(name: str, height: float, *notes: Footnote, keep: bool = False) -> Strip:
    return Strip(name, Piece(height, keep, notes))


def note(name: str, count: int) -> Footnote:
    return Footnote([lines(name, count)])


def flow(*blocks: Flowing) -> tuple[list[str], list[str]]:
    """Return what stands on each page, and at its foot."""
    pages = paginate([Section(SHEET, list(blocks))])  # type: ignore[arg-type]
    return told(pages), told([replace_content(page) for page in pages])


def replace_content(page: Page) -> Page:
    return replace(page, content=page.foot)


def test_a_note_stands_on_the_page_that_refers_to_it() -> None:
    found = flow(citing("a", 50, note("1", 1)), strip("b", 20), citing("c", 20, note("2", 1)))
    assert found == (["a0 b0", "c0"], ["10", "20"])


def test_text_goes_on_where_its_note_has_room() -> None:
    assert flow(citing("a", ROOM - 10, note("1", 1))) == (["a0"], ["10"])
    assert flow(strip("x", 10), citing("a", ROOM - 10, note("1", 1))) == (["x0", "a0"], ["", "10"])


def test_a_long_note_is_divided_and_none_of_its_lines_left_alone() -> None:
    assert flow(citing("a", ROOM - 20, note("1", 4))) == (["a0", ""], ["10 11", "12 13"])
    assert flow(strip("x", 1), citing("a", ROOM - 20, note("1", 4))) == (
        ["x0", "a0", ""],
        ["", "10 11", "12 13"],
    )
    assert flow(strip("x", 20), citing("a", ROOM - 40, note("1", 3))) == (["x0", "a0"], ["", "10 11 12"])


def test_notes_stay_in_order_behind_one_that_goes_on() -> None:
    pages, feet = flow(citing("a", 60, note("1", 5)), citing("b", 10, note("2", 1)))
    assert pages == ["a0", "b0"]
    assert feet == ["10 11", "12 13 14 20"]


def test_a_note_longer_than_a_page_takes_as_many_as_it_needs() -> None:
    pages, feet = flow(citing("a", 10, note("1", 20)), strip("b", 30))
    assert pages == ["a0", "", "b0"]
    assert [len(foot.split()) for foot in feet] == [7, 8, 5]


def test_the_same_note_stands_once_a_page_and_again_on_the_next_as_decoration() -> None:
    one = note("1", 1)
    assert flow(citing("a", 20, one), citing("b", 20, one), citing("c", 60, one)) == (
        ["a0 b0", "c0"],
        ["10", "10*"],
    )


def test_a_row_taller_than_a_page_has_its_note_behind_it() -> None:
    assert flow(citing("a", 150, note("1", 2)), strip("b", 10)) == (["a0", "b0"], ["", "10 11"])
