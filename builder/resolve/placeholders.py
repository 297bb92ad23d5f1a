"""Fill what can only be known when everything else is: notes, bibliography, evidence appendix.

The directives leave an empty node or a `Pending`; the last ones are completed here, in the order of the
text. A document that cites but names no place for its notes gets them at its end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from builder import document as doc
from builder.resolve.context import Blocks, Context


@dataclass(frozen=True, slots=True)
class Pending(doc.PageBreak):
    """Stands for the evidence appendix until all evidence is known."""


def complete(blocks: Iterable[doc.Block], context: Context) -> Blocks:
    """Return the blocks with nothing left open."""
    from builder.resolve.directives.evidence_appendix import table

    done: list[doc.Block] = []
    for block in blocks:
        if isinstance(block, Pending):
            done.extend(table(context))
        else:
            done.append(block)
    notes = context.notes.notes
    if notes and not any(isinstance(block, doc.Notes) for block in done):
        done += [doc.Heading(1, (doc.Text("Notes"),), "notes"), doc.Notes(())]
    entries = context.renderer.bibliography(context.notes.cited)
    return tuple(_filled(block, notes, entries) for block in done)


def _filled(block: doc.Block, notes: tuple[doc.Note, ...], entries: tuple[doc.Inlines, ...]) -> doc.Block:
    if isinstance(block, doc.Notes):
        return replace(block, notes=notes)
    if isinstance(block, doc.Bibliography):
        return replace(block, entries=entries)
    return block
