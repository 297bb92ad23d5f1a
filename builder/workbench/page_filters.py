"""How values are written in pages: numbers, counts, words found, code in messages."""

from __future__ import annotations

import re
from decimal import Decimal

from markupsafe import Markup


def number(value: Decimal | float) -> str:
    """Write a number as people read it: 102,500; 3.46."""
    return f"{value:,}" if value == int(value) and not isinstance(value, float) else f"{float(value):,.10g}"


def grouped(text: str) -> str:
    """Write the number of a text as people read it, with what stands before it: `≥239,200`."""
    found = re.fullmatch(r"(≥?-?)(\d+)((?:\.\d+)?)", text)
    return f"{found[1]}{int(found[2]):,}{found[3]}" if found else text


def plural(count: int, one: str, many: str = "") -> str:
    """Write a count with its noun: `1 duty`, `3 duties`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def said(value: str) -> str:
    """Write the id of a concept in words: `second-hand` stays, `state_recognition` has blanks."""
    return value.replace("_", " ")


def marked(text: str, words: tuple[str, ...]) -> Markup:
    """Mark words in a text; both are escaped."""
    if not words:
        return Markup.escape(text)
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    parts = re.split(rf"\b({'|'.join(map(re.escape, longest))})\b", text)
    return Markup("").join(
        Markup("<mark>{}</mark>").format(part) if place % 2 else part for place, part in enumerate(parts)
    )


_PATH = re.compile(r"""(?<![\w:/.<])(?:/|[A-Za-z]:[\\/])[^\s"'`,;:]*[^\s"'`,;:.()]""")
"""A whole path of a file, but no address of a page elsewhere."""


def pathless(text: str, root: str) -> str:
    """Leave out of a message where files of the machine lie, first of all those under `root`."""
    return _PATH.sub("…", text.replace(root, "/"))


def coded(text: str) -> Markup:
    """Set what a message has between backticks as code; all of it is escaped."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # one is left over
        return Markup.escape(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else part for place, part in enumerate(parts)
    )
