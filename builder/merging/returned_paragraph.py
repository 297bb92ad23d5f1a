"""A paragraph of a returned Word file as it reads once every tracked change is accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Character:
    """A character with the styles that Markdown can say."""

    text: str
    strong: bool = False
    emphasis: bool = False


@dataclass(slots=True)
class ReturnedParagraph:
    """A paragraph as it reads once every tracked change is accepted."""

    container: int
    """The cell, note or body that it stands in, as a number."""
    style: str = ""
    numbered: bool = False
    """Whether it is an item of a list."""
    characters: list[Character] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    """Those of paragraphs that were sent, in order."""
    authors: dict[str, None] = field(default_factory=dict)
    """Who tracked changes in it."""
    notes: list[str] = field(default_factory=list)
    """Ids of the notes referred to, one a mark; empty for a mark that is a field."""
    boxes: list[str] = field(default_factory=list)
    """What text boxes say that stand beside it; a build makes none."""
    in_note: str = ""
    """The id of the note that it is a paragraph of."""

    @property
    def tracked_by(self) -> tuple[str, ...]:
        """Who tracked changes in it, by name."""
        return tuple(author for author in self.authors if author)

    @property
    def text(self) -> str:
        """What it says; a mark of a note is one character."""
        return "".join(character.text for character in self.characters)


@dataclass(slots=True)
class Anchor:
    """What a comment stands at."""

    paragraph: ReturnedParagraph
    words: list[str] = field(default_factory=list)


def joined_notes(paragraphs: Iterable[ReturnedParagraph]) -> Iterator[tuple[str, str]]:
    """Yield the id and the words of each note."""
    words: dict[str, list[str]] = {}
    for paragraph in paragraphs:
        if paragraph.in_note:
            words.setdefault(paragraph.in_note, []).append(paragraph.text.strip())
    for identifier, lines in words.items():
        yield identifier, " ".join(lines)
