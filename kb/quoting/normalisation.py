"""Text made comparable: the same passage from a PDF, a web page and a keyboard becomes the same characters.

What typesetting changes is evened out: white space, kinds of quotation mark (inner and outer ones alike) and
dash, ligatures, hyphens at line ends, `* * *` for an ellipsis, ½ for 1/2. What carries meaning stays:
digits, signs, decimal points, superscripts, letters, capitals, words. Unicode's own compatibility folding
(NFKC) is too coarse for that: it makes 10² and 102 the same.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import cache

SOFT = "\u00ad"
"""Stands for a hyphen at a line end: the word may be written with it or without."""

_DROPPED = frozenset("\u200b\u200c\u200d\u2060\ufeff")
_SAME = {
    **dict.fromkeys("‘’\u201a\u201b", "'"),
    **dict.fromkeys("“”„‟«»", '"'),
    "\u2044": "/",
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
    r"""(?P<soft>(?<=[^\W\d_])[-\u00ad][^\S\n]*\n\s*(?=[^\W\d_]))
      | (?P<wrapped>(?<=\w)[-–][^\S\n]*\n\s*(?=\d)|(?<=\d)[-–][^\S\n]*\n\s*(?=\w))
      | (?P<dropped>\u00ad(?:[^\S\n]*\n\s*)?)
      | (?P<ellipsis>\s*(?:…|\.(?:\s?\.){2,}|\*(?:\s?\*){2,})\s*)
      | (?P<dash>\s*(?:—|-{2,3})\s*|(?:\s+|\A)–(?:\s+|\Z)|(?<=[^\W_])\s+-(?:\s+(?=[^\W\d_])|\Z))
      | (?P<hyphen>–)
      | (?P<mark>(?<![\w\]])'|(?<=[^\W\d_])'(?!\w))
      | (?P<space>\s*(?:\n|\A)\s*[•◦▪‣●○■]\s*|\s+)""",
    re.VERBOSE,
)
_CANONICAL = {
    "soft": SOFT,
    "wrapped": "-",
    "dropped": "",
    "ellipsis": "…",
    "dash": "—",
    "hyphen": "-",
    "mark": '"',
    "space": " ",
}
_NOTE_MARK = re.compile(
    r"(?<=[a-z,.;:)\"]) ?\[\d{1,3}(?:[,-] ?\d{1,3})*\]|"
    r"(?<=[a-z]{3})\d{1,3}(?=[\s.,;:)\"”])|(?<=[a-z)\"”][.,;:])\d{1,3}(?=\s)|(?:(?<=\s)|\A)\d{1,2}(?=[A-Z][a-z])|"
    r"(?<=[^\W\d_])[¹²³⁰⁴-⁹]{1,3}(?!\w)|(?<=[.,;:)\"”])[¹²³⁰⁴-⁹]{1,3}(?!\w)|"
    r"(?:(?<=\s)|\A)[¹²³⁰⁴-⁹]{1,3}(?=[^\W\d_])|(?<=\d,\d{3})[¹²³⁰⁴-⁹]{1,3}(?!\w)"
)
"""The number of a note: raised, in square brackets, or glued to the word or full stop that it belongs to."""
_UNIT = re.compile(r"(?<![^\W\d_])(?:[kcdm]?m|ft|in|yd|mi|sq|s)\Z")
"""A unit, whose raised figure is a power: km², s⁻¹."""
_POINTER = re.compile(r"\b(?:notes?|nos?\.?|items?|refs?\.?|see|in|and|of)\Z", re.IGNORECASE)
"""Words after which a number in brackets is what is spoken of, and no mark of a note."""
_NAME = re.compile(r"[^\W\d_]+[A-Z][^\W\d_]*\Z")
_CALL_CODE = re.compile(r"[2-9]11|988|112")


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
            mark = "-" if match.group()[0] == "-" else ""
        pieces.append(mark)
        offsets.extend(origins[match.start() : match.start() + len(mark)])
        at = match.end()
    pieces.append(folded[at:])
    offsets.extend(origins[at:])
    result = "".join(pieces)
    first = len(result) - len(result.lstrip(" "))
    last = len(result.rstrip(" "))
    return Normalised(result[first:last], offsets[first:last])


def without_note_marks(text: Normalised) -> Normalised:
    """Return a comparable text without the numbers of notes that stand between its words.

    Only what can be nothing else is taken for one: `classified.3 They`, `responders12 are`, `word³`,
    `2,500¹`, `3The`, `year [12]`; not `10²`, `km²`, `COVID19` or `B12`.
    """
    spans = [m.span() for m in _NOTE_MARK.finditer(text.text) if not _belongs(m, text.text)]
    if not spans:
        return text
    pieces: list[str] = []
    offsets: array[int] = array("l")
    at = 0
    for start, end in [*spans, (len(text.text), len(text.text))]:
        pieces.append(text.text[at:start])
        offsets.extend(text.offsets[at:start])
        at = end
    return Normalised("".join(pieces), offsets)


def _belongs(mark: re.Match[str], text: str) -> bool:
    """Say whether a figure is part of what it is glued to: a power of a unit, or of a name."""
    before = text[max(0, mark.start() - 30) : mark.start()]
    if mark.group()[-1] == "]":
        return _POINTER.search(before) is not None
    if not mark.group().isascii():
        return _UNIT.search(before) is not None
    return bool(_NAME.search(before) or _CALL_CODE.fullmatch(mark.group()))


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
        folded = _folded(text[at:end])
        if len(folded) > 2 and "/" in folded and characters and characters[-1].isdigit():
            folded = f" {folded}"  # 2½ is 2 1/2, not 21/2
        for character in folded:
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
    if tag == "<fraction>":
        return unicodedata.normalize("NFKC", character).replace("\u2044", "/")
    if tag not in _FOLDED_TAGS:
        return character
    folded = unicodedata.normalize("NFKC", character)
    keeps_its_value = not any(c.isdigit() for c in folded) or len(folded) == 1
    return folded if keeps_its_value else character
