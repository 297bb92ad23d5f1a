"""Text made comparable: the same passage from a PDF, a web page and a keyboard becomes the same characters.

What typesetting changes is evened out: white space, kinds of quotation mark and dash, ligatures, hyphens at
line ends. What carries meaning stays: digits, signs, decimal points, superscripts, letters, capitals, words.
Unicode's own compatibility folding (NFKC) is too coarse for that: it makes 10² and 102 the same.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import cache

SOFT = "\u00ad"
"""Stands for a hyphen at a line end: the word may be written with it or without."""

_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_SAME = {
    **dict.fromkeys("‘’\u201a\u201b", "'"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("\u2010\u2011\u2212\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2012\u2013", "–"),
    **dict.fromkeys("\u2014\u2015\u2e3a", "—"),
}
_FOLDED_TAGS = frozenset(
    {"<compat>", "<wide>", "<narrow>", "<noBreak>", "<font>", "<square>"}
    | {"<initial>", "<medial>", "<final>", "<isolated>"}
)
"""Unicode decomposition tags that are a matter of type. Superscripts, fractions and circles are not."""

_REWRITTEN = re.compile(
    r"""(?P<soft>(?<=[^\W\d_])-[^\S\n]*\n\s*(?=[^\W\d_]))
      | (?P<ellipsis>\s*(?:…|\.(?:\s?\.){2,})\s*)
      | (?P<dash>\s*(?:—|-{2,3})\s*|(?:\s+|\A)–(?:\s+|\Z)|(?<=[^\W\d_])\s+-(?:\s+(?=[^\W\d_])|\Z))
      | (?P<hyphen>–)
      | (?P<space>\s*(?:\n|\A)\s*[•◦▪‣●○■]\s*|\s+)""",
    re.VERBOSE,
)
_CANONICAL = {"soft": SOFT, "ellipsis": "…", "dash": "—", "hyphen": "-", "space": " "}


@dataclass(frozen=True, slots=True)
class Normalised:
    """Comparable text, and where each of its characters stood in the original."""

    text: str
    offsets: array[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Turn a stretch of the comparable text into a stretch of the original."""
        return self.offsets[start], self.offsets[end - 1] + 1


def normalise(text: str) -> Normalised:
    """Make a text comparable. White space at both ends is dropped."""
    folded, origins = _fold(text)
    pieces: list[str] = []
    offsets: array[int] = array("l")
    at = 0
    for match in _REWRITTEN.finditer(folded):
        pieces.append(folded[at : match.start()])
        offsets.extend(origins[at : match.start()])
        mark = _CANONICAL[str(match.lastgroup)]
        if mark == SOFT and not folded[match.end()].islower():
            mark = "-"
        pieces.append(mark)
        offsets.append(origins[match.start()])
        at = match.end()
    pieces.append(folded[at:])
    offsets.extend(origins[at:])
    result = "".join(pieces)
    first = len(result) - len(result.lstrip(" "))
    last = len(result.rstrip(" "))
    return Normalised(result[first:last], offsets[first:last])


def _fold(text: str) -> tuple[str, array[int]]:
    """Even out single characters, with accents composed (NFC) and the origin of each kept."""
    if text.isascii():
        return text, array("l", range(len(text)))
    characters: list[str] = []
    origins: array[int] = array("l")
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and text[end] > "\u02ff" and unicodedata.combining(text[end]):
            end += 1
        for character in _folded(text[at:end]):
            characters.append(character)
            origins.append(at)
        at = end
    return "".join(characters), origins


@cache
def _folded(cluster: str) -> str:
    """Fold one character with the accents that follow it."""
    composed = unicodedata.normalize("NFC", cluster)
    return "".join(map(_folded_character, composed))


def _folded_character(character: str) -> str:
    if character in _DROPPED:
        return ""
    if character.isascii() or character in _SAME:
        return _SAME.get(character, character)
    tag = unicodedata.decomposition(character).partition(" ")[0]
    if tag not in _FOLDED_TAGS:
        return character
    folded = unicodedata.normalize("NFKC", character)
    keeps_its_value = not any(c.isdigit() for c in folded) or len(folded) == 1
    return folded if keeps_its_value else character
