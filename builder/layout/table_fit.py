"""Whether a table can be set so that no word is broken: in dense type, or on pages turned to landscape."""

from __future__ import annotations

from dataclasses import replace

from builder import document as d
from builder.layout.styles import DENSE_ROW, DENSE_TABLE, LANDSCAPE, ROW, SANS_BOLD, TABLE
from builder.layout.text_runs import plain
from builder.pdf import fonts

FEW = 6
"""Tables of so many columns are never looked at: they fit."""


def columns(table: d.Table) -> int:
    """Return how many columns a table has."""
    return max((sum(cell.span for cell in row) for row in (table.header, *table.rows)), default=0)


def least_width(table: d.Table, *, dense: bool) -> float:
    """Return the width, in points, at which no word of a cell in one column has to be broken."""
    style, row_style = (DENSE_TABLE, DENSE_ROW) if dense else (TABLE, ROW)
    least = [0.0] * columns(table)
    for row in (table.header, *table.rows):
        at = 0
        for cell in row:
            face = SANS_BOLD if row is table.header or cell.heading else style.typeface
            if cell.span == 1:
                words = fonts.normalise(plain(cell.content)).split()
                widest = max((fonts.width(word, face, style.size) for word in words), default=0.0)
                least[at] = max(least[at], widest)
            at += cell.span
    return sum(least) + 2 * row_style.pad_x * len(least)


def fitted(table: d.Table, span: float) -> d.Table:
    """Return a table as it fits where there are `span` points: dense, then turned, if it has to be."""
    if table.landscape or columns(table) <= FEW:
        return table
    for one in (table, replace(table, dense=True)):
        if least_width(one, dense=one.dense) <= span:
            return one
    return replace(table, dense=True, landscape=True)


def readable(table: d.Table) -> bool:
    """Say whether the widest page that there is holds a table without breaking words."""
    return columns(table) <= FEW or least_width(table, dense=True) <= LANDSCAPE.measure
