"""`{evidence}`: what an evidence item states, in our words, with its note."""

from __future__ import annotations

from builder.document import Inlines, Text
from builder.resolve import find, sourcing
from builder.resolve.context import Context
from builder.resolve.roles.role import Role


def resolve(argument: str, context: Context) -> Inlines:
    """Return the statement without its period, and its note."""
    item = find.evidence(argument, context)
    text = Text(item.statement.rstrip("."))
    citation = sourcing.of_evidence(item, context)
    return (text, context.notes.cite([citation])) if citation else (text,)


ROLE = Role("evidence", "evidence-id", "The statement of an evidence item, with its note.", resolve)
