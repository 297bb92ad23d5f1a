"""Notes: at the foot of the page that refers to them, or as endnotes in two columns.

The number of a note leads back to where it is referred to; where several places do, letters behind the note
lead to each. A footnote is tagged behind the paragraph that refers to it, or within the cell or caption
(ISO 32000-1 14.8.4.4.1 leaves both open), so that it is read there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from string import ascii_lowercase

from builder import document as d
from builder.layout.galley import Galley
from builder.layout.styles import ACCENT, NOTE, SANS
from builder.layout.text_runs import note_anchor, reference_anchor
from builder.pdf.canvas import numbered_place
from builder.pdf.flow.lines import broken
from builder.pdf.flow.pages import Section
from builder.pdf.flow.pieces import Footnote
from builder.pdf.flow.styled_runs import Hyperlink, Run, words
from builder.pdf.flow.text_blocks import Label
from builder.pdf.structure import Element, note

_INDENT = 18.0
FEW = 5
"""So many notes, or entries of a bibliography, are set in one column."""
_TEXT = frozenset({"P", "H1", "H2", "H3", "H4", "Title", "Subtitle"})
"""Elements that hold running text and no blocks."""


def set_footnote(outer: Galley, one: d.Note, referring: Element) -> Footnote:
    """Set a note as wide as the sheet that `outer` has come to, for a reference in `referring`."""
    galley = Galley(outer.root, [], outer.notes, outer.hyphenation, [Section(outer.sections[-1].sheet)])
    set_note(galley, one, _home(referring))
    return Footnote(galley.sections[0].blocks)


def _home(element: Element) -> Element:
    """Return the element that a note referred to in `element` belongs to."""
    while element.tag in _TEXT and element.parent is not None:
        element = element.parent
    return element


def _ways_back(number: int, references: int) -> Iterator[d.Inline]:
    """Yield a letter for each reference where there are several: a b, as the first alone would not read."""
    for place in range(1, references + 1 if references > 1 else 1):
        yield d.Text("\u00a0" if place > 1 else " ")
        letter = d.Text(ascii_lowercase[(place - 1) % 26], superscript=True)
        said = f"Back to reference {number}, place {place}"
        yield d.Link((letter,), f"#{numbered_place(reference_anchor(number), place)}", said)


def set_endnotes(galley: Galley, block: d.Notes, parent: Element) -> None:
    """Set all notes, in two columns unless they are few."""
    notes = galley.notes.notes.values()
    with galley.columns(2 if len(notes) > FEW else 1):
        for one in notes:
            set_note(galley, one, parent)


def set_note(galley: Galley, one: d.Note, parent: Element) -> None:
    """Set a note with its number beside the first line."""
    element = note(parent, f"note-{one.number}")
    label = Element("Lbl", element)
    back: Hyperlink | None = None
    if galley.notes.references[one.number]:
        label = Element("Link", label)
        back = Hyperlink(
            f"#{numbered_place(reference_anchor(one.number), 1)}", f"Back to reference {one.number}"
        )
    style = replace(NOTE, typeface=SANS, colour=ACCENT if back else NOTE.colour)
    run = Run(str(one.number), style.typeface, style.size, style.colour, label, link=back)
    line = broken(words([run]), _INDENT)[0]
    galley.label(Label(line, galley.indent + _INDENT - 5 - line.width))
    with galley.inside(indent=_INDENT):
        back_there = _ways_back(one.number, galley.notes.references[one.number])
        content = (*one.content, *back_there) or (d.Text(" "),)
        galley.text(content, NOTE, Element("P", element), anchors=(note_anchor(one.number),), wide=True)
