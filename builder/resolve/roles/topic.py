"""`{topic}`: a topic of the notice."""

from __future__ import annotations

from builder.document import Inlines, Text
from builder.resolve import find
from builder.resolve.context import Context
from builder.resolve.roles.role import Role


def resolve(argument: str, context: Context) -> Inlines:
    """Return the topic's label."""
    docket = context.docket
    topics = {topic.notation: topic for topic in docket.topics} if docket else {}
    hint = f"Topics of this docket: {', '.join(topics) or 'none'}."
    return (Text(find.known("topic", argument, topics, hint).label),)


ROLE = Role("topic", "T5", "The label of a topic of the notice.", resolve)
