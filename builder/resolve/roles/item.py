"""`{item}`: a kind of information that a proposal must give."""

from __future__ import annotations

from builder.document import Inlines, Text
from builder.resolve import find
from builder.resolve.context import Context
from builder.resolve.roles.role import Role


def resolve(argument: str, context: Context) -> Inlines:
    """Return the required item's label."""
    docket = context.docket
    items = {item.id: item for item in docket.required_items} if docket else {}
    hint = f"Required items of this docket: {', '.join(items) or 'none'}."
    return (Text(find.known("required-item", argument, items, hint).label),)


ROLE = Role("item", "R1", "The label of a required item.", resolve)
