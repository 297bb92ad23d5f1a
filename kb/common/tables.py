"""Rows as an aligned table for people, measured in columns of the terminal."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Sequence

NOT_RECORDED = "not recorded"
"""Stands in a cell for what the base does not say; it is never zero."""
_GAP = "  "
_WORD = 28
"""Words up to this width are kept whole; where that makes the table wider than the terminal, each row
becomes a block with one line for each cell."""


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
        room = width - len(_GAP) * (len(widths) - 1)
        least = [max(_longest_word(row[i]) for row in cells) for i in range(len(headings))]
        if sum(least) > room:
            return _blocks(cells[0], cells[1:], width)
        widths = _fit(widths, least, room)
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


def _longest_word(cell: str) -> int:
    return min(_WORD, max((columns(word) for word in cell.split(" ")), default=0))


def _fit(widths: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Narrow the widest columns until the table fits; no column gets narrower than its words."""
    result = [min(width, room) for width in widths]
    while sum(result) > room:
        loose = [index for index, width in enumerate(result) if width > least[index]]
        result[max(loose, key=lambda index: result[index])] -= 1
    return result


def _blocks(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    """Return each row as a block of lines, heading to the left, empty cells left out."""
    margin = min(max(columns(heading) for heading in headings), width // 3)
    room = max(width - margin - len(_GAP), 1)
    blocks = []
    for row in rows:
        lines = []
        for heading, cell in zip(headings, row, strict=True):
            names = _wrap(heading, margin)
            for number, part in enumerate(_wrap(cell, room) if cell else []):
                name = names[number] if number < len(names) else ""
                lines.append((_pad(name, margin, right=False) + _GAP + part).rstrip())
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


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
    """Break a cell at blanks; a word longer than the column begins a line and is broken where that ends."""
    lines = [""]
    for word in cell.split(" "):
        if columns(lines[-1]) + bool(lines[-1]) + columns(word) <= width:
            lines[-1] += f" {word}" if lines[-1] else word
            continue
        if lines[-1]:
            lines.append("")
        for character in word:
            if columns(lines[-1]) + columns(character) > width:
                lines.append("")
            lines[-1] += character
    return lines
