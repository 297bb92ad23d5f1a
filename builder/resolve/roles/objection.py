"""`{objection}`: the title of an objection."""

from __future__ import annotations

from builder.document import Inlines, Text
from builder.resolve import find
from builder.resolve.context import Context
from builder.resolve.roles.role import Role


def resolve(argument: str, context: Context) -> Inlines:
    """Return the objection's title."""
    return (Text(find.objection(argument, context).title),)


ROLE = Role("objection", "O3b", "The title of an objection.", resolve)
