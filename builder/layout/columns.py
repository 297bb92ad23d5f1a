"""How wide the columns of a table are."""

from __future__ import annotations

from collections.abc import Sequence

from builder.pdf.flow.lines import Word, natural_widths

_MOST = 260.0
"""A cell wishes for at most this width, in points; longer text wraps."""


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
