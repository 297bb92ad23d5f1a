"""`{bibliography}`: every work cited, in the order of the citation style."""

from __future__ import annotations

from builder.document import Bibliography
from builder.draft import nodes
from builder.resolve.context import Blocks, Context
from builder.resolve.directives.directive import Directive


def resolve(directive: nodes.Directive, context: Context) -> Blocks:
    """Return an empty bibliography, filled when all works are known."""
    return (Bibliography(()),)


DIRECTIVE = Directive("bibliography", "", "Every work cited.", resolve)
