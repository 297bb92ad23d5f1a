"""The Pandoc citation grammar, apart from any Markdown parser.

    [see @aha-2020-tcpr, p. e687; -@omb-2024-notice, sec. 2, emphasis added]     bracketed
    @aha-2020-tcpr [p. e687]                                                     in the text

Source: Pandoc User's Guide, "Citation syntax". Keys here are ids of records, or `kind:id`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SPELLINGS: dict[str, tuple[str, ...]] = {
    "page": ("p.", "pp.", "page", "pages"),
    "section": ("sec.", "secs.", "section", "sections", "§", "§§"),
    "paragraph": ("para.", "paras.", "paragraph", "paragraphs", "¶", "¶¶"),
    "table": ("tbl.", "table", "tables"),
    "row": ("row", "rows"),
    "column": ("col.", "column", "columns"),
    "cell": ("cell", "cells"),
    "sheet": ("sheet",),
    "item": ("item", "items", "task", "tasks"),
    "line": ("l.", "ll.", "line", "lines"),
    "chapter": ("ch.", "chap.", "chapter"),
    "figure": ("fig.", "figure"),
    "note": ("n.", "nn.", "note", "notes"),
}
"""Label -> what a draft may write for it; labels are the locator keys of the evidence files."""

Locator = tuple[tuple[str, str], ...]
"""Pairs of label and value, as written."""

_KEY = r"[A-Za-z0-9_](?:[A-Za-z0-9_]|[:.#$%&\-+?<>~/](?=[A-Za-z0-9_]))*"
_MARK = re.compile(rf"(?<![\w@\\])(?P<minus>-?)@(?:(?P<key>{_KEY})|\{{(?P<braced>[^{{}}\s]+)\}})")
_TRAILER = re.compile(r"\s?\[(?P<rest>[^\[\]@]+)\]")
_NEXT_NOTE = re.compile(r"\[(?:\^|[^\[\]]*?(?<![\w@\\])-?@)")
"""Another citation, or a footnote's mark, in brackets; anything else in them makes a link."""

_LABELS = {spelling: label for label, words in SPELLINGS.items() for spelling in words}
_WORDS = "|".join(re.escape(word) for word in sorted(_LABELS, key=lambda w: (-len(w), w)))
_VALUE = (
    r'(?:"[^"]*"|“[^”]*”'
    r"|[\w*][\w*.:/()\-–]*(?:\s*[,&]\s*\d[\w.\-–]*)*)"
)
_LABELLED = re.compile(rf"\s*,?\s*(?P<label>{_WORDS})(?:\s+|(?<=[.§¶])\s*)(?P<value>{_VALUE})")
_BARE_PAGES = re.compile(r"\s*,\s*(?P<value>[\divxlc]*\d[\w\-–]*(?:\s*[,&]\s*\d[\w\-–]*)*)(?=\s*(?:[,;]|$))")


@dataclass(frozen=True, slots=True)
class Item:
    """One work of a citation, with the offset of its mark in the text that was read."""

    key: str
    offset: int
    locator: Locator = ()
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """A citation as read: its items, where it ends, and pieces between semicolons without a key."""

    items: tuple[Item, ...]
    end: int
    """Offset just behind the citation."""
    keyless: tuple[int, ...] = ()
    """Offsets of pieces that hold no key."""
    in_text: bool = False


def read_bracketed(text: str, start: int) -> Cluster | None:
    """Read the citation whose `[` is at `start`; None when the brackets hold no citation."""
    close = _closing(text, start)
    if close < 0 or text[close + 1 : close + 2] == "(":
        return None
    if text[close + 1 : close + 2] == "[" and not _NEXT_NOTE.match(text, close + 1):
        return None
    items: list[Item] = []
    keyless: list[int] = []
    offset = start + 1
    for piece in text[offset:close].split(";"):
        item = _item(piece, offset)
        if item:
            items.append(item)
        else:
            keyless.append(offset + len(piece) - len(piece.lstrip()))
        offset += len(piece) + 1
    if not items:
        return None
    return Cluster(tuple(items), close + 1, tuple(keyless))


def read_in_text(text: str, start: int) -> Cluster | None:
    """Read the in-text citation whose `@` or `-@` is at `start`; None when there is none."""
    match = _MARK.match(text, start)
    if not match:
        return None
    end = match.end()
    found: Locator = ()
    suffix = ""
    trailer = _TRAILER.match(text, end)
    if trailer and text[trailer.end() : trailer.end() + 1] not in ("(", "["):
        found, suffix = read_locator(", " + trailer["rest"])
        end = trailer.end()
    item = Item(
        match["key"] or match["braced"], start, found, "", suffix, suppress_author=bool(match["minus"])
    )
    return Cluster((item,), end, in_text=True)


def write(cluster: Cluster) -> str:
    """Return a bracketed citation that reads back as the same items."""
    return "[" + "; ".join(_written(item) for item in cluster.items) + "]"


def _written(item: Item) -> str:
    key = item.key if re.fullmatch(_KEY, item.key) else f"{{{item.key}}}"
    pieces = [f"{'-' if item.suppress_author else ''}@{key}"]
    if item.locator:
        pieces.append(write_locator(item.locator))
    if item.suffix:
        pieces.append(item.suffix)
    return f"{item.prefix} {', '.join(pieces)}".strip()


def _item(piece: str, offset: int) -> Item | None:
    match = _MARK.search(piece)
    if not match:
        return None
    found, suffix = read_locator(piece[match.end() :])
    return Item(
        key=match["key"] or match["braced"],
        offset=offset + match.start(),
        locator=found,
        prefix=piece[: match.start()].strip(),
        suffix=suffix,
        suppress_author=bool(match["minus"]),
    )


def _closing(text: str, start: int) -> int:
    """Return the offset of the bracket that closes the one at `start`, or -1."""
    depth = 0
    for offset in range(start, len(text)):
        character = text[offset]
        if character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
            if depth == 0:
                return offset
    return -1


def read_locator(text: str) -> tuple[Locator, str]:
    """Split what follows a citation key into locator parts and the remaining suffix.

    A number alone is a page, as in Pandoc; `p. 3, tbl. 2, row 43-5031` gives three parts.
    """
    parts: list[tuple[str, str]] = []
    bare = _BARE_PAGES.match(text)
    if bare:
        parts.append(("page", bare["value"]))
        text = text[bare.end() :]
    while match := _LABELLED.match(text):
        value = match["value"].strip('"“”')
        kept = value.rstrip(".:")
        parts.append((_LABELS[match["label"]], kept))
        text = text[match.end() - (len(value) - len(kept)) :]
    return tuple(parts), text.strip().lstrip(",").strip()


def write_locator(locator: Locator) -> str:
    """Return a locator as a draft would write it; `read_locator` gives the same parts back."""
    pieces = []
    for label, value in locator:
        spelled = value if re.fullmatch(_VALUE, value) else f'"{value}"'
        pieces.append(f"{SPELLINGS[label][0]} {spelled}")
    return ", ".join(pieces)
