"""Where the words of a paragraph that came back differ from those that were sent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from builder.merging.returned_paragraph import Character
from builder.word.draft_part import NOTE, Piece

PARAGRAPH_END = "\u241e"
"""Stands in the text of a paragraph where it was divided."""
_TOKEN = re.compile(rf"{PARAGRAPH_END}|{NOTE}|\d+(?:[.,]\d+)+|\w+|\s+|[^\w\s]")
_TYPED = {"\u201d": '"', "\u201c": '"', "\u2018": "'", "\u2019": "'", "\u2011": "-"}


@dataclass(frozen=True, slots=True)
class WordEdit:
    """Characters `start` to `end` of the sent paragraph became others."""

    start: int
    end: int
    characters: tuple[Character, ...]

    @property
    def text(self) -> str:
        """What stands there now."""
        return "".join(character.text for character in self.characters)


@dataclass(frozen=True, slots=True)
class Difference:
    """What came back different of a paragraph."""

    edits: tuple[WordEdit, ...]
    restyled: str = ""
    """The first words that stayed and were made bold or italic, or no longer are."""


def difference(pieces: Sequence[Piece], returned: Sequence[Character]) -> Difference:
    """Compare a paragraph word by word; white space of any kind is alike, and so are quotation marks."""
    sent = [Character(letter, p.strong, p.emphasis) for p in pieces for letter in p.text]
    if [c for c in sent if not c.text.isspace()] == [c for c in returned if not c.text.isspace()]:
        return Difference(())
    returned = _trimmed(returned, len(sent) - len("".join(c.text for c in sent).lstrip()))
    before, after = (_TOKEN.findall("".join(c.text for c in side)) for side in (sent, returned))
    starts, places = _offsets(before), _offsets(after)
    edits: list[WordEdit] = []
    restyled = ""
    matcher = SequenceMatcher(None, [*map(_alike, before)], [*map(_alike, after)], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            edits.append(WordEdit(starts[i1], starts[i2], tuple(returned[places[j1] : places[j2]])))
            continue
        for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
            changed = before[i].isalnum() and _style(sent[starts[i]]) != _style(returned[places[j]])
            restyled = restyled or (before[i] if changed else "")
    at_ends = [e for e in edits if e.text.strip() or "".join(c.text for c in sent[e.start : e.end]).strip()]
    inner = [e for e in edits if e not in at_ends and e.start > 0 and e.end < len(sent)]
    return Difference(tuple(sorted([*at_ends, *inner], key=lambda e: e.start)), restyled)


def _trimmed(characters: Sequence[Character], leading: int) -> Sequence[Character]:
    """Leave out white space before the text, as Word has behind the number of a note."""
    if leading:
        return characters
    first = next((i for i, c in enumerate(characters) if not c.text.isspace()), len(characters))
    return characters[first:]


def _style(character: Character) -> tuple[bool, bool]:
    return character.strong, character.emphasis


def _alike(token: str) -> str:
    return " " if token.isspace() else _TYPED.get(token, token)


def _offsets(tokens: Sequence[str]) -> list[int]:
    offsets = [0]
    for token in tokens:
        offsets.append(offsets[-1] + len(token))
    return offsets
