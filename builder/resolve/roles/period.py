"""`{period}`: the reference period of a figure, in words."""

from __future__ import annotations

from builder.document import Inlines, Text
from builder.resolve import find, values
from builder.resolve.context import Context
from builder.resolve.roles.role import Role


def resolve(argument: str, context: Context) -> Inlines:
    """Return the period, such as `May 2025`."""
    return (Text(values.period(find.figure(argument, context).period)),)


ROLE = Role("period", "43-5031 employment latest", "The period of a figure, in words.", resolve)
