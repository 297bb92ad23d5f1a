"""Tables: a caption above, header rows that Word repeats on each page, widths, a source line below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.document import Cell, Inlines, LineBreak, Link, Table, Text
from builder.word.manuscript import Manuscript
from builder.word.ooxml import TWIPS, Element, element, paragraph, put
from builder.word.word_styles import CELL, DENSE, DENSE_HEAD, HEAD_CELL, SOURCE
from builder.word.write_captions import write_caption
from builder.word.write_text import has_own_words, written

_FILLS = {"none": "", "yes": "CFE0EE", "partial": "EAF1F7"}
_HEAD_FILL = "F3F6F9"
_RULE = "B9C2CB"
_MOST = 60
"""Characters beyond which a cell's text does not ask for more width."""
_ADVANCE = {False: 6.0, True: 5.4}
"""Width of a character in points, in plain and in dense tables; bold words are a little wider."""
_PADDING = 10.0


def write_table(manuscript: Manuscript, block: Table) -> None:
    """Write a table; its words for screen readers are its caption."""
    said = write_caption(manuscript, "Table", block)
    columns = max((sum(cell.span for cell in row) for row in (block.header, *block.rows)), default=0)
    if columns:
        _write_rows(manuscript, block, columns, said)
    write_source(manuscript, block.source, block)


def write_source(manuscript: Manuscript, source: Inlines, block: Table | object) -> None:
    """Write the line below a table or chart; an empty one parts it from what follows."""
    made = paragraph(SOURCE, *written(manuscript, source, shaded=has_own_words(source)))
    manuscript.keep(manuscript.put(made), source, getattr(block, "place", (0, 0)))


def _write_rows(manuscript: Manuscript, block: Table, columns: int, said: str) -> None:
    widths = _widths(block, columns, manuscript.width)
    properties = element(
        "w:tblPr",
        element("w:tblW", w=round(sum(widths) * TWIPS), type="dxa"),
        _borders(),
        element("w:tblLayout", type="fixed"),
        element("w:tblCellMar", *(element(f"w:{side}", w=80, type="dxa") for side in ("left", "right"))),
        element(
            "w:tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=1, noVBand=1
        ),
        element("w:tblCaption", val=said[:250] or "Table"),
    )
    grid = element("w:tblGrid", *(element("w:gridCol", w=round(width * TWIPS)) for width in widths))
    table = manuscript.put(element("w:tbl", properties, grid))
    if block.header:
        _write_row(manuscript, table, block.header, widths, block, header=True)
    for row in block.rows:
        _write_row(manuscript, table, row, widths, block)


def _borders() -> Element:
    lines = {"top": 8, "bottom": 8, "insideH": 4}
    sides = (
        element(f"w:{side}", val="single", sz=size, space=0, color=_RULE) for side, size in lines.items()
    )
    return element("w:tblBorders", *sides)


def _write_row(
    manuscript: Manuscript,
    table: Element,
    cells: Sequence[Cell],
    widths: Sequence[float],
    block: Table,
    *,
    header: bool = False,
) -> None:
    properties = element("w:trPr", element("w:cantSplit"))
    if header:
        properties.append(element("w:tblHeader"))
    row = put(table, element("w:tr", properties))
    column = 0
    empty = (Cell(()) for _ in range(len(widths) - sum(cell.span for cell in cells)))
    for cell in (*cells, *empty):
        width = sum(widths[column : column + cell.span])
        column += cell.span
        _write_cell(manuscript, row, cell, width, block, header=header)


def _write_cell(
    manuscript: Manuscript, row: Element, cell: Cell, width: float, block: Table, *, header: bool
) -> None:
    properties = element("w:tcPr", element("w:tcW", w=round(width * TWIPS), type="dxa"))
    if cell.span > 1:
        properties.append(element("w:gridSpan", val=cell.span))
    fill = _FILLS[cell.shade] or (_HEAD_FILL if header else "")
    if fill:
        properties.append(element("w:shd", val="clear", color="auto", fill=fill))
    holder = put(row, element("w:tc", properties))
    align = () if cell.align == "left" else (element("w:jc", val=cell.align),)
    plain, bold = (DENSE, DENSE_HEAD) if block.dense else (CELL, HEAD_CELL)
    style = bold if header or cell.heading else plain
    with manuscript.inside(holder, width):
        content = written(manuscript, cell.content, shaded=has_own_words(cell.content))
        made = manuscript.put(paragraph(style, *content, properties=align))
        manuscript.keep(made, cell.content, block.place)


def _widths(block: Table, columns: int, room: float) -> list[float]:
    """Return the widths of the columns in points: those given, else by the text that they hold.

    Each column gets what its longest word needs, and the rest of the room goes by what more it would like.
    """
    if len(block.widths) == columns and sum(block.widths) > 0:
        return [room * share / sum(block.widths) for share in block.widths]
    advance = _ADVANCE[block.dense]
    least, wish = [_PADDING] * columns, [_PADDING] * columns
    for number, cell in _single_cells(block):
        lines = _said(cell.content).split("\n")
        longest = max((len(word) for line in lines for word in line.split()), default=0)
        least[number] = max(least[number], _PADDING + advance * min(longest, _MOST / 2))
        wish[number] = max(wish[number], least[number], _PADDING + advance * min(_MOST, max(map(len, lines))))
    if sum(least) >= room or sum(wish) == sum(least):
        return [room * need / sum(least) for need in least]
    spare, wanted = room - sum(least), sum(wish) - sum(least)
    return [need + spare * (want - need) / wanted for need, want in zip(least, wish, strict=True)]


def _single_cells(block: Table) -> Iterator[tuple[int, Cell]]:
    """Yield the cells that take one column, with its number."""
    for row in (block.header, *block.rows):
        column = 0
        for cell in row:
            if cell.span == 1:
                yield column, cell
            column += cell.span


def _said(content: Inlines) -> str:
    """Return what a cell says, a line each; the mark of a note takes a character."""
    parts = []
    for inline in content:
        match inline:
            case Text():
                parts.append(inline.text)
            case Link():
                parts += (text.text for text in inline.content)
            case LineBreak():
                parts.append("\n")
            case _:
                parts.append("0")
    return "".join(parts)
