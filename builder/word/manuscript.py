"""The Word file being written: where content goes, and the ids, notes and places that all of it needs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import docx
from docx.oxml.ns import qn

from builder.document import Document, Inlines, Link, Note, NoteReference, Notes, Place, Text
from builder.word import ooxml
from builder.word.draft_part import BOOKMARK, NOTE, Piece, SentParagraph
from builder.word.ooxml import Element
from builder.word.word_styles import count_lines, prepare

_NAME = 40
"""Most characters of a bookmark's name."""


@dataclass(frozen=True, slots=True)
class Target:
    """A paragraph that a comment can stand at, and the place of the draft that it is from."""

    place: Place
    paragraph: Element


class Manuscript:
    """A file being written; `put` adds to the container that it has come to."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.endnotes = any(isinstance(node, Notes) for node in _nodes(document.blocks))
        """Whether the notes stand at the end; else at the foot of their pages."""
        self.word: Any = docx.Document()
        prepare(self.word, document.metadata.language)
        body = self.word.element.body
        if document.line_numbers:
            count_lines(body[-1])
        for child in list(body):
            if child.tag != qn("w:sectPr"):
                body.remove(child)
        self.part = self.word.part
        """The part that is written to: relations of links belong to it."""
        self.container: Element = body
        self.width = 468.0
        """Room for text here, in points."""
        self.depth = 0
        """How many boxes and cells the container stands in."""
        self.sent: list[SentParagraph] = []
        self.targets: list[Target] = []
        self.notes = {note.number: note for note in document.notes}
        nodes = (node for node in _nodes(document.blocks) if isinstance(node, NoteReference))
        self.cited = frozenset(node.number for node in nodes)
        """Numbers of the notes that the text refers to."""
        self.referenced: dict[int, str] = {}
        """Number of each note that was referred to -> the bookmark around its first reference."""
        self.numbered = 0
        """Lists numbered so far."""
        self._marked: set[Place] = set()
        """Places of the paragraphs that have a bookmark."""
        self._ids = 0
        self._counts: dict[str, int] = {}
        self.waiting: list[Note] = []
        """Notes that were referred to; they are written when the text is."""
        self._homes: dict[int, Element] = {}
        """Number of a note -> the paragraph that first refers to it."""

    def put(self, made: Element) -> Element:
        """Add an element to the container, in the body before its last section's properties."""
        last = self.container[-1] if len(self.container) else None
        if last is not None and last.tag == qn("w:sectPr"):
            last.addprevious(made)
        else:
            self.container.append(made)
        return made

    def next_id(self) -> int:
        """Return a number that no bookmark or drawing has yet."""
        self._ids += 1
        return self._ids

    @contextmanager
    def inside(self, container: Element, width: float, part: Any = None) -> Iterator[None]:
        """Write into another container for a while."""
        before = (self.container, self.width, self.part)
        self.container, self.width, self.part = container, width, part or self.part
        self.depth += 1
        try:
            yield
        finally:
            self.container, self.width, self.part = before
            self.depth -= 1

    def keep(
        self,
        made: Element,
        content: Inlines,
        place: Place = (0, 0),
        before: tuple[str, ...] = (),
        note: int = 0,
    ) -> None:
        """Note a paragraph as it was sent, and put a bookmark around it where the draft has words of it.

        Args:
            made: the paragraph, complete.
            content: what it says.
            place: where the draft asks for it.
            before: text that the program set before the content.
            note: the number of the note that it is.
        """
        own = [text.place for text in _texts(content) if text.place]
        pieces = tuple(_pieces(content, before))
        where = own[0] if own else place
        if where[0]:
            self.targets.append(Target(where, self._homes.get(note, made)))
        for inline in content:
            if isinstance(inline, NoteReference):
                self._homes.setdefault(inline.number, made)
        if not own or where in self._marked:  # words that a directive prints twice are changed in one place
            if any(piece.text.strip() for piece in pieces):
                self.sent.append(SentParagraph(pieces, where))
            return
        self._marked.add(where)
        digest = hashlib.sha256("".join(piece.text for piece in pieces).encode()).hexdigest()[:8]
        name = f"{BOOKMARK}{where[0]}_{where[1]}_{digest}"
        self.sent.append(SentParagraph(pieces, where, name))
        self.mark(made, name)

    def mark(self, made: Element, name: str) -> None:
        """Put a bookmark around the content of a paragraph."""
        number = self.next_id()
        start = ooxml.element("w:bookmarkStart", id=number, name=name)
        properties = made.find(qn("w:pPr"))
        if properties is None:
            made.insert(0, start)
        else:
            properties.addnext(start)
        made.append(ooxml.element("w:bookmarkEnd", id=number))

    def count(self, kind: str) -> int:
        """Return the number of one more table or figure."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return self._counts[kind]

    def relate(self, address: str) -> str:
        """Return the id of the relation to an address outside."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        return str(self.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))


def bookmark_name(anchor: str) -> str:
    """Return the bookmark of an anchor of the document; the same for the same anchor."""
    name = "a_" + re.sub(r"\W", "_", anchor, flags=re.ASCII)
    if len(name) <= _NAME and name == f"a_{anchor}".replace("-", "_"):
        return name
    return f"{name[:31]}_{hashlib.sha256(anchor.encode()).hexdigest()[:8]}"


def _nodes(node: object) -> Iterator[object]:
    """Yield every node below one, itself first."""
    if isinstance(node, tuple):
        for one in node:
            yield from _nodes(one)
    elif is_dataclass(node):
        yield node
        for each in fields(node):
            yield from _nodes(getattr(node, each.name))


def _texts(content: Inlines) -> Iterator[Text]:
    for inline in content:
        if isinstance(inline, Text):
            yield inline
        elif isinstance(inline, Link):
            yield from inline.content


def _pieces(content: Inlines, before: tuple[str, ...]) -> Iterator[Piece]:
    """Yield what a paragraph says, piece by piece, as `merge` will read it in the returned file."""
    yield from (Piece(text, own=False) for text in before)
    for inline in content:
        match inline:
            case Text():
                yield _piece(inline)
            case Link():
                yield from map(_piece, inline.content or (Text(inline.label or inline.target),))
                if inline.paged:
                    yield from (Piece(text, own=False) for text in page_words(inline))
            case NoteReference():
                yield Piece(NOTE, own=False)
            case _:
                yield Piece("\n", own=False)


def page_words(link: Link) -> tuple[str, str]:
    """Return what stands before and behind the number of the page that a link leads to."""
    return (f" [{link.label}, p. " if link.content and link.label else " [p. "), "]"


def _piece(text: Text) -> Piece:
    return Piece(
        ooxml.writable(text.text), text.place is not None, strong=text.strong, emphasis=text.emphasis
    )
