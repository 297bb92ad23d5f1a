"""Comma-separated text (RFC 4180) to rows of cells, each with its line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb.records.nodes import Place, Scalar

_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_PLAIN = re.compile(r"[^,\n]*")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_FEWEST = 3
"""Columns from which a line inside a quotation can be told from prose with a comma in it."""


class MalformedCsvError(Exception):
    """The text is no CSV; `place` is where the trouble began, `fix` what to type."""

    def __init__(self, message: str, place: Place, fix: str) -> None:
        super().__init__(message)
        self.message, self.place, self.fix = message, place, fix


def cells(text: str) -> Iterator[list[Scalar]]:
    """Yield the rows of a comma-separated file with the place of each cell; a blank line is an empty row.

    Raises:
        MalformedCsvError: a quotation is not closed, or something follows where it ends.
    """
    at, line, begin = 0, 1, 0
    while at < len(text):
        row: list[Scalar] = []
        while True:
            place = Place(line, at - begin + 1)
            value, end = _cell(text, at, place)
            row.append(Scalar(value.strip(), place, not value.strip()))
            breaks = text.count("\n", at, end)
            if breaks:
                line, begin = line + breaks, text.rindex("\n", at, end) + 1
            at = end + 1
            if text[end : end + 1] != ",":
                break
        line, begin = line + 1, at
        yield row if len(row) > 1 or not row[0].empty else []


def _cell(text: str, at: int, place: Place) -> tuple[str, int]:
    """Return the value of the cell that begins at an offset, and the offset of what ends it."""
    if text[at : at + 1] != '"':
        plain = _PLAIN.match(text, at)
        end = plain.end() if plain else at
        return text[at:end], end
    quoted = _QUOTED.match(text, at)
    if quoted is None:
        fix = 'Close it with another "; a quotation mark inside a cell is doubled ("").'
        raise MalformedCsvError("The quotation that begins in this cell is never closed.", place, fix)
    end = quoted.end()
    if text[end : end + 1] not in ("", ",", "\n"):
        follows = re.split(r"[,\n]", text[end : end + 40])[0][:20]
        line = place.line + text.count("\n", at, end)
        message = f"The quotation that begins in this cell ends on line {line}, where `{follows}` follows it."
        fix = 'Close it where the cell ends; a quotation mark inside a cell is doubled ("").'
        raise MalformedCsvError(message, place, fix)
    return quoted.group(1).replace('""', '"'), end


def swallowed(cell: Scalar, width: int) -> list[str]:
    """Return the ids of what look like rows of `width` columns inside a quoted cell."""
    if "\n" not in cell.text or width < _FEWEST:
        return []
    found = []
    for line in cell.text.split("\n")[1:]:
        row = _one_row(line)
        if len(row) == width and _ID.fullmatch(row[0].text):
            found.append(row[0].text)
    return found


def _one_row(line: str) -> Sequence[Scalar]:
    try:
        return next(cells(line), [])
    except MalformedCsvError:
        return []
