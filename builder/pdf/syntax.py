"""PDF beside ReportLab's: what it has no class for (names, strings, dictionaries, objects), and repairs.

Each repair of ReportLab 5.1.0, for PDF/A-3 and PDF/UA-1, replaces one function of it while this module is
loaded; the tests undo them one by one and see the checker notice, so that an upgrade which makes one needless
or broken is seen.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase import pdfdoc, ttfonts
from reportlab.pdfbase.pdfdoc import PDFObject

_REGULAR = frozenset(range(0x21, 0x7F)) - frozenset(b"%()<>{}[]/#")

_BLOCK = 100
"""Entries a bfchar block may have at most (Adobe Technical Note 5411)."""


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


@dataclass(frozen=True, slots=True)
class Repair:
    """A replacement of `owner.attribute`; `original` is what ReportLab had there."""

    owner: Any
    attribute: str
    replacement: Callable[..., Any]
    original: Callable[..., Any]
    clause: str


def _format_stream(self: Any, document: Any) -> bytes:
    """Write a stream with an end of line before `endstream` that is not counted in its length."""
    entries = dict(self.dictionary.dict)
    content = _bytes(self.content)
    if self.filters and "Filter" not in entries:
        for one in reversed(self.filters):
            content = _bytes(one.encode(content))
        entries["Filter"] = pdfdoc.PDFArray([pdfdoc.PDFName(f.pdfname) for f in self.filters])
    entries["Length"] = len(content)
    head: bytes = pdfdoc.format(pdfdoc.PDFDictionary(entries), document)
    return head + b"\nstream\n" + content + b"\nendstream\n"


def _bytes(content: str | bytes) -> bytes:
    """Return bytes; streams may be text, and so may what the ASCII filters make of them."""
    return content.encode("latin-1") if isinstance(content, str) else content


def _unicode_map(fontname: str, subset: Sequence[int]) -> str:
    """Map codes to UTF-16, in blocks of at most a hundred, leaving out unused codes."""
    pairs = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    blocks: list[str] = []
    for start in range(0, len(pairs), _BLOCK):
        block = pairs[start : start + _BLOCK]
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    head = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{fontname} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    tail = ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join([*head, *blocks, *tail])


def _repair(owner: Any, attribute: str, replacement: Callable[..., Any], clause: str) -> Repair:
    return Repair(owner, attribute, replacement, getattr(owner, attribute), clause)


REPAIRS: tuple[Repair, ...] = (
    _repair(pdfdoc.PDFStream, "format", _format_stream, "ISO 19005-3 6.1.7.1"),
    _repair(ttfonts, "makeToUnicodeCMap", _unicode_map, "ISO 14289-1 7.21.7"),
)
"""Everything replaced, in the order applied."""

for _one in REPAIRS:
    setattr(_one.owner, _one.attribute, _one.replacement)
