"""Write a table's statements as compressed N-Triples; the same rows give the same bytes."""

from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

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
