"""What a draft holds: inline and block nodes, each with the place it was written at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.draft.front_matter import FrontMatter
from builder.draft.places import Place
from kb.findings import Finding


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text in one style."""

    text: str
    place: Place
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    deleted: bool = False
    escaped: bool = False
    """Typed behind a backslash or as an entity, so that it is no mark of Markdown."""


@dataclass(frozen=True, slots=True)
class CitedItem:
    """One work in a citation: `see [-]@key, p. 3, suffix`."""

    key: str
    place: Place
    """Where the key begins, at its `@`."""
    locator: tuple[tuple[str, str], ...] = ()
    """Pairs of locator label (`page`, `section`, `table`, …) and value, as written."""
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation; `in_text` when its author is part of the sentence (`@key` without brackets)."""

    items: tuple[CitedItem, ...]
    place: Place
    in_text: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """A MyST role: `{name}` and its argument in backticks."""

    name: str
    argument: str
    place: Place


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link whose target passed the link rules."""

    content: tuple[Words, ...]
    target: str
    place: Place


@dataclass(frozen=True, slots=True)
class Break:
    """A forced line end."""

    place: Place


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """The place of a Markdown footnote; `label` leads to its text in `Draft.footnotes`."""

    label: str
    place: Place


Inline = Words | Cite | Role | Hyperlink | Break | FootnoteMark
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with the attributes that bind its section to the graph."""

    level: int
    content: Inlines
    attributes: Mapping[str, tuple[str, ...]]
    """Values by name: claim, topic, item, answers, id."""
    place: Place


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    content: Inlines
    place: Place


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """A block quotation."""

    blocks: tuple[Block, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Listing:
    """A bulleted or numbered list."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool
    start: int
    place: Place


@dataclass(frozen=True, slots=True)
class Grid:
    """A Markdown table."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    aligns: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Literal text in a fence without a directive name."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class NewPage:
    """A thematic break (`---` on its own line): a new page begins."""

    place: Place


@dataclass(frozen=True, slots=True)
class Directive:
    """A fence whose info string begins with `{name}`."""

    name: str
    argument: str
    options: Mapping[str, str]
    body: str
    blocks: tuple[Block, ...]
    """The body read as Markdown; empty where the directive's body is literal."""
    place: Place
    inlines: Mapping[str, Inlines] = field(default_factory=dict)
    """The options that hold a line of Markdown, read."""
    option_places: Mapping[str, Place] = field(default_factory=dict)
    """Where each option stands, in a fence."""


Block = Heading | Paragraph | BlockQuote | Listing | Grid | CodeBlock | NewPage | Directive


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole draft, read."""

    path: str
    """Path as findings show it."""
    text: str
    front: FrontMatter
    blocks: tuple[Block, ...]
    footnotes: Mapping[str, Inlines] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
