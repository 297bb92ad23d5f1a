"""Large loads: fill a new store folder in bulk."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kb.errors import UnreadableError
from kb.records.statements import Statement
from kb.store.overlap import Stated

_PIECE = 1 << 20
_END = b" .\n"
"""What ends a statement in the files of imports, and occurs nowhere else: line ends in texts are escaped."""


def load_imports(store: ox.Store, tables: Mapping[str, Path]) -> None:
    """Load the N-Triples of imported tables, each into its graph.

    They go in as one stream: the store gets a third of the files, and two thirds of the size, that one load
    a table would give it. A file that names graphs of its own does not parse, so none can speak for another.

    Raises:
        UnreadableError: a file is damaged.
    """
    if not tables:
        return
    stream = _Stream(_quads(tables, Stated(store)))
    try:
        store.bulk_load(cast(IO[bytes], stream), ox.RdfFormat.N_QUADS)
    except (SyntaxError, ValueError, EOFError, gzip.BadGzipFile) as error:
        raise UnreadableError(
            f"An imported table is damaged: {error}.", "Import the official files again, with --again."
        ) from error


def _quads(tables: Mapping[str, Path], stated: Stated) -> Iterator[bytes]:
    """Yield whole lines of all files, with the graph put in, without what other graphs state."""
    for graph, path in tables.items():
        end = f" <{graph}> .\n".encode()
        rest = b""
        with gzip.open(path, "rb") as archive:
            while piece := archive.read(_PIECE):
                whole, _, rest = (rest + piece).rpartition(b"\n")
                lines = stated.news(graph, whole.split(b"\n"))
                yield (b"\n".join(lines) + b"\n").replace(_END, end)
        if rest:
            raise ValueError(f"{path.name} ends in the middle of a line")


class _Stream(io.RawIOBase):
    """Pieces of bytes as a file to read from."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces = pieces
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes; none at the end."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._left = memoryview(piece)
        size = len(self._left) if size < 0 else size
        found, self._left = bytes(self._left[:size]), self._left[size:]
        return found


def load_records(store: ox.Store, statements: Iterable[Statement]) -> None:
    """Load the statements of record files in bulk."""
    store.bulk_extend(statement.quad for statement in statements)
