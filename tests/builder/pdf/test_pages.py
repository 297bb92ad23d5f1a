"""Where pages end."""

from __future__ import annotations

from collections.abc import Sequence

from builder.pdf.canvas import TaggedCanvas
from builder.pdf.flow.blocks import Flowing, Piece, Placed, kept_lines
from builder.pdf.flow.pages import Page, Section, Sheet, folios, paginate

SHEET = Sheet(100, 120, left=10, right=10, top=10, bottom=10)
"""A hundred points of height for content."""


class Strip(Flowing):
    """A block with a name that draws nothing."""

    def __init__(self, name: str, *pieces: Piece, before: float = 0, after: float = 0) -> None:
        super().__init__(before, after)
        self.name = name
        self.anchors = (name,)
        self.pieces = pieces

    def draw(self, canvas: TaggedCanvas, left: float, placed: Sequence[Placed]) -> None:
        raise NotImplementedError


def strip(name: str, height: float, keep: bool = False, **space: float) -> Strip:
    return Strip(name, Piece(height, keep), **space)


def lines(name: str, count: int) -> Strip:
    return Strip(name, *kept_lines([10.0] * count))


def told(pages: list[Page]) -> list[str]:
    """Return each page as the names and piece numbers on it; a repeated block has a star."""
    return [
        " ".join(f"{block.name}{placed.index}{'*' * again}" for block, placed, again in page.content)  # type: ignore[attr-defined]
        for page in pages
    ]


def flow(*blocks: Flowing) -> list[str]:
    return told(paginate([Section(SHEET, list(blocks))]))  # type: ignore[arg-type]


def test_fills_a_page_and_turns() -> None:
    assert flow(strip("a", 60), strip("b", 40), strip("c", 1)) == ["a0 b0", "c0"]


def test_space_above_is_dropped_at_the_head_of_a_page() -> None:
    assert flow(strip("a", 100), strip("b", 100, before=50)) == ["a0", "b0"]


def test_spaces_that_meet_are_not_added_up() -> None:
    assert flow(strip("a", 45, after=10), strip("b", 45, before=8)) == ["a0 b0"]
    assert flow(strip("a", 45, after=8), strip("b", 45, before=11)) == ["a0", "b0"]


def test_a_heading_goes_with_what_follows() -> None:
    assert flow(strip("a", 80), strip("h", 10, keep=True), lines("p", 4)) == ["a0", "h0 p0 p1 p2 p3"]


def test_no_line_of_a_paragraph_is_left_alone() -> None:
    assert flow(strip("a", 85), lines("p", 4)) == ["a0", "p0 p1 p2 p3"]
    assert flow(strip("a", 70), lines("p", 4)) == ["a0 p0 p1", "p2 p3"]
    assert flow(strip("a", 70), lines("p", 3)) == ["a0 p0 p1 p2"]
    assert flow(strip("a", 80), lines("p", 3)) == ["a0", "p0 p1 p2"]


def test_a_chain_taller_than_a_page_is_divided() -> None:
    chain = [strip(name, 40, keep=True) for name in "abcd"]
    assert flow(strip("x", 10), *chain, strip("e", 10)) == ["x0 a0 b0", "c0 d0 e0"]


def test_a_piece_taller_than_a_page_has_one_to_itself() -> None:
    assert flow(strip("a", 10), strip("b", 500), strip("c", 10)) == ["a0", "b0", "c0"]


def test_a_heading_row_is_repeated_and_never_last() -> None:
    head = strip("h", 20, keep=True)
    rows = [strip(name, 30) for name in "abcd"]
    for row in rows:
        row.repeat = head
    assert flow(strip("x", 60), head, *rows) == ["x0", "h0 a0 b0", "h0* c0 d0"]


def test_a_forced_page_and_no_empty_one() -> None:
    first, second = strip("a", 10), strip("b", 10)
    first.new_page = second.new_page = True
    assert flow(first, second) == ["a0", "b0"]


def test_a_kept_heading_does_not_reach_over_a_forced_page() -> None:
    second = strip("b", 10)
    second.new_page = True
    assert flow(strip("a", 10, keep=True), second) == ["a0", "b0"]


def test_sections_begin_pages_and_the_opening_differs() -> None:
    low = Sheet(100, 120, left=10, right=10, top=60, bottom=10)
    sections = [
        Section(SHEET, [strip("a", 50), strip("b", 10)], opening=low),
        Section(SHEET, []),
        Section(SHEET, [strip("c", 10)]),
    ]
    pages = paginate(sections)
    assert told(pages) == ["a0", "b0", "c0"]
    assert [page.sheet for page in pages] == [low, SHEET, SHEET]
    assert folios(pages) == {"a": 1, "b": 2, "c": 3}
