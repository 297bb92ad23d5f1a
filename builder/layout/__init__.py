"""Setting a resolved document as a tagged PDF.

`styles` holds sheets, colours and type; `galley` the blocks in order, with indents and frames; `text_runs`
makes runs of text, links and note references. Each `set_…` sets some kinds of block, and `set_blocks` finds
the right one. `running_heads` draws what is beside the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from builder.document import Document, Heading, NoteReference, Notes
from builder.layout.galley import Galley, Headline, NoteBook
from builder.layout.line_numbers import draw_line_numbers
from builder.layout.set_blocks import set_all
from builder.layout.set_headings import draw_head_and_folio, draw_watermark, set_title
from builder.layout.set_notes import set_footnote
from builder.layout.text_runs import title
from builder.pdf import archive
from builder.pdf.archive import EmbeddedFile
from builder.pdf.canvas import TaggedCanvas
from builder.pdf.flow import pages as flow
from builder.pdf.flow.pagination import paginate
from builder.pdf.xmp import Properties

_PRODUCER = "soc-evidence with ReportLab 5.1.0"

__all__ = ["render"]


def render(document: Document) -> bytes:
    """Return `document` as a PDF that follows PDF/UA-1 and PDF/A-3a.

    The bytes depend on the document alone: not on the clock, the machine or the process.

    :raises builder.pdf.fonts.MissingGlyphError: a character is in none of the fonts
        (`builder.pdf.fonts.missing` finds such characters beforehand).
    :raises builder.pdf.links.UnknownTargetError: a link leads to an anchor that is not there.
    :raises builder.pdf.fonts.MissingFontError: a font package is not installed.
    :raises kb.errors.UsageError: `metadata.created` is not a date and time.
    """
    meta = document.metadata
    canvas = TaggedCanvas(meta.language)
    root = canvas.tree.root
    nodes = list(_walk((document.blocks, document.notes)))
    headings = [Headline(n.level, title(n), n.anchor) for n in nodes if isinstance(n, Heading)]
    at_end = any(isinstance(node, Notes) for node in nodes)
    references = (node.number for node in nodes if isinstance(node, NoteReference))
    notes = NoteBook(document.notes, references, None if at_end else set_footnote)
    galley = Galley(root, headings, notes)
    set_title(galley, document.title, root)
    set_all(galley, document.blocks, root)
    pages = paginate(galley.sections)
    canvas.folios.update(flow.folios(pages))
    for number, page in enumerate(pages, 1):
        canvas.open_page(page.sheet.width, page.sheet.height)
        draw_watermark(canvas, page.sheet, document.watermark)
        flow.draw(canvas, pages, number - 1)
        if document.line_numbers:
            draw_line_numbers(canvas, page)
        chapter = _chapter(headings, canvas.folios, page, number)
        draw_head_and_folio(canvas, page.sheet, document.running_head, chapter, number, len(pages))
        canvas.close_page()
    canvas.finish()
    _archive(canvas, document)
    return canvas.data()


def _chapter(headings: list[Headline], folios: dict[str, int], page: flow.Page, number: int) -> str:
    """Return the heading of level 1 that the head of a page stands under; none where there are no others."""
    opening = page.content[0].block.anchors if page.content else ()
    begun = [
        heading.text
        for heading in headings
        if heading.level == 1 and (folios[heading.anchor] < number or heading.anchor in opening)
    ]
    return begun[-1] if begun else ""


def _walk(node: object) -> Iterator[object]:
    """Yield every node below `node` in the order of reading, itself first."""
    if isinstance(node, tuple):
        for one in node:
            yield from _walk(one)
    elif is_dataclass(node):
        yield node
        for field in fields(node):
            yield from _walk(getattr(node, field.name))


def _archive(canvas: TaggedCanvas, document: Document) -> None:
    meta = document.metadata
    properties = Properties(
        meta.title,
        meta.author,
        meta.subject,
        meta.keywords,
        meta.language,
        _PRODUCER,
        meta.created,
    )
    archive.describe(canvas.document, properties)
    files = [
        EmbeddedFile(a.name, a.media_type, a.data, a.description, a.relationship)
        for a in document.attachments
    ]
    archive.attach(canvas.document, files, meta.created)
