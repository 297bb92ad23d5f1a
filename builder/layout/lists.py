"""Lists, name-value lines and the bibliography: all of them L in the structure tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from builder import document as d
from builder.layout.galley import Galley
from builder.layout.inline import set_words
from builder.layout.styles import BODY, FIELD, MUTED, REFERENCE, SANS_BOLD, TextStyle
from builder.pdf.flow.lines import broken
from builder.pdf.flow.text_blocks import Label
from builder.pdf.structure import Element, listing

SetBlocks = Callable[[Galley, Iterable[d.Block], Element], None]

_BULLETS = ("•", "\u2013", "·")
_FIELD_INDENT = 118.0
_HANGING = 12.0


def _label(text: str, style: TextStyle, element: Element, right: float) -> Label:
    """Return a label that ends at `right` points from the margin."""
    line = broken(set_words((d.Text(text),), style, element), 400)[0]
    return Label([line], right - line.width)


def set_list(galley: Galley, block: d.ItemList, parent: Element, set_blocks: SetBlocks) -> None:
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
            set_blocks(galley, item.blocks, body)
            if galley.waiting:
                galley.text((), inner, body)
    if block.items and depth == 0 and galley.last is not None:
        galley.last.after = style.after


def _ancestors(element: Element | None) -> Iterable[Element]:
    while element is not None:
        yield element
        element = element.parent


def set_fields(galley: Galley, block: d.Fields, parent: Element) -> None:
    """Set name-value lines in two columns."""
    element = listing(parent, "None")
    name_style = replace(FIELD, typeface=SANS_BOLD, colour=MUTED)
    for name, value in block.pairs:
        li = Element("LI", element)
        label = Element("Lbl", li)
        lines = broken(set_words((d.Text(name),), name_style, label), _FIELD_INDENT - 10)
        galley.label(Label(lines, galley.indent))
        with galley.inside(indent=_FIELD_INDENT):
            galley.text(value, FIELD, Element("P", Element("LBody", li)))


def set_bibliography(galley: Galley, block: d.Bibliography, parent: Element) -> None:
    """Set entries in two columns, with a hanging indent."""
    element = listing(parent, "None")
    with galley.columns(2):
        for entry in block.entries:
            body = Element("LBody", Element("LI", element))
            galley.text(entry, REFERENCE, Element("P", body), hanging=_HANGING)
