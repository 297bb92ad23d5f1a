"""PDF syntax as bytes: names, strings, arrays, dictionaries, streams (ISO 32000-1 7.3)."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from functools import cache

_LEVEL = 6
"""Of compression; 9 takes half as long again for a hundredth less."""
_REGULAR = frozenset(range(0x21, 0x7F)) - frozenset(b"%()<>{}[]/#")


def reference(number: int) -> bytes:
    """Return the reference to an object."""
    return b"%d 0 R" % number


@cache
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
        content = zlib.compress(content, _LEVEL)
        filled["Filter"] = b"/FlateDecode"
    filled["Length"] = b"%d" % len(content)
    return dictionary(filled) + b"\nstream\n" + content + b"\nendstream"
