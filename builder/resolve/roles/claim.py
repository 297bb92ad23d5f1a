"""`{claim}`: the statement of a claim."""

from __future__ import annotations

from builder.document import Inlines, Text
from builder.resolve import find
from builder.resolve.context import Context
from builder.resolve.roles.role import Role


def resolve(argument: str, context: Context) -> Inlines:
    """Return the claim's one sentence without its period; a judgement names who makes it."""
    claim = find.claim(argument, context)
    statement = claim.statement.rstrip(".")
    if claim.basis == "judgement" and claim.attributed_to:
        statement = f"{statement} (the judgement of {claim.attributed_to})"
    return (Text(statement),)


ROLE = Role("claim", "life-saving-instructions", "The statement of a claim.", resolve)
