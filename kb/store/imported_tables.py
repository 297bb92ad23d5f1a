"""Imported tables into the store: in bulk, and without what other graphs state already.

Oxigraph's union of graphs is a bag: a statement in three graphs gives three solutions, where the RDF merge
that SPARQL 1.1 means (section 13.1) has one. The workbooks of the SOC repeat what the bundled classification
says, and each other; OEWS repeats figures that are bundled. So a table is loaded without what is in the store
already, and its digest covers what that is: when the bundle changes, the table is loaded anew.
"""

from __future__ import annotations

import gzip
import hashlib
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kb.errors import UnreadableError
from kb.namespaces import FILES, IMPORTS

_PIECE = 1 << 20
_END = b" .\n"
"""What ends a statement in the files of imports, and occurs nowhere else: line ends in texts are escaped."""
_BUNDLED = {"soc": f"{FILES}base/ontology/soc/", "oews": f"{FILES}base/evidence/figures/oews-"}
"""Where the bundle says what a data set also says; O*NET repeats nothing."""
_REPEATING = "soc"
"""The data set whose tables repeat one another; small, and loaded as a whole."""


def dataset_of(graph: str) -> str:
    """Return the data set of an imported table, or an empty string for other graphs."""
    return graph.removeprefix(IMPORTS).partition("/")[0] if graph.startswith(IMPORTS) else ""


def is_small(graph: str) -> bool:
    """Say whether an imported table is cheap to take out of a store."""
    return dataset_of(graph) == _REPEATING


def load_digests(tables: Mapping[str, str], records: Mapping[str, str]) -> dict[str, str]:
    """Return, for each imported table's graph, a digest of it and of all that decides what is left out."""
    return {graph: _digest(graph, digest, tables, records) for graph, digest in tables.items()}


def _digest(graph: str, digest: str, tables: Mapping[str, str], records: Mapping[str, str]) -> str:
    dataset = dataset_of(graph)
    if dataset not in _BUNDLED:
        return digest
    decisive = [text for name, text in sorted(records.items()) if name.startswith(_BUNDLED[dataset])]
    if dataset == _REPEATING:
        decisive += [text for name, text in sorted(tables.items()) if dataset_of(name) == dataset]
    return hashlib.sha256("".join([digest, *decisive]).encode()).hexdigest()


class Stated:
    """The lines of N-Triples that a table of each data set need not state again."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._lines: dict[str, set[bytes]] = {}

    def news(self, graph: str, lines: list[bytes]) -> list[bytes]:
        """Return the lines that no other graph states; of a repeating data set, remember them."""
        dataset = dataset_of(graph)
        if dataset not in _BUNDLED:
            return lines
        if dataset not in self._lines:
            self._lines[dataset] = set(self._bundled(_BUNDLED[dataset]))
        known = self._lines[dataset]
        news = [line for line in lines if line not in known]
        if dataset == _REPEATING:
            known.update(news)
        return news

    def _bundled(self, prefix: str) -> list[bytes]:
        graphs = [g for g in self._store.named_graphs() if str(g.value).startswith(prefix)]
        return [
            f"{quad.triple} .".encode()
            for graph in graphs
            for quad in self._store.quads_for_pattern(None, None, None, graph)
        ]


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
