"""Names that people type: the nearest known one, their natural order, and a slug of a title."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

ALIKE = 0.6
"""Ratio of `difflib` from which one name is taken for a misspelling of another."""

NaturalKey = tuple[tuple[int, int | str], ...]

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ð": "d"})


def nearest_names(wanted: str, known: Iterable[str], most: int = 3, alike: float = ALIKE) -> list[str]:
    """Return up to `most` known names like `wanted`, the nearest first; case matters only between equals."""
    candidates = sorted(set(known))
    close = difflib.get_close_matches(wanted, candidates, n=most, cutoff=alike)
    if len(close) == most:
        return close
    lowered: dict[str, str] = {}
    for name in candidates:
        lowered.setdefault(name.lower(), name)
    more = difflib.get_close_matches(wanted.lower(), sorted(lowered), n=most, cutoff=alike)
    return list(dict.fromkeys([*close, *(lowered[name] for name in more)]))[:most]


def nearest_name(wanted: str, known: Iterable[str], alike: float = ALIKE) -> str:
    """Return the known name most like `wanted`, or an empty string when none is alike."""
    return next(iter(nearest_names(wanted, known, 1, alike)), "")


def did_you_mean(wanted: str, known: Iterable[str], otherwise: str) -> str:
    """Return a fix that names the nearest known name, or `otherwise`."""
    close = nearest_name(wanted, known)
    return f"Did you mean {close!r}?" if close else otherwise


def natural(text: str) -> NaturalKey:
    """Return a sort key that compares runs of ASCII digits as numbers and everything else as text."""
    parts = re.findall(r"[0-9]+|[^0-9]+", text)
    return tuple((0, int(part)) if part[0] in "0123456789" else (1, part) for part in parts)


def slug(text: str, limit: int = 60, otherwise: str = "", *, fold: bool = True) -> str:
    """Return the ASCII letters and digits of a text in lower case, words joined by hyphens.

    Accents are dropped (`Bürgerbeteiligung` becomes `burgerbeteiligung`; without `fold` such a letter parts
    words), whole words are kept up to `limit` characters (0: all of them), and `otherwise` stands for a text
    without any ASCII letter or digit.
    """
    plain = text.lower()
    if fold:
        decomposed = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = re.findall(r"[a-z0-9]+", plain)
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word[: limit or None]
        if limit and len(longer) > limit:
            break
        kept = longer
    return kept or otherwise
