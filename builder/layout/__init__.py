"""Setting a resolved document as a tagged PDF.

`styles` holds sheets, colours and type; `galley` the blocks in order, with indents and frames; `text_runs`
makes runs of text, links and note references. Each `set_…` sets some kinds of block, and `set_blocks` finds
the right one. `running_heads` draws what is beside the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache

from builder.document import Attachment, Document, Heading, NoteReference, Notes, Text
from builder.layout.galley import Galley, Headline, NoteBook
from builder.layout.line_numbers import draw_line_numbers
from builder.layout.set_blocks import set_all
from builder.layout.set_headings import draw_head_and_folio, draw_watermark, set_title
from builder.layout.set_notes import set_footnote
from builder.layout.text_runs import title
from builder.pdf.archive import EmbeddedFile
from builder.pdf.canvas import TaggedCanvas
from builder.pdf.flow import pages as flow
from builder.pdf.flow.lines import hyphenation
from builder.pdf.flow.pagination import paginate
from builder.pdf.xmp import Properties

_PRODUCER = "soc-evidence"

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
    canvas = TaggedCanvas()
    root = canvas.tree.root
    nodes = list(_walk((*document.blocks, *document.notes)))
    headings = [Headline(n.level, title(n), n.anchor) for n in nodes if isinstance(n, Heading)]
    at_end = any(isinstance(node, Notes) for node in nodes)
    references = (node.number for node in nodes if isinstance(node, NoteReference))
    notes = NoteBook(document.notes, references, None if at_end else set_footnote)
    galley = Galley(root, headings, notes, hyphenation(meta.language))
    set_title(galley, document.title, root)
    set_all(galley, document.blocks, root)
    pages = paginate(galley.sections)
    del galley
    canvas.folios.update(flow.folios(pages))
    _draw(canvas, pages, document, {one.anchor: one.text for one in headings if one.level == 1})
    properties = Properties(
        meta.title, meta.author, meta.subject, meta.keywords, meta.language, _PRODUCER, meta.created
    )
    return canvas.finish(properties, map(_embedded, document.attachments))


def _embedded(file: Attachment) -> EmbeddedFile:
    return EmbeddedFile(file.name, file.media_type, file.data, file.description, file.relationship)


def _draw(
    canvas: TaggedCanvas, pages: list[flow.Page], document: Document, chapters: Mapping[str, str]
) -> None:
    """Draw the pages in turn, and forget each when the next one is drawn."""
    chapter = ""
    for at, page in enumerate(pages):
        canvas.open_page(page.sheet.width, page.sheet.height)
        draw_watermark(canvas, page.sheet, document.watermark)
        flow.draw(canvas, pages, at)
        if document.line_numbers:
            draw_line_numbers(canvas, page)
        anchors = [anchor for entry in page.content for anchor in entry.block.anchors]
        begun = [chapters[anchor] for anchor in anchors if anchor in chapters]
        heads = bool(begun) and not chapters.keys().isdisjoint(page.content[0].block.anchors)
        shown = begun[0] if heads else chapter
        draw_head_and_folio(canvas, page.sheet, document.running_head, shown, at + 1, len(pages))
        chapter = begun[-1] if begun else chapter
        canvas.close_page()
        if at:
            pages[at - 1] = flow.Page(page.sheet)


def _walk(nodes: tuple[object, ...]) -> Iterator[object]:
    """Yield every node below some in the order of reading, runs of text apart."""
    for node in nodes:
        if type(node) is not Text:
            yield node
            kind: type = type(node)
            for name in _names(kind):
                value = getattr(node, name)
                if type(value) is tuple:
                    yield from _walk(value)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
