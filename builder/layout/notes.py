"""Endnotes: Note elements with identifiers, linked with the references in both directions."""

from __future__ import annotations

from dataclasses import replace

from builder.document import Note, Notes, Text
from builder.layout.galley import Galley
from builder.layout.inline import note_anchor, reference_anchor
from builder.layout.styles import ACCENT, NOTE, SANS
from builder.pdf.flow.lines import Hyperlink, Run, broken, words
from builder.pdf.flow.text_blocks import Label
from builder.pdf.structure import Element, note

_INDENT = 18.0


def set_notes(galley: Galley, block: Notes, parent: Element) -> None:
    """Set the endnotes in two columns; each number leads back to where the note is first referred to."""
    with galley.columns(2):
        for one in block.notes:
            _set_note(galley, one, parent)


def _set_note(galley: Galley, one: Note, parent: Element) -> None:
    element = note(parent, f"note-{one.number}")
    label = Element("Lbl", element)
    back: Hyperlink | None = None
    if one.number in galley.referenced:
        label = Element("Link", label)
        back = Hyperlink(f"#{reference_anchor(one.number)}", f"Back to reference {one.number}")
    style = replace(NOTE, typeface=SANS, colour=ACCENT if back else NOTE.colour)
    run = Run(str(one.number), style.typeface, style.size, style.colour, label, link=back)
    line = broken(words([run]), _INDENT)[0]
    galley.label(Label([line], galley.indent + _INDENT - 5 - line.width))
    with galley.inside(indent=_INDENT):
        content = one.content or (Text(" "),)
        galley.text(content, NOTE, Element("P", element), anchors=(note_anchor(one.number),))
