"""RDF that comes out the same for the same statements: N-Quads, TriG and Turtle.

N-Quads are the canonical form of the data set (RDF Dataset Canonicalization, RDFC-1.0, 5): the base has no
blank nodes, so that it is the sorted lines of canonical N-Quads, and the SHA-256 of the file is the hash of
the data set.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from typing import IO, BinaryIO, cast

import pyoxigraph as ox

from kb.exporting.export_selection import Selection
from kb.exporting.sorted_lines import SortedLines
from kb.model.record_names import PREDECLARED


def write_nquads(selection: Selection, stream: BinaryIO) -> None:
    """Write all statements with their graphs, sorted."""
    with SortedLines() as lines:
        for graph in selection.graphs:
            selection.write(graph, lines)
        stream.writelines(lines)


def write_trig(selection: Selection, stream: BinaryIO) -> None:
    """Write graph by graph, sorted, with prefixes."""
    ox.serialize(_by_graph(selection), _headed(stream), format=ox.RdfFormat.TRIG, prefixes=PREDECLARED)


def write_turtle(selection: Selection, stream: BinaryIO) -> None:
    """Write the statements of all graphs as one, sorted, with prefixes; which file said what is lost."""
    with SortedLines() as lines:
        for graph in selection.graphs:
            selection.write(graph, _WithoutGraph(lines, graph))
        triples = (quad.triple for quad in parsed(lines))
        ox.serialize(triples, _headed(stream), format=ox.RdfFormat.TURTLE, prefixes=PREDECLARED)


def sorted_quads(selection: Selection, graph: str) -> Iterator[ox.Quad]:
    """Yield the statements of one graph, sorted by the bytes of subject, predicate and object."""
    with SortedLines() as lines:
        selection.write(graph, lines)
        yield from parsed(lines)


def parsed(lines: Iterable[bytes]) -> Iterator[ox.Quad]:
    """Yield the statements of lines of N-Quads."""
    yield from ox.parse(cast(IO[bytes], _Joined(lines)), format=ox.RdfFormat.N_QUADS)


def dataset_hash(quads: Iterable[ox.Quad]) -> str:
    """Return the SHA-256 of a data set in canonical form (RDFC-1.0), whatever blank nodes are called."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return hashlib.sha256(b"".join(sorted(f"{quad} .\n".encode() for quad in dataset))).hexdigest()


def _by_graph(selection: Selection) -> Iterator[ox.Quad]:
    for graph in selection.graphs:
        yield from sorted_quads(selection, graph)


class _WithoutGraph:
    """Takes whole lines of N-Quads of one graph and passes them on as N-Triples."""

    def __init__(self, lines: SortedLines, graph: str) -> None:
        self._lines, self._end = lines, f" <{graph}> .\n".encode()

    def write(self, piece: bytes) -> int:
        return self._lines.write(piece.replace(self._end, b" .\n"))


def _headed(stream: BinaryIO) -> IO[bytes]:
    return cast(IO[bytes], _SortedHead(stream))


class _SortedHead:
    """Passes Turtle on with its prefixes sorted: the serializer writes them in an order that changes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._head: bytes | None = b""

    def write(self, piece: bytes) -> int:
        if self._head is None:
            return self._stream.write(piece)
        self._head += piece
        lines = self._head.splitlines(keepends=True)
        prefixes = [line for line in lines if line.startswith(b"@prefix ")]
        if len(prefixes) < len(lines) and len(lines[len(prefixes)]) >= len(b"@prefix "):
            self._stream.writelines([*sorted(prefixes), *lines[len(prefixes) :]])
            self._head = None
        return len(piece)

    def flush(self) -> None:
        """Write a head behind which nothing came."""
        if self._head:
            self._stream.writelines(sorted(self._head.splitlines(keepends=True)))
            self._head = None


class _Joined(io.RawIOBase):
    """Lines as a file to read from."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        super().__init__()
        self._lines = iter(lines)
        self._left = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes; none at the end."""
        gathered, length = [self._left], len(self._left)
        while size < 0 or length < size:
            line = next(self._lines, b"")
            if not line:
                break
            gathered.append(line)
            length += len(line)
        whole = b"".join(gathered)
        size = len(whole) if size < 0 else size
        self._left = whole[size:]
        return whole[:size]
