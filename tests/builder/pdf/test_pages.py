"""Where pages end."""

from __future__ import annotations

from collections.abc import Sequence

from builder.pdf.canvas import TaggedCanvas
from builder.pdf.flow.pages import Page, Section, Sheet, folios
from builder.pdf.flow.pagination import paginate
from builder.pdf.flow.pieces import Flowing, Piece, Placed, kept_lines

SHEET = Sheet(100, 120, left=10, right=10, top=10, bottom=10)
"""A hundred points of height for content."""
WIDE = Sheet(120, 100, left=10, right=10, top=10, bottom=10)


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
        " ".join(f"{e.block.name}{e.placed.index}{'*' * e.repeated}" for e in page.content)  # type: ignore[attr-defined]
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


def test_sections_go_on_and_the_opening_differs() -> None:
    low = Sheet(100, 120, left=10, right=10, top=60, bottom=10)
    sections = [
        Section(SHEET, [strip("a", 50), strip("b", 10)], opening=low),
        Section(SHEET, []),
        Section(SHEET, [strip("c", 10)]),
    ]
    pages = paginate(sections)
    assert told(pages) == ["a0", "b0 c0"]
    assert [page.sheet for page in pages] == [low, SHEET]
    assert folios(pages) == {"a": 1, "b": 2, "c": 2}


def test_another_sheet_begins_a_page() -> None:
    pages = paginate([Section(SHEET, [strip("a", 10)]), Section(WIDE, [strip("w", 10)])])
    assert told(pages) == ["a0", "w0"]


def test_a_floating_section_waits_for_the_page_end() -> None:
    sections = [
        Section(SHEET, [strip("a", 40)]),
        Section(WIDE, [strip("w", 10)], floating=True),
        Section(SHEET, [strip("b", 50), strip("c", 50)]),
    ]
    assert told(paginate(sections)) == ["a0 b0", "w0", "c0"]
    assert told(paginate(sections[:2])) == ["a0", "w0"]


def test_a_heading_waits_over_a_floating_section_for_what_follows() -> None:
    sections = [
        Section(SHEET, [strip("a", 60), strip("h", 10, keep=True)]),
        Section(WIDE, [strip("w", 10)], floating=True),
        Section(SHEET, [strip("b", 50)]),
    ]
    assert told(paginate(sections)) == ["a0", "w0", "h0 b0"]


def columned(*sections: Section) -> list[list[str]]:
    """Return each page as its columns."""
    pages = []
    for page in paginate(sections):
        columns: dict[float, list[str]] = {}
        for entry in page.content:
            columns.setdefault(entry.x, []).append(entry.block.name)  # type: ignore[attr-defined]
        pages.append(["".join(names) for _, names in sorted(columns.items())])
    return pages


def test_columns_are_filled_in_turn_and_the_last_ones_balanced() -> None:
    notes = [strip(name, 25) for name in "abcdefghijkl"]
    assert columned(Section(SHEET, list(notes), columns=2)) == [["abcd", "efgh"], ["ij", "kl"]]


def test_text_goes_on_below_the_longest_column() -> None:
    first = Section(SHEET, [strip("x", 20)])
    notes = Section(SHEET, [strip(name, 20) for name in "abc"], columns=2)
    pages = paginate([first, notes, Section(SHEET, [strip("y", 40)])])
    assert told(pages) == ["x0 a0 b0 c0 y0"]
    assert [e.placed.top for e in pages[0].content] == [110, 90, 70, 90, 50]


def test_a_heading_goes_with_its_columns() -> None:
    first = Section(SHEET, [strip("x", 75), strip("h", 10, keep=True)])
    notes = Section(SHEET, [strip(name, 20) for name in "ab"], columns=2)
    assert columned(first, notes) == [["x"], ["ha", "b"]]
