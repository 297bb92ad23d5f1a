"""`{occupation}`: title and code of a SOC class."""

from __future__ import annotations

from builder.document import Inlines, Text
from builder.resolve import find
from builder.resolve.context import Context
from builder.resolve.roles.role import Role


def resolve(argument: str, context: Context) -> Inlines:
    """Return `Title (code)`."""
    found = find.occupation(argument, context)
    return (Text(f"{found.title} ({found.code})"),)


ROLE = Role("occupation", "33-9031", "The 2018 title of a SOC code, with the code.", resolve)
