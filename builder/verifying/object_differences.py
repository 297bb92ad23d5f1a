"""Where two PDF files differ in anything but the way they are written down.

Both are walked at the same time, pages first, then from their trailers. What counts is the value of every
object that can be reached: two files without a difference show, say and lead to the same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

_WRITING = frozenset({"/Length", "/Filter", "/DecodeParms", "/DL"})
"""Entries of a stream that say how it is written, not what it holds (ISO 32000-1 7.3.8)."""
_BOOKKEEPING = frozenset(
    {"/Size", "/Prev", "/XRefStm", "/W", "/Index", "/Type", "/ID", "/Length", "/Filter", "/DecodeParms"}
)
"""Entries of the trailer that follow from the writing (7.5.5, 7.5.8)."""
_CONTAINERS = frozenset({"/ObjStm", "/XRef"})
"""Kinds of stream that only hold other objects, or say where they are."""

Path = tuple[str | int, ...]


def differences(given: pikepdf.Pdf, due: pikepdf.Pdf) -> Iterator[Path]:
    """Yield the paths to what is not the same, the nearest first."""
    import pikepdf

    waiting: deque[tuple[Any, Any, Path]] = deque()
    for number, (one, other) in enumerate(zip(given.pages, due.pages, strict=False), 1):
        waiting.append((one.obj, other.obj, ("page", number)))
    for key in sorted((given.trailer.keys() | due.trailer.keys()) - _BOOKKEEPING):
        waiting.append((given.trailer.get(key), due.trailer.get(key), (key,)))
    waiting.append((_first_id(given), _first_id(due), ("/ID", 0)))
    seen: set[tuple[tuple[int, int], tuple[int, int]]] = set()
    while waiting:
        one, other, path = waiting.popleft()
        if isinstance(one, pikepdf.Object) and isinstance(other, pikepdf.Object):
            pair = (one.objgen, other.objgen)
            if pair in seen:
                continue
            if pair != ((0, 0), (0, 0)):
                seen.add(pair)
        parts = _parts(one, other)
        if parts is None:
            yield path
        else:
            waiting.extend((a, b, (*path, step)) for a, b, step in parts)


def _first_id(pdf: pikepdf.Pdf) -> bytes:
    """Return the part of a file's identifier that stays when it is saved anew (ISO 32000-1 14.4).

    A build makes it from all that the file holds.
    """
    return b"".join(bytes(part) for part in list(pdf.trailer.get("/ID", []))[:1])


def _parts(one: Any, other: Any) -> list[tuple[Any, Any, str | int]] | None:
    """Return the parts of two values to compare next; None when the values differ by themselves."""
    import pikepdf

    if not isinstance(one, pikepdf.Object) or not isinstance(other, pikepdf.Object):
        return [] if type(one) is type(other) and one == other else None
    if one._type_code != other._type_code:
        return None
    if isinstance(one, pikepdf.Array):
        pairs = zip(one, other, range(len(one)), strict=False)
        return [*pairs] if len(one) == len(other) else None
    if isinstance(one, pikepdf.Stream):
        if _content(one) != _content(other):
            return None
        return _entries(one, other, _WRITING)
    if isinstance(one, pikepdf.Dictionary):
        return _entries(one, other, frozenset())
    return [] if bytes(one) == bytes(other) else None


def _content(stream: Any) -> tuple[bytes, ...]:
    """Return what a stream holds; of a picture that is kept as JPEG the file itself, and how it is read."""
    import pikepdf

    try:
        return (stream.read_bytes(),)
    except pikepdf.PdfError:
        written = (repr(stream.get(key)).encode() for key in ("/Filter", "/DecodeParms"))
        return (stream.read_raw_bytes(), *written)


def _entries(one: Any, other: Any, left_out: frozenset[str]) -> list[tuple[Any, Any, str | int]]:
    keys = sorted({*one.keys(), *other.keys()} - left_out)
    return [(one.get(key), other.get(key), key) for key in keys]


def count_objects(pdf: pikepdf.Pdf) -> int:
    """Count the objects of a file, reachable or not, without those that only hold others."""
    import pikepdf

    return sum(
        not (isinstance(found, pikepdf.Stream) and str(found.get("/Type")) in _CONTAINERS)
        for found in pdf.objects
        if found is not None
    )


_PARTS = (
    ("/Metadata", "the metadata (XMP: title, author, dates, claims of conformance)"),
    ("/Info", "the document properties (title, author, dates)"),
    ("/Outlines", "the bookmarks"),
    ("/ToUnicode", "the character map of a font: what is copied or read aloud differs from what is seen"),
    ("/FontFile2", "the shapes of a font: what is seen differs from what is copied or read aloud"),
    ("/Font", "a font"),
    ("/XObject", "a picture"),
    ("/ExtGState", "how a picture is drawn"),
    ("/StructTreeRoot", "the tags for reading aloud"),
    ("/Annots", "a link"),
    ("/EmbeddedFiles", "an embedded file"),
    ("/AF", "an embedded file"),
    ("/Dests", "the targets of links"),
    ("/OutputIntents", "the colour profile"),
    ("/ID", "the identifier, which a build makes from all that the file holds"),
    ("/Contents", "what is drawn"),
)


def described(path: Path) -> str:
    """Return in words what a path leads to, such as `a link on page 4`."""
    named = next((words for key, words in _PARTS if key in path), "something")
    on_page = f" on page {path[1]}" if path[0] == "page" else ""
    return f"{named}{on_page} ({' '.join(map(str, path))})"
