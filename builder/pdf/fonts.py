"""Typefaces: which file serves which style, what happens to a character it lacks, and widths.

Every face is a static TrueType file, or the default instance of a variable one (ReportLab's subsetter
copies no variation table, so what is embedded is static). All come from pinned PyPI packages under the
SIL Open Font License; none is taken from the machine, so the same document has the same bytes anywhere.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, NamedTuple

from reportlab.pdfbase.ttfonts import TTFont

from kb.errors import MissingError, SocEvidenceError

Family = Literal["serif", "sans", "mono"]

_FILES: dict[Family, tuple[str, str, tuple[str, str, str, str]]] = {
    "serif": (
        "ibm-plex-serif",
        "IBMPlexSerif",
        ("Regular", "Italic", "SemiBold", "SemiBoldItalic"),
    ),
    "sans": (
        "ibm-plex-sans-condensed",
        "IBMPlexSansCondensed",
        ("Regular", "Italic", "SemiBold", "SemiBoldItalic"),
    ),
    "mono": ("ibm-plex-mono", "IBMPlexMono", ("Regular", "Italic", "SemiBold", "SemiBoldItalic")),
}
"""Package and file stem of each family, then the weights: regular, italic, bold, bold italic."""

_FALLBACKS: tuple[tuple[str, str], ...] = (
    ("ibm-plex-sans", "IBMPlexSans[wdth,wght]"),
    ("noto-sans", "NotoSans[wdth,wght]"),
    ("fira-code", "FiraCode[wght]"),
    ("inter", "Inter[opsz,wght]"),
    ("source-sans-3", "SourceSans3[wght]"),
)
"""Searched in order: Greek and Cyrillic, wide Latin coverage, geometric signs, stars, heavy check marks."""

WHITE_SPACE = " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029\u3000"
"""Characters at which a line may end, shown as one space; other spaces have glyphs and do not break."""

_INVISIBLE = dict.fromkeys([0xAD, 0xFEFF, 0x2060, *range(0x200B, 0x2010)])
"""Soft hyphens, joiners and direction marks: nothing to show in the scripts these fonts serve."""

_UNSHAPED = (range(0x0900, 0x0E00), range(0x1CD0, 0x1D00), range(0xA8E0, 0xA900))
"""Indic scripts: the fallback has glyphs for them, but they need shaping, which is not done here."""


class MissingGlyphError(SocEvidenceError):
    """The text has characters that no bundled font can show."""

    def __init__(self, characters: frozenset[str]) -> None:
        self.characters = characters
        listed = ", ".join(
            f"U+{ord(c):04X} {unicodedata.name(c, 'unnamed character')}" for c in sorted(characters)
        )
        super().__init__(
            f"No font of the PDF has the character {listed}.",
            "Replace the character in the draft or in the evidence file it comes from.",
        )


class MissingFontError(MissingError):
    """A pinned font package is not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(
            f"The font package {package} is not installed.",
            "Install it with the program's other dependencies: pip install soc-evidence",
        )


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font file. Widths are in thousandths of the type size."""

    font: Any
    glyphs: frozenset[int]
    widths: dict[int, float]

    def measure(self, text: str) -> float:
        """Return the advance width of `text`; the caller makes sure that the face has its glyphs."""
        widths = self.widths
        return sum([widths[ord(c)] for c in text])


class Typeface(NamedTuple):
    """A style of a family, as a text style asks for it; hashed for every word, so a tuple."""

    family: Family
    bold: bool = False
    italic: bool = False


def _load(package: str, stem: str) -> Face:
    module = f"fontpkg_{package.replace('-', '_')}"
    found = find_spec(module)
    if found is None or found.origin is None:
        raise MissingFontError(f"fontpkg-{package}")
    path = Path(found.origin).parent / "files" / f"{stem}.ttf"
    if not path.is_file():
        raise MissingFontError(f"fontpkg-{package}")
    font = TTFont(stem, str(path), shapable=False)
    points = (p for p in font.face.charToGlyph if not any(p in r for r in _UNSHAPED))
    return Face(font, frozenset(points), font.face.charWidths)


@cache
def face(typeface: Typeface) -> Face:
    """Return the face for a style, loaded once a process (about 2 ms)."""
    package, stem, weights = _FILES[typeface.family]
    return _load(package, f"{stem}-{weights[2 * typeface.bold + typeface.italic]}")


@cache
def _fallback(position: int) -> Face:
    return _load(*_FALLBACKS[position])


def normalise(text: str) -> str:
    """Return `text` composed (NFC) and without invisible characters."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE))


def _face_for(character: str, first: Face) -> Face | None:
    point = ord(character)
    if point in first.glyphs:
        return first
    for position in range(len(_FALLBACKS)):
        candidate = _fallback(position)
        if point in candidate.glyphs:
            return candidate
    return None


def shape(text: str, typeface: Typeface) -> tuple[tuple[Face, str, float], ...]:
    """Cut `text` where the face changes; return (face, text, width in thousandths) for each part.

    :raises MissingGlyphError: when a character is in no face.
    """
    first = face(typeface)
    if first.glyphs.issuperset(map(ord, text)):
        return ((first, text, first.measure(text)),)
    parts: list[tuple[Face, str]] = []
    lacking: set[str] = set()
    for character in text:
        chosen = _face_for(character, first)
        if chosen is None:
            lacking.add(character)
        elif parts and parts[-1][0] is chosen:
            parts[-1] = (chosen, parts[-1][1] + character)
        else:
            parts.append((chosen, character))
    if lacking:
        raise MissingGlyphError(frozenset(lacking))
    return tuple((chosen, part, chosen.measure(part)) for chosen, part in parts)


@lru_cache(maxsize=32768)
def _advance(text: str, typeface: Typeface) -> float:
    return sum([part[2] for part in shape(text, typeface)])


def width(text: str, typeface: Typeface, size: float) -> float:
    """Return the width of `text` in points."""
    return _advance(text, typeface) * size / 1000


@lru_cache(maxsize=16_384)
def missing(text: str) -> frozenset[str]:
    """Return the characters of `text` that the PDF could not show in every style.

    White space and invisible characters count as shown. A check of the draft calls this to report the
    line; setting such a text raises `MissingGlyphError`.
    """
    faces = [face(Typeface(family)) for family in _FILES]
    unseen = set(normalise(text)) - set(WHITE_SPACE)
    return frozenset(c for c in unseen if any(_face_for(c, first) is None for first in faces))
