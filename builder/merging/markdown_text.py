"""Words typed in Word as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from builder.merging.returned_paragraph import Character
from builder.merging.word_edits import PARAGRAPH_END

_SIGNS = re.compile(r"([\\`*_\[\]{}<>@~^|#$])")
_FIRST = re.compile(r"^(\s*)([-+]|\d+(?=[.)]))", re.MULTILINE)
_MARKS = {(True, False): "**", (False, True): "*", (True, True): "***"}


def as_markdown(
    characters: Iterable[Character], around: tuple[bool, bool] = (False, False), *, escaped: bool = False
) -> str:
    """Return characters as Markdown that stands in words of a style (strong, emphasis).

    With `escaped`, signs that Markdown might read as its own get a backslash.
    """
    parts = []
    for style, group in groupby(characters, key=lambda c: (c.strong, c.emphasis)):
        words = "".join(character.text for character in group)
        words = words.replace("\t", " ").replace("\n", " ")
        if escaped:
            words = _FIRST.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", words))
        mark = "" if style == around or any(around) else _MARKS.get(style, "")
        parts.append(_marked(words, mark))
    return "".join(parts).replace(PARAGRAPH_END, "\n\n")


def _marked(words: str, mark: str) -> str:
    """Put marks around words, inside the white space at their ends."""
    inner = words.strip()
    if not mark or not inner or PARAGRAPH_END in inner:
        return words
    before, _, after = words.partition(inner)
    return f"{before}{mark}{inner}{mark}{after}"
