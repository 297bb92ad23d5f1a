"""Fonts as one document embeds them: the characters used, in subsets of at most 255 (ISO 32000-1 9.6.3).

ReportLab reads the font files and cuts the subsets. Each maps its codes back to text (ISO 14289-1 7.21.7).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.pdf import syntax
from builder.pdf.fonts import Face
from builder.pdf.pdf_file import PdfFile

_BLOCK = 100
"""Entries a bfchar block may have at most (Adobe Technical Note 5411)."""
_MOST = 255
_SYMBOLIC, _NONSYMBOLIC = 4, 32
"""Flags of a font descriptor (ISO 32000-1 table 123); the codes of a subset are its own."""
_TAGS = bytes.maketrans(b"0123456789", b"ABCDEFGHIJ")


@dataclass(slots=True)
class _Used:
    """The characters of a face that a document shows: a list a subset, code 0 left to the missing glyph."""

    face: Face
    number: int
    places: dict[int, tuple[int, str]] = field(default_factory=dict)
    """Character -> its subset, and its code as an escaped character of a literal string."""
    first: dict[int, str] = field(default_factory=dict)
    """The codes of the first subset, which most texts need no other than."""
    subsets: list[list[int]] = field(default_factory=list)

    def place(self, point: int) -> tuple[int, str]:
        if not self.subsets or len(self.subsets[-1]) > _MOST:
            self.subsets.append([0])
        subset = self.subsets[-1]
        code = chr(len(subset))
        subset.append(point)
        found = (len(self.subsets) - 1, f"\\{code}" if code in "()\\" else _ESCAPES.get(code, code))
        self.places[point] = found
        if not found[0]:
            self.first[point] = found[1]
        return found


_ESCAPES = {"\r": "\\r", "\n": "\\n"}


class FontSubsets:
    """The fonts of one document."""

    def __init__(self) -> None:
        self._used: dict[int, _Used] = {}

    def encoded(self, text: str, face: Face) -> list[tuple[str, str]]:
        """Return a text of a face as names of fonts and the literal strings that show it (Latin-1)."""
        used = self._used.get(id(face))
        if used is None:
            used = self._used[id(face)] = _Used(face, len(self._used) + 1)
        points = set(map(ord, text))
        for point in sorted(points.difference(used.places)):
            used.place(point)
        if used.first.keys() >= points:
            return [(f"/F{used.number}.0", text.translate(used.first))]
        parts: list[tuple[int, list[str]]] = []
        for character in text:
            subset, code = used.places[ord(character)]
            if parts and parts[-1][0] == subset:
                parts[-1][1].append(code)
            else:
                parts.append((subset, [code]))
        return [(f"/F{used.number}.{subset}", "".join(codes)) for subset, codes in parts]

    def write(self, file: PdfFile) -> bytes:
        """Embed the fonts; return the dictionary of their names."""
        names: dict[str, bytes] = {}
        for used in self._used.values():
            for number, subset in enumerate(used.subsets):
                names[f"F{used.number}.{number}"] = _embedded(file, used, number, subset)
        return syntax.dictionary(names)


def _embedded(file: PdfFile, used: _Used, number: int, subset: list[int]) -> bytes:
    face = used.face.font.face
    tag = b"%06d" % (used.number * 100 + number)
    name = syntax.name((tag.translate(_TAGS) + b"+" + face.name).decode("latin-1"))
    program = face.makeSubset(subset)
    descriptor = {
        "Type": b"/FontDescriptor",
        "FontName": name,
        "Flags": b"%d" % (face.flags & ~_NONSYMBOLIC | _SYMBOLIC),
        "FontBBox": syntax.numbers(face.bbox),
        "ItalicAngle": b"%g" % face.italicAngle,
        "Ascent": b"%g" % face.ascent,
        "Descent": b"%g" % face.descent,
        "CapHeight": b"%g" % face.capHeight,
        "StemV": b"%g" % face.stemV,
        "FontFile2": file.add_stream({"Length1": b"%d" % len(program)}, program),
        "MissingWidth": b"%g" % face.defaultWidth,
    }
    font = {
        "Type": b"/Font",
        "Subtype": b"/TrueType",
        "BaseFont": name,
        "FirstChar": b"0",
        "LastChar": b"%d" % (len(subset) - 1),
        "Widths": syntax.array(b"%g" % face.getCharWidth(point) for point in subset),
        "ToUnicode": file.add_stream({}, _unicode_map(subset)),
        "FontDescriptor": file.add(syntax.dictionary(descriptor)),
    }
    return file.add(syntax.dictionary(font))


def _unicode_map(subset: list[int]) -> bytes:
    """Map codes to UTF-16."""
    pairs = [
        b"<%02X> <%s>" % (code, chr(point).encode("utf-16-be").hex().upper().encode())
        for code, point in enumerate(subset)
        if point
    ]
    blocks: list[bytes] = []
    for start in range(0, len(pairs), _BLOCK):
        block = pairs[start : start + _BLOCK]
        blocks += [b"%d beginbfchar" % len(block), *block, b"endbfchar"]
    head = [
        b"/CIDInit /ProcSet findresource begin",
        b"12 dict begin",
        b"begincmap",
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        b"/CMapName /Adobe-Identity-UCS def",
        b"/CMapType 2 def",
        b"1 begincodespacerange",
        b"<00> <FF>",
        b"endcodespacerange",
    ]
    tail = [b"endcmap", b"CMapName currentdict /CMap defineresource pop", b"end", b"end"]
    return b"\n".join([*head, *blocks, *tail])
