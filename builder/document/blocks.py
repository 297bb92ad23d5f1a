"""The blocks of the document, from headings to charts; each is immutable and knows its place in the draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from builder.document.running_text import Inlines, Placed
from builder.pictures.picture_model import Image


@dataclass(frozen=True, slots=True)
class Heading(Placed):
    """A heading of level 1 (chief sections) to 4; levels never jump."""

    level: int
    content: Inlines
    anchor: str
    """Unique in the document; bookmarks, contents and cross-references lead here."""
    number: str = ""
    """Such as `2.1`, printed before the words; empty where the section has none."""


@dataclass(frozen=True, slots=True)
class Paragraph(Placed):
    """A paragraph; `kind` chooses its typography, never its meaning."""

    content: Inlines
    kind: Literal["body", "lead", "caption", "small"] = "body"
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class CodeBlock(Placed):
    """Literal text, set line by line with the spaces it has."""

    text: str


@dataclass(frozen=True, slots=True)
class Quotation(Placed):
    """A block quotation with its attribution line."""

    blocks: tuple[Block, ...]
    attribution: Inlines = ()


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item; its blocks may hold further lists."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ItemList(Placed):
    """A list: bulleted, or numbered from `start`."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. `heading` marks a row header (`TH`, scope row)."""

    content: Inlines
    align: Literal["left", "right", "center"] = "left"
    heading: bool = False
    shade: Literal["none", "yes", "partial"] = "none"
    """A tint for matrix cells; never the only carrier of meaning, the text says it too."""
    span: int = 1
    """Columns the cell takes."""


@dataclass(frozen=True, slots=True)
class Table(Placed):
    """A table with a caption above, one header row, and a source line below."""

    caption: Inlines
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()
    """Relative column widths; empty lets the layout weigh the content."""
    source: Inlines = ()
    anchor: str = ""
    dense: bool = False
    """Smaller type for wide matrices."""
    landscape: bool = False
    """Put the table on pages turned to landscape."""
    number: int = 0
    """Printed before the caption; 0: none."""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of bars or one line of a chart: a name and a value a category (None: not available)."""

    name: str
    values: tuple[float | None, ...]
    intervals: tuple[tuple[float, float] | None, ...] = ()
    """Bounds of each value of a survey, drawn as a whisker over its bar; None, or none at all, for none."""


@dataclass(frozen=True, slots=True)
class Chart(Placed):
    """A chart drawn from figures; `alternative` says in words what it shows."""

    kind: Literal["bar", "line"]
    caption: Inlines
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alternative: str
    unit: str = ""
    """What the values count, in words; it stands above the drawing."""
    emphasised: tuple[str, ...] = ()
    """Categories (bar) or series names (line) drawn in the accent colour."""
    source: Inlines = ()
    anchor: str = ""
    number: int = 0
    """Printed before the caption; 0: none."""
    sign: str = ""
    """What stands before each value, such as `$`."""
    decimals: int = 0
    """Decimal places that each value is written with."""
    breaks: tuple[str, ...] = ()
    """Categories before which lines are interrupted."""


@dataclass(frozen=True, slots=True)
class Picture(Placed):
    """A picture of the workspace; `alternative` says in words what it shows."""

    image: Image
    width: float
    """Width in print, in points; a narrower place makes it smaller."""
    alternative: str
    caption: Inlines = ()
    source: Inlines = ()
    anchor: str = ""
    number: int = 0
    """Printed before the caption, counted with the charts; 0: none."""


@dataclass(frozen=True, slots=True)
class Signature(Placed):
    """Where somebody signs: a line, or a picture of the signature, above name and office."""

    lines: tuple[Inlines, ...]
    """Name, title, organization."""
    picture: Picture | None = None
    date: str = ""
    """The day of signing; without it there is a line to write it on."""


@dataclass(frozen=True, slots=True)
class Callout(Placed):
    """A framed box: an objection, a notice, a disclosure. `label` is its bold first line."""

    kind: Literal["objection", "reply", "disclosure", "note", "proposal"]
    label: Inlines
    blocks: tuple[Block, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note; the layout links it back to each of its references."""

    number: int
    content: Inlines


@dataclass(frozen=True, slots=True)
class Notes(Placed):
    """Where the document's notes stand as endnotes; without it, each stands at the foot of its page."""


@dataclass(frozen=True, slots=True)
class Bibliography(Placed):
    """Bibliography entries, sorted, set with a hanging indent."""

    entries: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Contents(Placed):
    """The table of contents, made by the layout from headings down to `depth`."""

    title: str = "Contents"
    depth: int = 2


@dataclass(frozen=True, slots=True)
class PageBreak(Placed):
    """Begin a new page."""


Block = (
    Heading
    | Paragraph
    | CodeBlock
    | Quotation
    | ItemList
    | Table
    | Chart
    | Picture
    | Signature
    | Callout
    | Notes
    | Bibliography
    | Contents
    | PageBreak
)


def rebuilt(blocks: tuple[Block, ...], change: Callable[[Block], tuple[Block, ...]]) -> tuple[Block, ...]:
    """Return blocks with each replaced by what `change` makes of it, outer ones first, nested ones too."""
    return tuple(_within_rebuilt(new, change) for block in blocks for new in change(block))


def _within_rebuilt(block: Block, change: Callable[[Block], tuple[Block, ...]]) -> Block:
    match block:
        case Quotation() | Callout():
            return replace(block, blocks=rebuilt(block.blocks, change))
        case ItemList():
            return replace(block, items=tuple(ListItem(rebuilt(i.blocks, change)) for i in block.items))
        case _:
            return block
