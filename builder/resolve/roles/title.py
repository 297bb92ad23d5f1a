"""`{title}`: the official title of a SOC class."""

from __future__ import annotations

from builder.document import Inlines, Text
from builder.resolve import find
from builder.resolve.context import Context
from builder.resolve.roles.role import Role


def resolve(argument: str, context: Context) -> Inlines:
    """Return the 2018 title."""
    return (Text(find.occupation(argument, context).title),)


ROLE = Role("title", "33-9031", "The 2018 title of a SOC code.", resolve)
