"""Rows as an aligned table for people, measured in columns of the terminal."""

from __future__ import annotations

import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Sequence

_GAP = "  "
_NARROWEST = 8
"""No column is squeezed below this width; a table of many columns becomes wider than the terminal."""


def table(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    width: int | None = None,
    numeric: frozenset[int] = frozenset(),
) -> str:
    """Return the rows under their headings.

    With `width` (columns of the terminal) long cells are wrapped, never cut; without it each row is one
    line. The columns whose index is in `numeric` are aligned to the right.
    """
    if not headings:
        return ""
    cells = [[clean(cell) for cell in row] for row in [headings, *rows]]
    widths = [max(columns(row[i]) for row in cells) for i in range(len(headings))]
    if width is not None:
        widths = _fit(widths, width - len(_GAP) * (len(widths) - 1))
    lines = _row_lines(cells[0], widths, numeric)
    lines.append(_GAP.join("─" * w for w in widths))
    for row in cells[1:]:
        lines += _row_lines(row, widths, numeric)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def terminal_width() -> int | None:
    """Return the width of the terminal, or None when the output goes to a file or another program."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def columns(text: str) -> int:
    """Return how many terminal columns a text takes: wide characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_columns_of(character) for character in text)


def _columns_of(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def clean(cell: str) -> str:
    """Make a cell one line of printable characters; control characters must not reach the terminal."""
    joined = " ".join(cell.split())
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cs") else c for c in joined)


def _fit(widths: list[int], room: int) -> list[int]:
    """Narrow the widest columns, one step after the other, until the table fits."""
    result = list(widths)
    while sum(result) > room and max(result) > _NARROWEST:
        widest = max(result)
        second = max((w for w in result if w < widest), default=_NARROWEST)
        wide = [i for i, w in enumerate(result) if w == widest]
        excess = sum(result) - room
        target = max(second, _NARROWEST, widest - -(-excess // len(wide)))
        for index in wide:
            result[index] = target
    return result


def _row_lines(row: Sequence[str], widths: Sequence[int], numeric: frozenset[int]) -> list[str]:
    wrapped = [_wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
    height = max(len(lines) for lines in wrapped)
    return [
        _GAP.join(
            _pad(lines[n] if n < len(lines) else "", widths[i], right=i in numeric)
            for i, lines in enumerate(wrapped)
        )
        for n in range(height)
    ]


def _pad(text: str, width: int, *, right: bool) -> str:
    fill = " " * (width - columns(text))
    return fill + text if right else text + fill


def _wrap(cell: str, width: int) -> list[str]:
    """Break a cell at blanks; a word longer than the column is broken where the column ends."""
    if columns(cell) <= width:
        return [cell]
    if cell.isascii():
        return textwrap.wrap(cell, width, break_on_hyphens=False) or [""]
    lines = [""]
    for word in cell.split(" "):
        joined = f"{lines[-1]} {word}".strip()
        if columns(joined) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for character in word:
            if columns(lines[-1] + character) > width:
                lines.append("")
            lines[-1] += character
    return lines
