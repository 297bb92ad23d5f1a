"""`{ref}`: a link to a section by its anchor, with the section's title as text."""

from __future__ import annotations

from builder.document import Inlines, Link, Text
from builder.resolve import find
from builder.resolve.context import Context
from builder.resolve.roles.role import Role


def resolve(argument: str, context: Context) -> Inlines:
    """Return the link."""
    titles = {section.anchor: section.title for section in context.outline.sections}
    title = find.known("anchor", argument.removeprefix("#"), titles, "Give the heading {id=…}.")
    return (Link((Text(title),), f"#{argument.removeprefix('#')}"),)


ROLE = Role("ref", "anchor", "A link to a section, showing its title.", resolve)
