"""Setting blocks: one function a node, found by its type; here those that are text or hold other blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from builder import document as d
from builder.layout.galley import Galley
from builder.layout.set_charts import set_chart
from builder.layout.set_headings import set_contents, set_heading
from builder.layout.set_notes import FEW, set_endnotes
from builder.layout.set_pictures import set_picture, set_signature
from builder.layout.set_tables import set_table
from builder.layout.styles import (
    BODY,
    BOXED,
    CALLOUTS,
    CAPTION,
    CODE,
    GREY_BAR,
    LABEL,
    LEAD,
    QUOTED,
    REFERENCE,
    SMALL,
    SOURCE,
    TextStyle,
)
from builder.layout.text_runs import set_words
from builder.pdf.flow.lines import broken
from builder.pdf.flow.pieces import Frame, Space
from builder.pdf.flow.text_blocks import Label
from builder.pdf.structure import Element, listing

_KINDS = {"lead": LEAD, "caption": CAPTION, "small": SMALL}
_BULLETS = ("•", "\u2013", "·")
_HANGING = 12.0
_PAD_X = 14.0
_PAD_Y = 8.0
_SURROUND = 9.0
_STUB = 72.0
"""No page ends this near to an end of a box, in points: four lines and the padding."""


def set_all(galley: Galley, blocks: Iterable[d.Block], parent: Element) -> None:
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


def _set_code(galley: Galley, block: d.CodeBlock, parent: Element) -> None:
    """Set literal text line by line."""
    lines = [part for line in block.text.split("\n") for part in (d.LineBreak(), d.Text(line))]
    galley.text(tuple(lines[1:]), CODE, Element("Code", Element("P", parent)))


def _set_page_break(galley: Galley, block: d.PageBreak, parent: Element) -> None:
    galley.break_page()


def _set_list(galley: Galley, block: d.ItemList, parent: Element) -> None:
    """Set a list; its items may hold any blocks."""
    element = listing(parent, "Decimal" if block.ordered else "Disc")
    style = galley.style or BODY
    inner = replace(style, before=2.5, after=2.5)
    depth = sum(1 for e in _ancestors(parent) if e.tag == "L")
    last = block.start + len(block.items) - 1
    step = 24.0 if block.ordered and last > 9 else 17.0
    for number, item in enumerate(block.items, block.start):
        li = Element("LI", element)
        text = f"{number}." if block.ordered else _BULLETS[min(depth, len(_BULLETS) - 1)]
        galley.label(_label(text, style, Element("Lbl", li), galley.indent + step - 6))
        body = Element("LBody", li)
        with galley.inside(indent=step, style=inner):
            if not item.blocks or not isinstance(item.blocks[0], d.Paragraph | d.ItemList):
                galley.text((), inner, body)
            set_all(galley, item.blocks, body)
            if galley.waiting:
                galley.text((), inner, body)
    if block.items and depth == 0 and galley.last is not None:
        galley.last.after = style.after


def _ancestors(element: Element | None) -> Iterable[Element]:
    while element is not None:
        yield element
        element = element.parent


def _label(text: str, style: TextStyle, element: Element, right: float) -> Label:
    """Return a label that ends at `right` points from the margin."""
    line = broken(set_words((d.Text(text),), style, element), 400)[0]
    return Label(line, right - line.width)


def _set_callout(galley: Galley, block: d.Callout, parent: Element) -> None:
    """Set a tinted box with a coloured bar; its label is its first line."""
    bar, fill = CALLOUTS[block.kind]
    frame = Frame(galley.indent, galley.span, fill=fill, bar=bar, bar_width=2.6, bleed=7)
    element = Element("Aside", parent)
    label = replace(LABEL, colour=bar)
    section, first = galley.sections[-1], len(galley.sections[-1].blocks)
    with galley.inside(indent=_PAD_X, inset=_PAD_X, frame=frame, style=BOXED):
        pad = _PAD_Y if fill else 0.0
        _pad(galley, pad, before=_SURROUND, anchors=(block.anchor,) if block.anchor else ())
        galley.text(block.label, label, Element("P", element), together=True, keep_next=True)
        for number, inner in enumerate(block.blocks, 1):
            if number == len(block.blocks) and isinstance(inner, d.Paragraph) and inner.kind == "small":
                galley.keep_with_last()  # a legend is not left alone
            set_all(galley, (inner,), element)
        _pad(galley, pad, after=_SURROUND)
    if section is galley.sections[-1]:
        galley.keep_ends(first, _STUB)


def _set_quotation(galley: Galley, block: d.Quotation, parent: Element) -> None:
    """Set a block quotation with a thin bar, its attribution below."""
    frame = Frame(galley.indent + 6, galley.span - 6, bar=GREY_BAR, bar_width=1.4)
    element = Element("BlockQuote", parent)
    with galley.inside(indent=20, inset=14, frame=frame, style=QUOTED):
        set_all(galley, block.blocks, element)
        galley.text(block.attribution, replace(SOURCE, before=3), Element("P", element))


def _pad(
    galley: Galley, height: float, before: float = 0.0, after: float = 0.0, anchors: tuple[str, ...] = ()
) -> None:
    """Add the padding at an end of a box; it stays with the text beside it."""
    space = Space(height, keep=before > 0)
    space.before, space.after, space.anchors = before, after, anchors
    last = galley.last
    if after and last is not None:
        galley.keep_with_last()
        last.after = 0.0
    galley.add(space)


def _set_bibliography(galley: Galley, block: d.Bibliography, parent: Element) -> None:
    """Set entries with a hanging indent, in two columns unless they are few."""
    element = listing(parent, "None")
    with galley.columns(2 if len(block.entries) > FEW else 1):
        for entry in block.entries:
            body = Element("LBody", Element("LI", element))
            galley.text(entry, REFERENCE, Element("P", body), hanging=_HANGING, wide=True)


_SETTERS: dict[type, Callable[[Galley, Any, Element], None]] = {
    d.Bibliography: _set_bibliography,
    d.Callout: _set_callout,
    d.Chart: set_chart,
    d.CodeBlock: _set_code,
    d.Contents: set_contents,
    d.Heading: set_heading,
    d.ItemList: _set_list,
    d.Notes: set_endnotes,
    d.PageBreak: _set_page_break,
    d.Paragraph: _set_paragraph,
    d.Picture: set_picture,
    d.Quotation: _set_quotation,
    d.Signature: set_signature,
    d.Table: set_table,
}
