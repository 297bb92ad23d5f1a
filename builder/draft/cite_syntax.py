"""The Pandoc citation grammar, apart from any Markdown parser.

    [see @aha-2020-tcpr, p. e687; -@omb-2024-notice, sec. 2, emphasis added]     bracketed
    @aha-2020-tcpr [p. e687]                                                     in the text

Source: Pandoc User's Guide, "Citation syntax". Keys here are ids of records, or `kind:id`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.draft import locators

_KEY = r"[A-Za-z0-9_](?:[A-Za-z0-9_]|[:.#$%&\-+?<>~/](?=[A-Za-z0-9_]))*"
_MARK = re.compile(rf"(?<![\w@\\])(?P<minus>-?)@(?:(?P<key>{_KEY})|\{{(?P<braced>[^{{}}\s]+)\}})")
_TRAILER = re.compile(r"\s?\[(?P<rest>[^\[\]@]+)\]")


@dataclass(frozen=True, slots=True)
class Item:
    """One work of a citation, with the offset of its mark in the text that was read."""

    key: str
    offset: int
    locator: locators.Locator = ()
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
    if close < 0 or text[close + 1 : close + 2] in ("(", "["):
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
    found: locators.Locator = ()
    suffix = ""
    trailer = _TRAILER.match(text, end)
    if trailer and text[trailer.end() : trailer.end() + 1] not in ("(", "["):
        found, suffix = locators.read(", " + trailer["rest"])
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
        pieces.append(locators.write(item.locator))
    if item.suffix:
        pieces.append(item.suffix)
    return f"{item.prefix} {', '.join(pieces)}".strip()


def _item(piece: str, offset: int) -> Item | None:
    match = _MARK.search(piece)
    if not match:
        return None
    found, suffix = locators.read(piece[match.end() :])
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
