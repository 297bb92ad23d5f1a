"""Pages for people: headings, paragraphs, lists and tables, as Markdown and as a Word file."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kb.common.dates_and_numbers import today

_MARKS = re.compile(r"[\\`*_<>|]|\](?=[(\[:])|&(?=#?\w+;)|^[-+#~]|(?:(?<=^\d)|(?<=^\d\d))[.)](?=\s|$)")
"""What Markdown would take for markup; brackets alone it does not."""


_LETTER, _MARGIN = 11.0, 0.8
"""Inches of the long side of a page, and of its margins."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the page."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """The points of a list."""

    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    """Of the columns, relative to each other; alike without them."""


Part = Heading | Paragraph | Items | Grid
Page = tuple[Part, ...]


def as_markdown(page: Page) -> str:
    """Write a page as Markdown; nothing in its words is taken for markup."""
    return "\n\n".join(filter(None, map(_markdown, page))) + "\n"


def _markdown(part: Part) -> str:
    if isinstance(part, Heading):
        return f"{'#' * part.level} {_plain(part.text)}"
    if isinstance(part, Paragraph):
        return _plain(part.text)
    if isinstance(part, Items):
        return "\n".join(f"- {_plain(point)}" for point in part.points)
    rows = [part.head, ("---",) * len(part.head)]
    lines = [_row(part.head), _row(rows[1], marked=True), *map(_row, part.rows)]
    return "\n".join(lines)


def _row(cells: Sequence[str], *, marked: bool = False) -> str:
    return f"| {' | '.join(cells if marked else map(_plain, cells))} |"


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", " ".join(text.split()))


def as_word(page: Page) -> bytes:
    """Write a page as a Word file; the same page on the same day gives the same parts."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Inches, Pt

    word = docx.Document()
    word.styles["Normal"].font.size = Pt(10)
    page_setup = word.sections[0]
    page_setup.orientation = WD_ORIENT.LANDSCAPE
    page_setup.page_width, page_setup.page_height = page_setup.page_height, page_setup.page_width
    page_setup.left_margin = page_setup.right_margin = Inches(_MARGIN)
    title = next((part.text for part in page if isinstance(part, Heading)), "")
    for part in page:
        _add(word, part)
    core = word.core_properties
    core.title, core.author, core.comments = title[:255], "", ""
    core.created = core.modified = dt.datetime.combine(today(), dt.time())
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _add(word: Any, part: Part) -> None:
    if isinstance(part, Heading):
        word.add_heading(_writable(part.text), part.level if part.level > 1 else 0)
    elif isinstance(part, Paragraph):
        word.add_paragraph(_writable(part.text))
    elif isinstance(part, Items):
        for point in part.points:
            word.add_paragraph(_writable(point), style="List Bullet")
    else:
        _add_table(word, part)


def _add_table(word: Any, part: Grid) -> None:
    """Add a table whose first row is its head, repeated on each page and known as such to a screen reader."""
    from docx.oxml import OxmlElement
    from docx.shared import Inches

    table = word.add_table(rows=0, cols=len(part.head), style="Table Grid")
    table.autofit = False
    widths = part.widths or (1,) * len(part.head)
    inches = [Inches(_LETTER - 2 * _MARGIN) * width // sum(widths) for width in widths]
    for column, width in zip(table.columns, inches, strict=True):
        column.width = width
    for number, row in enumerate((part.head, *part.rows)):
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text, width in zip(added.cells, row, inches, strict=True):
            cell.width = width
            run = cell.paragraphs[0].add_run(_writable(text))
            run.bold = number == 0
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    word.add_paragraph()


def _writable(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(character for character in text if character.isprintable() or character in "\n\t")
