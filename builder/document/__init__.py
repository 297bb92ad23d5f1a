"""The resolved document: what the draft says once every directive is filled from the graph.

`builder.resolve` makes it, `builder.layout` sets it, and nothing else passes between them. Every node
is immutable; text is plain Unicode, never markup, so nothing in a draft can reach a markup parser.
"""

from builder.document.blocks import (
    Bibliography,
    Block,
    Callout,
    Cell,
    Chart,
    CodeBlock,
    Contents,
    Heading,
    ItemList,
    ListItem,
    Note,
    Notes,
    PageBreak,
    Paragraph,
    Picture,
    Quotation,
    Series,
    Signature,
    Table,
    rebuilt,
)
from builder.document.running_text import Inline, Inlines, LineBreak, Link, NoteReference, Place, Placed, Text
from builder.document.whole_document import Attachment, Document, Metadata, TitleBlock

__all__ = [
    "Attachment",
    "Bibliography",
    "Block",
    "Callout",
    "Cell",
    "Chart",
    "CodeBlock",
    "Contents",
    "Document",
    "Heading",
    "Inline",
    "Inlines",
    "ItemList",
    "LineBreak",
    "Link",
    "ListItem",
    "Metadata",
    "Note",
    "NoteReference",
    "Notes",
    "PageBreak",
    "Paragraph",
    "Picture",
    "Place",
    "Placed",
    "Quotation",
    "Series",
    "Signature",
    "Table",
    "Text",
    "TitleBlock",
    "rebuilt",
]
