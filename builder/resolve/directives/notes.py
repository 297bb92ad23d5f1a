"""`{notes}`: the place of the endnotes."""

from __future__ import annotations

from builder.document import Notes
from builder.draft import nodes
from builder.resolve.context import Blocks, Context
from builder.resolve.directives.directive import Directive


def resolve(directive: nodes.Directive, context: Context) -> Blocks:
    """Return an empty list of notes, filled when all of them are known."""
    return (Notes(()),)


DIRECTIVE = Directive("notes", "", "The endnotes; without it they come last.", resolve)
