"""`{figure}`: a number from the graph, with the note that gives its source."""

from __future__ import annotations

from builder.document import Inlines, Text
from builder.resolve import find, sourcing, values
from builder.resolve.context import Context
from builder.resolve.roles.role import Role


def resolve(argument: str, context: Context) -> Inlines:
    """Return the formatted value and its note."""
    figure = find.figure(argument, context)
    citations = sourcing.of_figure(figure, context)
    text = Text(values.quantity(figure))
    return (text, context.notes.cite(citations)) if citations else (text,)


ROLE = Role("figure", "43-5031 employment 2025-05", "A figure with its note.", resolve)
