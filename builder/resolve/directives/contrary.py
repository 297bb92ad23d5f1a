"""`{contrary}`: everything the graph holds against the claims that the draft argues."""

from __future__ import annotations

from builder.document import Block, Paragraph
from builder.draft import nodes
from builder.resolve import find
from builder.resolve.context import Blocks, Context
from builder.resolve.directives.claim import against
from builder.resolve.directives.directive import Directive, words
from builder.resolve.tables import text


def resolve(directive: nodes.Directive, context: Context) -> Blocks:
    """Return a disclosure for each claim argued, or for the claims named."""
    argued = [use.id for use in context.outline.claims if use.id in context.lookup.claims]
    named = words(directive.argument) or list(dict.fromkeys(argued))
    blocks: list[Block] = []
    for identifier in named:
        blocks.extend(against(find.claim(identifier, context), context))
    if not blocks:
        nothing = "The evidence base holds nothing against the claims argued here."
        blocks.append(Paragraph(text(nothing)))
    return tuple(blocks)


DIRECTIVE = Directive(
    "contrary", "CLAIM …", "All contrary evidence of the claims argued, and how it is weighed.", resolve
)
