"""N-Triples text (W3C RDF 1.1 N-Triples), written directly: a release makes millions of lines.

Values of the same number or name recur throughout a table, so their text is remembered.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from kb.importing.publisher_sheet import Cell, CellError
from kb.namespaces import XSD, iri

_SPECIAL = re.compile(r'["\\\n\r\t\x00-\x1f\x7f]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_DIGITS = 12
"""Significant digits kept: more than any figure has, fewer than the noise of a binary fraction in Excel."""
_MEMORY = 1 << 16


def term(name: str) -> str:
    """Return a prefixed name as a term of N-Triples."""
    return f"<{iri(name)}>"


@lru_cache(_MEMORY)
def node(base: str, *path: str) -> str:
    """Return an IRI made of a base and path segments; what is not allowed in a segment is percent-encoded."""
    return f"<{base}{'/'.join(map(_segment, path))}>"


@lru_cache(_MEMORY)
def _segment(text: str) -> str:
    return quote(text, safe="")


def literal(text: str) -> str:
    """Return a plain text."""
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(_escape, text)
    return f'"{text}"'


def spoken(text: str) -> str:
    """Return a text of a publisher as one in English."""
    return f"{literal(text)}@en"


def _escape(found: re.Match[str]) -> str:
    mark = found.group()
    return _ESCAPES.get(mark) or f"\\u{ord(mark):04X}"


@lru_cache(_MEMORY)
def typed(text: str, datatype: str) -> str:
    """Return a literal of an XML Schema datatype, such as `date`."""
    return f"{literal(text)}^^<{XSD}{datatype}>"


@lru_cache(_MEMORY)
def digits(cell: Cell) -> str:
    """Return a number as a decimal without exponent or trailing zeros: the same from Excel and from text.

    Raises:
        CellError: the cell holds no number.
    """
    try:
        text = f"{float(cell):.{_DIGITS}g}"
    except ValueError:
        raise CellError(cell, "which is no number") from None
    if "e" in text:
        text = f"{Decimal(text):f}"
    if not text.strip("-.0123456789"):
        return text
    raise CellError(cell, "which is no number")


@lru_cache(_MEMORY)
def decimal(cell: Cell) -> str:
    """Return a number as `xsd:decimal`."""
    return typed(digits(cell), "decimal")


@lru_cache(_MEMORY)
def integer(cell: Cell) -> str:
    """Return a whole number as `xsd:integer`.

    Raises:
        CellError: the cell holds none.
    """
    text = digits(cell)
    if "." in text:
        raise CellError(cell, "which is no whole number")
    return typed(text, "integer")


@lru_cache(_MEMORY)
def month(cell: Cell) -> str:
    """Return the month of O*NET's `08/2023` as the text `2023-08`, the way all figures of the base write it.

    Raises:
        CellError: the cell is not of that form.
    """
    found = re.fullmatch(r"(0[1-9]|1[0-2])/(\d{4})", str(cell))
    if not found:
        raise CellError(cell, "which is no month such as 08/2023")
    return f"{found[2]}-{found[1]}"


_LEVEL = 1
"""Of gzip: the text is so repetitive that higher levels cost four times as much for a quarter of the size."""
_BATCH = 20_000
_END = " .\n"


@dataclass(frozen=True, slots=True)
class Written:
    """A file of statements that was written."""

    path: Path
    sha256: str
    size: int
    """Bytes."""
    statements: int


class _Hashing:
    """Hashes what is written through it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        self.size += len(data)
        return self._stream.write(data)

    def flush(self) -> None:
        self._stream.flush()


def write_statements(path: Path, lines: Iterable[str]) -> Written:
    """Write statements in the order in which they come; neither time nor name goes into the archive."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("wb") as stream:
        hashing = _Hashing(stream)
        with gzip.GzipFile("", "wb", _LEVEL, hashing, mtime=0) as archive:
            for batch in _batches(lines):
                count += len(batch)
                archive.write((_END.join(batch) + _END).encode())
        stream.flush()
        os.fsync(stream.fileno())
    return Written(path, hashing.digest.hexdigest(), hashing.size, count)


def _batches(lines: Iterable[str]) -> Iterator[list[str]]:
    iterator = iter(lines)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
