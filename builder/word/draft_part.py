"""What a Word file keeps of the draft it was made from: its text, and each paragraph as it was sent.

It lies in a custom XML part (ECMA-376 part 1, 15.2.4), which Word and LibreOffice leave as it is. A bookmark
around a paragraph says which of those sent it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from builder.word.ooxml import writable

NAMESPACE = "https://w3id.org/soc-evidence/draft"
"""Of the custom XML part; nothing is fetched from there."""
BOOKMARK = "_draft_"
"""How the bookmarks around the paragraphs of the draft begin; a name with `_` first is not listed in Word."""
NOTE = "\ufffc"
"""Stands for the mark of a note in the text of a paragraph."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A draft that was sent as a Word file."""

    path: str
    text: str

    @property
    def sha256(self) -> str:
        """The hash of its text."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of a paragraph: the draft's own words, or what was filled in for them."""

    text: str
    own: bool
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class SentParagraph:
    """A paragraph of the file as it was sent."""

    pieces: tuple[Piece, ...]
    place: tuple[int, int]
    """Line and column of its first own words; of what brought it, where it has none."""
    bookmark: str = ""
    """Empty where it has no words of the draft."""

    @property
    def text(self) -> str:
        """What it said."""
        return "".join(piece.text for piece in self.pieces)


def as_xml(draft: Sent, paragraphs: Iterable[SentParagraph]) -> bytes:
    """Return the custom XML part."""
    name = quoteattr(writable(draft.path.replace("\\", "/").rpartition("/")[2]))
    lines = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        f'<draft xmlns="{NAMESPACE}" name={name} sha256="{draft.sha256}">',
        f"<text>{_kept(draft.text)}</text>",
    ]
    lines += map(_paragraph, paragraphs)
    return "\n".join([*lines, "</draft>", ""]).encode()


def _paragraph(sent: SentParagraph) -> str:
    mark = f' bookmark="{sent.bookmark}"' if sent.bookmark else ""
    pieces = "".join(map(_piece, sent.pieces))
    return f'<p line="{sent.place[0]}" column="{sent.place[1]}"{mark}>{pieces}</p>'


def _piece(piece: Piece) -> str:
    name = "own" if piece.own else "filled"
    style = ' strong="1"' * piece.strong + ' emphasis="1"' * piece.emphasis
    return f"<{name}{style}>{_kept(piece.text)}</{name}>"


def _kept(text: str) -> str:
    """Write a text so that parsers keep its line ends (XML 1.0, 2.11) and find no end of a section in it."""
    return escape(writable(text)).replace("\r", "&#13;").replace("\n", "&#10;")


def from_xml(root: Any) -> tuple[str, str, str, tuple[SentParagraph, ...]]:
    """Return the draft's name, hash and text, and the paragraphs, from the root of the custom XML part.

    Raises:
        ValueError, AttributeError: somebody changed the part.
    """
    text = root.findtext(f"{{{NAMESPACE}}}text")
    paragraphs = tuple(map(_read, root.iter(f"{{{NAMESPACE}}}p")))
    return str(root.get("name")), str(root.get("sha256")), str(text or ""), paragraphs


def _read(node: Any) -> SentParagraph:
    pieces = tuple(
        Piece(
            child.text or "",
            child.tag == f"{{{NAMESPACE}}}own",
            child.get("strong") == "1",
            child.get("emphasis") == "1",
        )
        for child in node
    )
    return SentParagraph(pieces, (int(node.get("line")), int(node.get("column"))), node.get("bookmark", ""))
