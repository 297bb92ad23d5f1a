"""A job description as passages: list items, cells and paragraphs, each under the heading that governs it.

A document's blocks say what is an item, a row or a heading. Few people mark headings as such: short lines in
capitals, before a colon, or with the words of a heading are taken for some, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kb.common.english import sentences
from kb.contributing.job_wording import (
    Section,
    act_of,
    announced_section,
    begins_section,
    is_act,
    is_column_head,
    is_label,
    section_of,
)
from kb.texts import Block, BlockKind
from kb.texts.line_blocks import blocks_of
from kb.texts.line_looks import marker_of

_RUN_IN = re.compile(r"(?P<label>[^:\n]{2,60}):[ \t]*(?P<rest>\S.*)", re.DOTALL)
_NUMBERED = re.compile(r"\s*\d{1,2}\s+(?=[A-Z])")
"""The number of a row whose table was lost, before its text."""
_MOST_WORDS = 9
"""Words of a heading."""
_FEW_WORDS = 5
_LONGEST = 80
"""Characters of a line that is named as a heading."""
_ANNOUNCING = 30
"""Words of a paragraph that announces what follows it."""


class Form(StrEnum):
    """How a passage stands in its document."""

    LISTED = "listed"
    """An item of a list or a cell of a table."""
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document under one heading."""

    text: str
    """Without bullet, number and run-in heading; white space is single blanks."""
    start: int
    """Offset in the document's text."""
    form: Form
    section: Section
    heading: str
    """The words of the nearest heading above it, or before it on its line; empty where there is none."""


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    start: int
    kind: BlockKind
    level: int = 0
    numbered: bool = False


def passages(text: str, blocks: Sequence[Block]) -> list[Passage]:
    """Part a document into passages; headings, running heads and notes are none."""
    reading = _Reading()
    for piece in _pieces(text, blocks):
        reading.take(piece)
    return reading.found


class _Reading:
    """Goes through a document and knows under which heading it is."""

    def __init__(self) -> None:
        self.found: list[Passage] = []
        self._section = Section.OPEN
        self._level = 0
        self._heading = ""

    def take(self, piece: _Piece) -> None:
        """Take a heading as the section of what follows, anything else as passages of the section."""
        if piece.kind is BlockKind.ROW:
            self._row(piece)
        elif piece.kind is BlockKind.HEADING or _looks_like_heading(piece):
            self._enter(piece)
        else:
            self._passage(piece.text, piece.start, piece.kind)

    def _enter(self, piece: _Piece) -> None:
        heading = _bare_heading(piece.text)
        section = section_of(heading) or announced_section(" ".join(piece.text.split()))
        self._heading = heading
        if section:
            self._section, self._level = section, piece.level
        elif self._section in (Section.DUTIES, Section.BELOW_DUTIES, Section.SUMMARY):
            if not self._level < piece.level:
                self._section = Section.BELOW_DUTIES
        elif not self._level < piece.level:
            self._section = Section.OPEN

    def _row(self, piece: _Piece) -> None:
        cells = [cell for cell in piece.text.split("\t") if cell.strip()]
        if len(cells) > 1 and not any(len(cell.split()) > 2 or is_act(cell.split()[0]) for cell in cells):
            return  # the head of a table, or numbers
        at = piece.start
        for cell in cells:
            if is_column_head(cell):
                continue
            at = piece.start + piece.text.find(cell, at - piece.start)
            if _looks_like_heading(_Piece(cell, at, BlockKind.PARAGRAPH)):
                self._enter(_Piece(cell, at, BlockKind.PARAGRAPH))
            elif len(cells) == 1 or len(cell.split()) > 2 or is_act(cell.split()[0]):
                for part in _bulleted(cell):
                    self._passage(part, at, BlockKind.ITEM)

    def _passage(self, text: str, start: int, kind: BlockKind) -> None:
        announced = announced_section(text) if kind is not BlockKind.ITEM and _is_short(text) else None
        if announced:
            self._section, self._heading = announced, _bare_heading(text) if len(text) <= _LONGEST else ""
            return
        run_in = _RUN_IN.match(text)
        if run_in and len(run_in["label"].split()) <= _MOST_WORDS:
            label, rest = run_in["label"].strip(), run_in["rest"]
            if is_label(label):
                return
            section = section_of(label)
            grouped = self._section is Section.DUTIES and is_act(act_of(rest)[0].split()[0])
            if section and not is_act(label.split()[0]) and not grouped:
                self._section, self._heading, text = section, label, rest
        form = Form.LISTED if kind is BlockKind.ITEM else Form.PROSE
        self.found.append(Passage(" ".join(text.split()), start, form, self._section, self._heading))


def _is_short(text: str) -> bool:
    return len(text.split()) <= _ANNOUNCING and len(sentences(" ".join(text.split()))) <= 2


def _bare_heading(text: str) -> str:
    line = " ".join(text.split())
    return line.removeprefix(marker_of(line)).strip(" :")


def _looks_like_heading(piece: _Piece) -> bool:
    """Say whether a line that the document does not mark as a heading is one."""
    text = _bare_heading(piece.text)
    words = text.split()
    letters = re.sub(r"[^A-Za-z]", "", text)
    if (
        not letters
        or ": " in text
        or len(words) > _MOST_WORDS
        or piece.text.rstrip().endswith((".", ";", ",", "!"))
    ):
        return False
    capitals, colon = letters.isupper() and len(letters) > 3, piece.text.rstrip().endswith(":")
    known = section_of(text) is not None
    if piece.kind is BlockKind.ITEM and not piece.numbered:
        return known and (capitals or colon)
    if capitals or colon:
        return known or piece.kind is not BlockKind.ITEM
    long_words = [word for word in words if len(word) > 3]
    titled = all(word[0].isupper() for word in long_words)
    if is_act(words[0]) and not begins_section(text):
        return False
    return known and (titled or len(words) <= _FEW_WORDS)


def _bulleted(cell: str) -> list[str]:
    """Part a cell at the bullets in it."""
    return [part for part in re.split(r"\s*[•◦▪●■➢\uf0b7]\s*", cell) if part.strip()]


def _pieces(text: str, blocks: Sequence[Block]) -> Iterator[_Piece]:
    """Yield headings, points of lists, rows and paragraphs without their markers."""
    for block in blocks or blocks_of(text):
        piece = text[block.start : block.end]
        if block.kind in (BlockKind.MARGIN, BlockKind.NOTE) or not piece.strip():
            continue
        marker = block.marker or marker_of(piece)
        if block.kind is BlockKind.ITEM:
            piece = piece.strip().removeprefix(marker).strip()
        cell = _NUMBERED.match(piece) if block.kind is BlockKind.PARAGRAPH else None
        if cell and is_act(piece[cell.end() :].split()[0]):
            yield _Piece(piece[cell.end() :], block.start, BlockKind.ITEM, 0, True)
            continue
        numbered = re.search(r"\w", marker) is not None
        yield _Piece(piece, block.start, block.kind, block.level, numbered)
