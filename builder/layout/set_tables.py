"""Tables: caption, one header row that is repeated on every page, rows, a source line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from builder import document as d
from builder.layout import table_fit
from builder.layout.galley import Galley
from builder.layout.styles import (
    ACCENT,
    CAPTION,
    DENSE_ROW,
    DENSE_TABLE,
    INK,
    PALE,
    ROW,
    SANS_BOLD,
    SOURCE,
    STRONG_RULE,
    TABLE,
    TINT_PARTIAL,
    TINT_YES,
    TextStyle,
)
from builder.layout.text_runs import numbered
from builder.pdf.flow.lines import natural_widths
from builder.pdf.flow.styled_runs import Word
from builder.pdf.flow.text_blocks import Row, RowStyle, SetCell
from builder.pdf.structure import Element, data_cell, header_cell

_SMALL = 150.0
"""Tables whose rows are together no taller than this, in points, are kept on one page."""

_MOST = 260.0
"""A cell wishes for at most this width, in points; longer text wraps."""

_FILLS = {"none": None, "yes": TINT_YES, "partial": TINT_PARTIAL}


@dataclass(frozen=True, slots=True)
class _Made:
    """A cell with its element and its words, before its width is known."""

    cell: d.Cell
    element: Element
    words: list[Word]


def set_table(galley: Galley, block: d.Table, parent: Element) -> None:
    """Set a table, turned to landscape where it asks for that or would not fit."""
    block = table_fit.fitted(block, galley.span)
    if block.landscape:
        with galley.landscape():
            _set(galley, block, parent)
    else:
        _set(galley, block, parent)


def _set(galley: Galley, block: d.Table, parent: Element) -> None:
    element = Element("Table", parent)
    columns = table_fit.columns(block)
    anchors = (block.anchor,) if block.anchor else ()
    galley.text(
        numbered("Table", block.number, block.caption),
        CAPTION,
        Element("Caption", element),
        anchors=anchors,
        together=True,
        keep_next=True,
        wide=True,
    )
    if columns:
        _set_rows(galley, block, element, columns)
    galley.text(block.source, SOURCE, Element("P", parent), together=True, wide=True)
    if not block.source and galley.last is not None:
        galley.last.after = SOURCE.after


def _columns(row: Sequence[d.Cell]) -> int:
    return sum(cell.span for cell in row)


def _set_rows(galley: Galley, block: d.Table, table: Element, columns: int) -> None:
    style, row_style = (DENSE_TABLE, DENSE_ROW) if block.dense else (TABLE, ROW)
    head = Element("THead" if block.rows else "TBody", table)
    body = Element("TBody", table)
    header_row = Element("TR", head)
    header = _make(galley, _aligned(block), header_row, style, columns, header=True)
    rows = [
        (row, _make(galley, cells, row, style, columns, header=False))
        for cells, row in ((cells, Element("TR", body)) for cells in block.rows)
    ]
    content = [[(m.cell.span, m.words) for m in made] for made in (header, *(r for _, r in rows))]
    widths = column_widths(content, columns, galley.span, row_style.pad_x, block.widths)
    first: Row | None = None
    if header:
        ruled = replace(row_style, rule=STRONG_RULE, rule_width=0.9, pad_y=row_style.pad_y + 0.8)
        first = _row(galley, header_row, header, widths, ruled, keep=True, header=True)
        galley.add(first)
    set_rows: list[Row] = []
    for number, (element, made) in enumerate(rows):
        last = number == len(rows) - 1
        keep = bool(block.source) if last else number in (0, len(rows) - 2)
        row = _row(galley, element, made, widths, _closing(row_style, last), keep=keep)
        row.repeat = first
        set_rows.append(row)
        galley.add(row)
    _keep_small(set_rows)


def _keep_small(rows: Sequence[Row]) -> None:
    """Keep a table that is small beside a page on one page."""
    if sum(piece.height for row in rows for piece in row.pieces) <= _SMALL:
        for row in rows[:-1]:
            row.pieces = [replace(piece, keep=True) for piece in row.pieces]


def _aligned(block: d.Table) -> list[d.Cell]:
    """Return the header with each cell aligned like its column, where it says nothing else."""
    below = {i: cell.align for i, cell in _by_column(block.rows[0])} if block.rows else {}
    return [
        replace(cell, align=below.get(i, "left")) if cell.align == "left" else cell
        for i, cell in _by_column(block.header)
    ]


def _by_column(row: Sequence[d.Cell]) -> Iterator[tuple[int, d.Cell]]:
    column = 0
    for cell in row:
        yield column, cell
        column += cell.span


def _closing(style: RowStyle, last: bool) -> RowStyle:
    """The last row ends the table with a stronger rule."""
    return replace(style, rule=STRONG_RULE, rule_width=0.7) if last else style


def _make(
    galley: Galley, cells: Sequence[d.Cell], row: Element, style: TextStyle, columns: int, header: bool
) -> list[_Made]:
    if not cells:
        return []
    padded = [*cells, *(d.Cell(()) for _ in range(columns - _columns(cells)))]
    made: list[_Made] = []
    for cell in padded:
        if header:
            element = header_cell(row, "Column", cell.span)
        elif cell.heading:
            element = header_cell(row, "Row", cell.span)
        else:
            element = data_cell(row, cell.span)
        bold = header or cell.heading
        face = replace(style, typeface=SANS_BOLD if bold else style.typeface)
        face = replace(face, colour=ACCENT if header else INK)
        made.append(_Made(cell, element, galley.words(cell.content, face, element)))
    return made


def _row(
    galley: Galley,
    element: Element,
    made: Sequence[_Made],
    widths: Sequence[float],
    style: RowStyle,
    keep: bool,
    header: bool = False,
) -> Row:
    cells: list[SetCell] = []
    column, x = 0, 0.0
    for one in made:
        width = sum(widths[column : column + one.cell.span])
        lines = galley.broken(one.words, width - 2 * style.pad_x)
        fill = _FILLS[one.cell.shade]
        if header:
            fill = fill or PALE
        cells.append(SetCell(one.element, lines, x, width, one.cell.align, fill))
        column += one.cell.span
        x += width
    return Row(element, cells, galley.indent, style, keep)


def column_widths(
    rows: Sequence[Sequence[tuple[int, list[Word]]]],
    columns: int,
    measure: float,
    padding: float,
    given: Sequence[float] = (),
) -> list[float]:
    """Return the widths of `columns` columns, together `measure` points.

    `given` relative widths win where there are as many as columns. Otherwise each column gets what its
    longest word needs, and the rest of the room goes by how much more its text would like.

    :param rows: cells as (columns taken, words); cells over several columns are not weighed.
    """
    if len(given) == columns and sum(given) > 0:
        return [measure * share / sum(given) for share in given]
    least, wish = _demands(rows, columns, 2 * padding)
    if sum(least) >= measure:
        return [measure * need / sum(least) for need in least]
    spare = measure - sum(least)
    wants = [w - n for w, n in zip(wish, least, strict=True)]
    if sum(wants) <= spare:
        extra = (spare - sum(wants)) / sum(wish)
        return [w * (1 + extra) for w in wish]
    return [n + spare * want / sum(wants) for n, want in zip(least, wants, strict=True)]


def _demands(
    rows: Sequence[Sequence[tuple[int, list[Word]]]], columns: int, padding: float
) -> tuple[list[float], list[float]]:
    least, wish = [padding + 8.0] * columns, [padding + 8.0] * columns
    for row in rows:
        column = 0
        for span, content in row:
            if span == 1:
                narrow, wide = natural_widths(content)
                least[column] = max(least[column], narrow + padding)
                wish[column] = max(wish[column], min(wide, _MOST) + padding, narrow + padding)
            column += span
    return least, wish
