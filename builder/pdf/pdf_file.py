"""Writing a PDF file, object by object: dictionaries packed into object streams, a cross-reference stream.

Objects are written as soon as they are complete, so that what a page was made of need not be kept. The file
identifier is a digest of all that was written before it.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping

from builder.pdf import syntax

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The second line says that the file is binary (ISO 19005-3 6.1.2)."""

_PACKED = 200
"""Objects in an object stream (ISO 32000-1 7.5.7)."""


class PdfFile:
    """A file being written."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._out.write(_HEADER)
        self._places: list[tuple[int, int, int]] = [(0, 0, 65535)]
        """Of each object: its kind of entry, and two fields of the cross-reference stream (7.5.8.3)."""
        self._packed: list[tuple[int, bytes]] = []

    def number(self) -> int:
        """Reserve an object number."""
        self._places.append((0, 0, 0))
        return len(self._places) - 1

    def write(self, number: int, data: bytes) -> None:
        """Write a reserved object that is no stream."""
        self._packed.append((number, data))
        if len(self._packed) == _PACKED:
            self._pack()

    def write_stream(
        self, number: int, entries: Mapping[str, bytes], content: bytes, *, compress: bool = True
    ) -> None:
        """Write a reserved object that is a stream."""
        self._places[number] = (1, self._out.tell(), 0)
        self._out.write(b"%d 0 obj\n%s\nendobj\n" % (number, syntax.stream(entries, content, compress)))

    def add(self, data: bytes) -> bytes:
        """Write an object that is no stream; return its reference."""
        number = self.number()
        self.write(number, data)
        return syntax.reference(number)

    def add_stream(self, entries: Mapping[str, bytes], content: bytes, *, compress: bool = True) -> bytes:
        """Write a stream; return its reference."""
        number = self.number()
        self.write_stream(number, entries, content, compress=compress)
        return syntax.reference(number)

    def _pack(self) -> None:
        container = self.number()
        head: list[bytes] = []
        at = 0
        for index, (number, data) in enumerate(self._packed):
            head.append(b"%d %d" % (number, at))
            at += len(data) + 1
            self._places[number] = (2, container, index)
        first = b" ".join(head) + b"\n"
        entries = {"Type": b"/ObjStm", "N": b"%d" % len(self._packed), "First": b"%d" % len(first)}
        self.write_stream(container, entries, first + b"\n".join(data for _, data in self._packed))
        self._packed = []

    def finish(self, catalog: bytes, information: bytes) -> bytes:
        """Return the whole file, given the references of its catalog and information dictionary."""
        if self._packed:
            self._pack()
        number, at = self.number(), self._out.tell()
        self._places[number] = (1, at, 0)
        digest = hashlib.md5(self._out.getbuffer(), usedforsecurity=False).hexdigest().encode()
        entries = {
            "Type": b"/XRef",
            "Size": b"%d" % len(self._places),
            "W": b"[1 4 2]",
            "Root": catalog,
            "Info": information,
            "ID": b"[<%s> <%s>]" % (digest, digest),
        }
        rows = b"".join(b"%c%s%s" % (k, a.to_bytes(4), b.to_bytes(2)) for k, a, b in self._places)
        self.write_stream(number, entries, rows)
        self._out.write(b"startxref\n%d\n%%%%EOF\n" % at)
        return self._out.getvalue()
