"""Boxes that divide over pages: callouts and block quotations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from builder import document as d
from builder.layout.galley import Galley
from builder.layout.styles import BODY, CALLOUTS, GREY_BAR, LABEL, QUOTED, SOURCE
from builder.pdf.flow.pieces import Frame, Space
from builder.pdf.structure import Element

SetBlocks = Callable[[Galley, Iterable[d.Block], Element], None]

_PAD_X = 14.0
_PAD_Y = 8.0
_SURROUND = 9.0


def set_callout(galley: Galley, block: d.Callout, parent: Element, set_blocks: SetBlocks) -> None:
    """Set a tinted box with a coloured bar; its label is its first line."""
    bar, fill = CALLOUTS[block.kind]
    frame = Frame(galley.indent, galley.measure, fill=fill, bar=bar, bar_width=2.6, bleed=7)
    element = Element("Aside", parent)
    label = replace(LABEL, colour=bar)
    style = replace(galley.style or BODY, size=10, leading=13.2, before=5, after=5)
    with galley.inside(indent=_PAD_X, inset=_PAD_X, frame=frame, style=style):
        _pad(galley, before=_SURROUND, anchors=(block.anchor,) if block.anchor else ())
        galley.text(block.label, label, Element("P", element), together=True, keep_next=True)
        for number, inner in enumerate(block.blocks, 1):
            if number == len(block.blocks) and isinstance(inner, d.Paragraph) and inner.kind == "small":
                galley.keep_with_last()  # a legend is not left alone
            set_blocks(galley, (inner,), element)
        _pad(galley, after=_SURROUND)


def set_quotation(galley: Galley, block: d.Quotation, parent: Element, set_blocks: SetBlocks) -> None:
    """Set a block quotation with a thin bar, its attribution below."""
    frame = Frame(galley.indent + 6, galley.measure - 6, bar=GREY_BAR, bar_width=1.4)
    element = Element("BlockQuote", parent)
    with galley.inside(indent=20, inset=14, frame=frame, style=QUOTED):
        set_blocks(galley, block.blocks, element)
        galley.text(block.attribution, replace(SOURCE, before=3), Element("P", element))


def _pad(galley: Galley, before: float = 0.0, after: float = 0.0, anchors: tuple[str, ...] = ()) -> None:
    """Add the padding at an end of a box; it stays with the text beside it."""
    space = Space(_PAD_Y, keep=before > 0)
    space.before, space.after, space.anchors = before, after, anchors
    last = galley.last
    if after and last is not None:
        galley.keep_with_last()
        last.after = 0.0
    galley.add(space)
