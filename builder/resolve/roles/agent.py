"""`{agent}`: the name of a person, committee or organization."""

from __future__ import annotations

from builder.document import Inlines, Text
from builder.resolve import find
from builder.resolve.context import Context
from builder.resolve.roles.role import Role


def resolve(argument: str, context: Context) -> Inlines:
    """Return the name."""
    hint = "Add it to evidence/agents."
    return (Text(find.known("agent", argument, context.lookup.agents, hint).name),)


ROLE = Role("agent", "apco", "The name of an agent.", resolve)
