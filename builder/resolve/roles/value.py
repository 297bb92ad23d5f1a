"""`{value}`: a number from the graph without a note, for a repeat near its `{figure}`."""

from __future__ import annotations

from builder.document import Inlines, Text
from builder.resolve import find, values
from builder.resolve.context import Context
from builder.resolve.roles.role import Role


def resolve(argument: str, context: Context) -> Inlines:
    """Return the formatted value."""
    return (Text(values.quantity(find.figure(argument, context))),)


ROLE = Role("value", "43-5031 employment 2025-05", "A figure without a note.", resolve)
