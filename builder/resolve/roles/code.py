"""`{code}`: a SOC code, checked."""

from __future__ import annotations

from builder.document import Inlines, Text
from builder.resolve import find
from builder.resolve.context import Context
from builder.resolve.roles.role import Role


def resolve(argument: str, context: Context) -> Inlines:
    """Return the code as it was written, if the 2018 SOC has it."""
    return (Text(find.occupation(argument, context).code),)


ROLE = Role("code", "33-9031", "A SOC code, checked against the 2018 SOC.", resolve)
