"""How many rows there are in a results document, which the engine writes without counting them.

Each counter takes the document in pieces and holds none of them, so that a large one costs no memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from kb.querying.answer_formats import Format

_PIECE = 1 << 20


def written_rows(path: Path, form: Format) -> int:
    """Return the number of rows of a document of SPARQL 1.1 results that the engine wrote."""
    return _COUNTERS[form](_pieces(path))


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            yield piece


def _lines(pieces: Iterator[bytes]) -> int:
    return sum(piece.count(b"\n") for piece in pieces)


def _csv(pieces: Iterator[bytes]) -> int:
    """Count line ends outside of quotation marks, of which a doubled one counts as two."""
    found, within = 0, 0
    for piece in pieces:
        parts = piece.split(b'"')
        found += sum(part.count(b"\n") for part in parts[within::2])
        within ^= (len(parts) - 1) & 1
    return found - 1


def _xml(pieces: Iterator[bytes]) -> int:
    """Count elements; in texts the angle is written `&lt;`."""
    element, found, last = b"<result>", 0, b""
    for piece in pieces:
        joined = last + piece
        found += joined.count(element)
        last = joined[-len(element) + 1 :]
    return found


def _json(pieces: Iterator[bytes]) -> int:
    """Count the objects that are not the value of a key, apart from the document itself."""
    found, within, rest, last = -1, 0, b"", b""
    for piece in pieces:
        whole = rest + piece
        escapes = len(whole) - len(whole.rstrip(b"\\"))
        whole, rest = (whole[:-1], whole[-1:]) if escapes % 2 else (whole, b"")  # no escape is cut in two
        parts = whole.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')
        joined = last + b"".join(parts[within::2])
        found += joined.count(b"{") - joined.count(b":{") - last.count(b"{")
        within ^= (len(parts) - 1) & 1
        last = joined[-1:]
    return found


_COUNTERS: dict[Format, Callable[[Iterator[bytes]], int]] = {
    Format.CSV: _csv,
    Format.TSV: lambda pieces: _lines(pieces) - 1,
    Format.JSON: _json,
    Format.XML: _xml,
}
