"""Words of the document as they are set: runs in one style, links, notes and line ends."""

from __future__ import annotations

from dataclasses import dataclass, field

Place = tuple[int, int]
"""A line and a column of the draft, both counted from 1; line 0 is the draft as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What knows where the draft asks for it; that is no part of what it says, so it is not compared."""

    place: Place = field(default=(0, 0), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters in one style."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    superscript: bool = False
    deleted: bool = False
    """Struck out: words that a redline removes."""
    inserted: bool = False
    """Underlined: words that a redline adds."""
    place: Place | None = field(default=None, compare=False, repr=False, kw_only=True)
    """Where the draft has these words; None for what the graph or the program brings."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link: `target` is an absolute http(s)/mailto address, or `#` and an anchor of this document."""

    content: tuple[Text, ...]
    target: str
    description: str = ""
    """What a screen reader says of the link when its text alone does not tell."""
    paged: bool = False
    """Whether a link to an anchor prints where that is, as in “Scope [§ 2.1, p. 7]”, for readers on paper."""
    label: str = ""
    """What is printed with the page: `§ 2.1`, or `Table 4` in place of words."""


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The raised number in the text that leads to a note of the document."""

    number: int


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced line end inside a paragraph or cell."""


Inline = Text | Link | NoteReference | LineBreak
Inlines = tuple[Inline, ...]
