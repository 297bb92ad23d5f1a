"""PDF syntax written by hand: names, strings, dictionaries and objects ReportLab has no class for."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject

_REGULAR = frozenset(range(0x21, 0x7F)) - frozenset(b"%()<>{}[]/#")


class Raw(PDFObject):  # type: ignore[misc]
    """An indirect object whose bytes are ready; `data` may be filled in after it has its number."""

    __RefOnly__ = 1

    def __init__(self, data: bytes = b"null") -> None:
        self.data = data

    def format(self, document: Any) -> bytes:
        """Return the bytes as they are (called by ReportLab)."""
        return self.data


def add(document: Any, data: bytes = b"null") -> tuple[Raw, bytes]:
    """Register an object in `document`; return it and its reference, such as `12 0 R`."""
    raw = Raw(data)
    return raw, reference(document, document.Reference(raw).name)


def reference(document: Any, name: str) -> bytes:
    """Return the reference to the object that ReportLab knows as `name`."""
    return b"%d %d R" % document.idToObjectNumberAndVersion[name]


def name(text: str) -> bytes:
    """Return a name object; characters that are not regular are written as #xx (ISO 32000-1 7.3.5)."""
    return b"/" + b"".join(b"%c" % byte if byte in _REGULAR else b"#%02X" % byte for byte in text.encode())


def string(text: str) -> bytes:
    """Return a text string: ASCII as it reads, anything else as UTF-16 (ISO 32000-1 7.9.2.2)."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return b"(" + escaped.encode("ascii") + b")"
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def dictionary(entries: Mapping[str, bytes]) -> bytes:
    """Return a dictionary with its keys in the order given."""
    return b"<< " + b" ".join(name(k) + b" " + v for k, v in entries.items()) + b" >>"


def array(items: Iterable[bytes]) -> bytes:
    """Return an array."""
    return b"[" + b" ".join(items) + b"]"


def numbers(values: Iterable[float]) -> bytes:
    """Return an array of numbers, to a hundredth of a point."""
    return array(b"%.2f" % value for value in values)


def stream(entries: Mapping[str, bytes], content: bytes, compress: bool = True) -> bytes:
    """Return a stream object with an end of line before `endstream` (ISO 19005-3 6.1.7.1)."""
    filled = dict(entries)
    if compress:
        content = zlib.compress(content, 9)
        filled["Filter"] = b"/FlateDecode"
    filled["Length"] = b"%d" % len(content)
    return dictionary(filled) + b"\nstream\n" + content + b"\nendstream"
