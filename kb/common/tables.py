"""Rows as an aligned table for people, measured in columns of the terminal."""

from __future__ import annotations

import itertools
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

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
    return "".join(table_pieces(headings, lambda: rows, width, numeric))


def table_pieces(
    headings: Sequence[str],
    rows: Callable[[], Iterable[Sequence[str]]],
    width: int | None = None,
    numeric: frozenset[int] = frozenset(),
) -> Iterator[str]:
    """Yield what `table` returns piece by piece, and hold none of it.

    `rows` is called twice, for the rows are gone through first to measure them and then to write them.
    """
    if not headings:
        return
    names = [clean(heading) for heading in headings]
    widths, least = _measured(names, rows())
    if width is not None:
        room = width - len(_GAP) * (len(widths) - 1)
        if sum(least) > room:
            yield from _blocks(names, _cleaned(rows()), width)
            return
        widths = _fit(widths, least, room)
    yield _lines(_row_lines(names, widths, numeric))
    yield _lines([_GAP.join("─" * w for w in widths)])
    for row in _cleaned(rows()):
        yield _lines(_row_lines(row, widths, numeric))


def _cleaned(rows: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    return ([clean(cell) for cell in row] for row in rows)


def _measured(names: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[list[int], list[int]]:
    """Return of each column the width of its widest cell, and of its longest word."""
    widths, least = [0] * len(names), [0] * len(names)
    for row in itertools.chain([names], _cleaned(rows)):
        widths = list(map(max, widths, map(columns, row)))
        least = list(map(max, least, map(_longest_word, row)))
    return widths, least


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line.rstrip()}\n" for line in lines)


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


def _blocks(headings: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> Iterator[str]:
    """Yield each row as a block of lines, heading to the left, empty cells left out."""
    margin = min(max(columns(heading) for heading in headings), width // 3)
    room = max(width - margin - len(_GAP), 1)
    between = ""
    for row in rows:
        lines = []
        for heading, cell in zip(headings, row, strict=True):
            names = _wrap(heading, margin)
            for number, part in enumerate(_wrap(cell, room) if cell else []):
                name = names[number] if number < len(names) else ""
                lines.append(_pad(name, margin, right=False) + _GAP + part)
        yield between + (_lines(lines) or "\n")
        between = "\n"


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
