"""From a title to an id or an anchor: lower-case ASCII words joined by hyphens."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ð": "d"})


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
