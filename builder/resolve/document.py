"""From a draft to the resolved document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from builder import document as doc
from builder.citations import NoteRegister, Renderer
from builder.draft.nodes import Draft
from builder.draft.outline import Outline, outline
from builder.draft.places import Problems
from builder.resolve import blocks, inlines, placeholders
from builder.resolve.context import Context, Used
from builder.resolve.front import metadata, running_head, title_block
from builder.resolve.lookup import Lookup
from kb.findings import Finding
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


def resolve(draft: Draft, lookup: Lookup, workspace: Workspace) -> Resolved:
    """Fill a draft from the graph. Never raises for what the draft says: that becomes findings."""
    found = outline(draft)
    listed = any(directive.name == "bibliography" for directive in found.directives)
    renderer = Renderer(lookup.sources, in_full=not listed)
    context = Context(
        draft=draft,
        outline=found,
        lookup=lookup,
        renderer=renderer,
        notes=NoteRegister(renderer),
        problems=Problems(draft.path),
        workspace=workspace,
        used=Used(),
        inlines=inlines.fill,
        blocks=blocks.fill,
    )
    filled = placeholders.complete(blocks.fill(draft.blocks, context), context)
    document = doc.Document(
        metadata=metadata(draft, context.docket),
        title=title_block(draft, context.docket, context.outline),
        blocks=_levelled(filled),
        running_head=running_head(draft, context.docket),
    )
    return Resolved(document, context, tuple(context.problems.findings))


def _levelled(filled: Iterable[doc.Block]) -> tuple[doc.Block, ...]:
    """Return the blocks with heading levels that never jump (ISO 14289-1, 7.4.2)."""
    level = 0
    levelled: list[doc.Block] = []
    for block in filled:
        if isinstance(block, doc.Heading):
            level = min(block.level, level + 1)
            block = doc.Heading(level, block.content, block.anchor)
        levelled.append(block)
    return tuple(levelled)
