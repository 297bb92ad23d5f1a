"""Captions and source lines that a draft writes as options: a line of Markdown each."""

from __future__ import annotations

from builder.document import Inlines
from builder.draft import nodes
from builder.resolve.context import Context
from builder.resolve.tables import text


def caption(directive: nodes.Directive, otherwise: str, context: Context) -> Inlines:
    """Return the draft's caption, else words of the directive's own."""
    return option(directive, "caption", context) or text(otherwise)


def option(directive: nodes.Directive, name: str, context: Context) -> Inlines:
    """Return an option that is read as Markdown; nothing when the draft does not give it."""
    return context.inlines(directive.inlines.get(name, ()), context)
