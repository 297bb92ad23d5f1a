"""`{principle}`: a classification principle or coding guideline by its number."""

from __future__ import annotations

from builder.document import Inlines, Text
from builder.resolve import find
from builder.resolve.context import Context
from builder.resolve.roles.role import Role


def resolve(argument: str, context: Context) -> Inlines:
    """Return `Classification Principle 2` or `Coding Guideline 6`."""
    return (Text(name(find.principle(argument, context).id)),)


def name(identifier: str) -> str:
    """Return the words for P2 or G6."""
    kind = "Coding Guideline" if identifier.startswith("G") else "Classification Principle"
    return f"{kind} {identifier[1:]}"


ROLE = Role("principle", "P2", "A classification principle or coding guideline.", resolve)
