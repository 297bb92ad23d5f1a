"""The tables that a draft writes out, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass

from builder.prose.sentences import Prose, Sentence


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the text."""

    rows: tuple[tuple[Sentence, ...], ...]
    """Its cells, the head's first."""
    neighbors: tuple[Sentence, ...]
    """The runs of text directly before and after it."""

    @property
    def body(self) -> tuple[tuple[Sentence, ...], ...]:
        """The rows below the head."""
        return self.rows[1:]

    def heads(self, cell: Sentence) -> tuple[Sentence, ...]:
        """Return the cells whose sources hold for a cell: the head of its column and the first of its row."""
        row, column = cell.cell
        heads = [self.rows[0][column]] if row and column < len(self.rows[0]) else []
        return (*heads, *self.rows[row][:1]) if column else tuple(heads)


def tables(prose: Prose) -> list[Table]:
    """Return the tables of a draft in order."""
    found: dict[int, list[Sentence]] = {}
    for run in prose.runs:
        if run.table:
            found.setdefault(run.table, []).append(run)
    return [_table(cells, prose) for cells in found.values()]


def _table(cells: list[Sentence], prose: Prose) -> Table:
    rows: dict[int, list[Sentence]] = {}
    for cell in cells:
        rows.setdefault(cell.cell[0], []).append(cell)
    around = (cells[0].paragraph - 1, cells[-1].paragraph + 1)
    texts = [prose.runs[i] for i in around if 0 <= i < len(prose.runs)]
    same = tuple(text for text in texts if text.kind in ("text", "option"))
    return Table(tuple(tuple(row) for row in rows.values()), same)
