"""The evidence appendix as a document of its own, to be filed beside the comment."""

from __future__ import annotations

from dataclasses import replace

from builder import document as doc
from builder.building import Prepared
from builder.resolve.directives.evidence_appendix import tables

TITLE = "Evidence appendix"


def appendix_of(prepared: Prepared) -> doc.Document:
    """Return the appendix of a draft: all that it draws on, with the works in full."""
    context, main = prepared.resolved.context, prepared.document
    entries = context.renderer.bibliography(context.notes.cited)
    blocks: list[doc.Block] = [_heading("Evidence", 1), *tables(context)]
    if entries:
        blocks += [_heading("Works cited", 1), doc.Bibliography(entries)]
    return doc.Document(
        metadata=replace(main.metadata, title=f"{TITLE} to “{main.metadata.title}”"),
        title=replace(main.title, title=TITLE, subtitle=f"to “{main.title.title}”"),
        blocks=tuple(blocks),
        running_head=(*main.running_head[:1], TITLE, *main.running_head[2:]),
    )


def _heading(text: str, level: int) -> doc.Heading:
    return doc.Heading(level, (doc.Text(text),), text.lower().replace(" ", "-"))
