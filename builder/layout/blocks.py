"""Setting each kind of block: one function a node, found by its type."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from builder import document as d
from builder.layout import boxes, charts, contents, lists, notes, tables
from builder.layout.galley import Galley
from builder.layout.headings import set_heading
from builder.layout.styles import BODY, CAPTION, LEAD, SMALL
from builder.pdf.structure import Element

_KINDS = {"lead": LEAD, "caption": CAPTION, "small": SMALL}


def set_blocks(galley: Galley, blocks: Iterable[d.Block], parent: Element) -> None:
    """Add `blocks` to the galley, as children of `parent`."""
    for block in blocks:
        _SETTERS[type(block)](galley, block, parent)


def _set_paragraph(galley: Galley, block: d.Paragraph, parent: Element) -> None:
    style = _KINDS.get(block.kind) or galley.style or BODY
    anchors = (block.anchor,) if block.anchor else ()
    galley.text(
        block.content,
        style,
        Element("P", parent),
        anchors=anchors,
        keep_next=block.kind == "caption",
    )


def _set_page_break(galley: Galley, block: d.PageBreak, parent: Element) -> None:
    galley.break_page()


_SETTERS: dict[type, Callable[[Galley, Any, Element], None]] = {
    d.Bibliography: lists.set_bibliography,
    d.Callout: lambda galley, block, parent: boxes.set_callout(galley, block, parent, set_blocks),
    d.Chart: charts.set_chart,
    d.Contents: contents.set_contents,
    d.Fields: lists.set_fields,
    d.Heading: set_heading,
    d.ItemList: lambda galley, block, parent: lists.set_list(galley, block, parent, set_blocks),
    d.Notes: notes.set_notes,
    d.PageBreak: _set_page_break,
    d.Paragraph: _set_paragraph,
    d.Quotation: lambda galley, block, parent: boxes.set_quotation(galley, block, parent, set_blocks),
    d.Table: tables.set_table,
}
