"""Tables: a caption above, header rows that Word repeats on each page, widths, a source line below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

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
_LEAST = 5


def write_table(manuscript: Manuscript, block: Table) -> None:
    """Write a table; its words for screen readers are its caption."""
    said = write_caption(manuscript, "Table", block.caption, block.anchor, block.place)
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
    """Return the widths of the columns in points: those given, else by the text that they hold."""
    weights = list(block.widths)
    if len(weights) != columns or sum(weights) <= 0:
        rows = [row for row in (block.header, *block.rows) if all(cell.span == 1 for cell in row)]
        texts = [[_characters(cell.content) for cell in row] for row in rows]
        weights = [
            float(max(_LEAST, *column)) for column in zip_longest([_LEAST] * columns, *texts, fillvalue=0)
        ]
    return [room * weight / sum(weights) for weight in weights]


def _characters(content: Inlines) -> int:
    """Return how many characters the longest line of a cell would like to have room for."""
    said = ""
    for inline in content:
        match inline:
            case Text():
                said += inline.text
            case Link():
                said += "".join(text.text for text in inline.content)
            case LineBreak():
                said += "\n"
            case _:
                said += "00"
    return min(_MOST, max(map(len, said.split("\n"))))
