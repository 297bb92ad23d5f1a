"""From a draft to the resolved document.

What can only be known when everything else is, comes last: the evidence appendix, the notes, the
bibliography. Endnotes that the draft names no place for come last.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from builder import document as doc
from builder.citations import NoteRegister, Renderer
from builder.citations.kept_renderings import kept_in
from builder.draft import Draft, parse
from builder.draft.outline import Outline, outline
from builder.draft.places import Problems
from builder.resolve import fill_blocks, fill_inlines, find
from builder.resolve.context import Blocks, Context, Told, Used
from builder.resolve.directives import BODIES, NAMING
from builder.resolve.directives.back_matter import bibliography
from builder.resolve.directives.back_matter import notes as notes_directive
from builder.resolve.directives.evidence_appendix import Pending, completed
from builder.resolve.front import metadata, running_head, title_block
from builder.resolve.numbering import numbered
from builder.resolve.workspace_pictures import letterhead
from kb.common.dates_and_numbers import today
from kb.findings import Finding
from kb.model import Records
from kb.standing.gathering import standings_of_graph
from kb.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Resolved:
    """A draft filled in, with what was drawn on and what could not be filled."""

    document: doc.Document
    context: Context
    findings: tuple[Finding, ...]

    @property
    def outline(self) -> Outline:
        """The draft's sections and what they name."""
        return self.context.outline

    @property
    def used(self) -> Used:
        """The records drawn on."""
        return self.context.used


def read(text: str, path: str) -> Draft:
    """Return the draft written in a text; `path` is shown in its findings and never opened."""
    return parse(text, path, BODIES)


def resolve(draft: Draft, lookup: Records, workspace: Workspace, day: dt.date | None = None) -> Resolved:
    """Fill a draft from the graph as of a day; what the draft says wrong becomes findings, never an error."""
    found = outline(draft, NAMING)
    listed = any(directive.name == bibliography.name for directive in found.directives)
    short = listed or draft.front.comment_box  # the comment beside the letter names the works in full
    renderer = Renderer(lookup.sources, in_full=not short, kept=kept_in(workspace.derived))
    context = Context(
        draft=draft,
        outline=found,
        lookup=lookup,
        renderer=renderer,
        notes=NoteRegister(renderer, at_end=draft.front.notes == "end"),
        problems=Problems(draft.path),
        workspace=workspace,
        used=Used(),
        told=Told(),
        standings=lookup.derived(("standings", day), lambda: standings_of_graph(lookup.knowledge, day)),
        inlines=fill_inlines.fill,
        blocks=fill_blocks.fill,
    )
    filled, notes = _completed(fill_blocks.fill(draft.blocks, context), context)
    _look_at_what_is_argued(context)
    document = doc.Document(
        metadata=metadata(draft, context.docket, day or today()),
        title=title_block(draft, context.docket, context.outline, letterhead(context)),
        blocks=filled,
        notes=notes,
        running_head=running_head(draft, context.docket),
        line_numbers=draft.front.line_numbers,
    )
    return Resolved(document, context, tuple(context.problems.findings))


def _look_at_what_is_argued(context: Context) -> None:
    """Hold the claims and objections that headings name, and the docket, to the judgement on them."""
    for uses, records in ((context.outline.claims, find.claims), (context.outline.answers, find.objections)):
        for use in uses:
            with context.problems.at(use.place):
                records([use.id], context)
    with context.problems.at(context.draft.front.place("docket")):
        find.dockets([context.draft.front.docket], context)


def _completed(blocks: Blocks, context: Context) -> tuple[Blocks, tuple[doc.Note, ...]]:
    """Return the blocks with nothing left open, and the notes, numbered; the back matter begins pages."""
    back = _back_matter(blocks)

    def change(block: doc.Block) -> Blocks:
        if isinstance(block, Pending):
            return completed(block, context)
        begins = isinstance(block, doc.Heading) and block.anchor in back
        return (doc.PageBreak(), block) if begins else (block,)

    done = doc.rebuilt(blocks, change)
    placed = any(written.name == notes_directive.name for written in context.outline.directives)
    if context.notes.at_end and context.notes.notes and not placed:
        done += (doc.PageBreak(), doc.Heading(1, (doc.Text("Notes"),), _NOTES), doc.Notes())
    entries = context.renderer.bibliography(context.notes.cited)
    done = doc.rebuilt(
        done, lambda one: (replace(one, entries=entries) if isinstance(one, doc.Bibliography) else one,)
    )
    return numbered(_levelled(done), context.notes.notes, {*back, _NOTES})


_NOTES = "endnotes"
"""Anchor of the chapter of notes that no draft asks for."""


def _back_matter(blocks: Blocks) -> frozenset[str]:
    """Return the anchors of the chapters that hold notes, bibliography or the evidence appendix."""
    found: set[str] = set()
    chapter = ""
    for block in blocks:
        if isinstance(block, doc.Heading) and block.level == 1:
            chapter = block.anchor
        elif isinstance(block, doc.Notes | doc.Bibliography | Pending):
            found.add(chapter)
    return frozenset(found)


def _levelled(filled: Blocks) -> Blocks:
    """Return the blocks with heading levels that never jump, in boxes either (ISO 14289-1, 7.4.2)."""
    level = 0

    def change(block: doc.Block) -> Blocks:
        nonlocal level
        if isinstance(block, doc.Heading):
            level = min(block.level, level + 1)
            block = replace(block, level=level)
        return (block,)

    return doc.rebuilt(filled, change)
