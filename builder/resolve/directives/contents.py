"""`{contents}`: the table of contents."""

from __future__ import annotations

from builder.document import Contents
from builder.draft import nodes
from builder.resolve.context import Blocks, Context
from builder.resolve.directives.directive import Directive


def resolve(directive: nodes.Directive, context: Context) -> Blocks:
    """Return the table, down to the heading level that `depth` says."""
    depth = directive.options.get("depth", "2")
    title = directive.argument or "Contents"
    return (Contents(title, int(depth) if depth in ("1", "2", "3", "4") else 2),)


DIRECTIVE = Directive(
    "contents", "TITLE", "The table of contents.", resolve, {"depth": "Deepest heading level, 1 to 4."}
)
