"""What ReportLab 5.1.0 writes wrongly for PDF/A-3 and PDF/UA-1, and the right way.

Each repair replaces one function of ReportLab while this module is loaded; the tests undo them one by
one and see the checker notice, so that an upgrade which makes one needless or broken is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase import pdfdoc, ttfonts

_BLOCK = 100
"""Entries a bfchar block may have at most (Adobe Technical Note 5411)."""


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
