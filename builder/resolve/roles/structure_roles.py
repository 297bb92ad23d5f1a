"""Roles that name what a draft answers and is made of: occupations, the docket, its parts, sections."""

from __future__ import annotations

from builder.document import Inlines, Link, Text
from builder.resolve import find, values
from builder.resolve.context import Context, UnresolvedError
from builder.resolve.roles.role import role
from kb.findings import Check, Severity

UNKNOWN_DOCKET = Check(
    "unknown-docket",
    Severity.ERROR,
    "The docket is not known.",
    "Correct `docket:`, or add its profile.",
)
UNKNOWN_DOCKET_FIELD = Check(
    "unknown-docket-field", Severity.ERROR, "A docket has no such field.", "See docs/draft-format.md."
)
UNKNOWN_TOPIC = Check(
    "unknown-topic", Severity.ERROR, "There is no such topic.", "Use a topic of the docket."
)
UNKNOWN_ITEM = Check(
    "unknown-required-item",
    Severity.ERROR,
    "There is no such required item.",
    "Use an item of the docket.",
)


@role("title", "`33-9031`", "The 2018 title.")
def title(argument: str, context: Context) -> Inlines:
    """Return the official title."""
    return (Text(find.occupation(argument, context).title),)


@role("code", "`33-9031`", "The code, checked.")
def code(argument: str, context: Context) -> Inlines:
    """Return the code as it was written, if the 2018 SOC has it."""
    return (Text(find.occupation(argument, context).code),)


@role("occupation", "`33-9031`", "Title and code.")
def occupation(argument: str, context: Context) -> Inlines:
    """Return `Title (code)`."""
    found = find.occupation(argument, context)
    return (Text(f"{found.title} ({found.code})"),)


@role(
    "docket",
    "`number`, `title`, `agency`, `citation`, `phrase`, `opened`, `closed`",
    "A field of the docket profile.",
)
def docket(argument: str, context: Context) -> Inlines:
    """Return the field, so that no notice's words are typed by hand; the docket's number without one."""
    profile = context.docket
    if profile is None:
        raise UnresolvedError(
            UNKNOWN_DOCKET,
            "The front matter names no docket that the graph knows.",
            f"Write `docket:` and one of: {', '.join(sorted(context.lookup.dockets))}.",
        )
    fields = {
        "number": profile.number,
        "title": profile.title,
        "agency": profile.agency,
        "citation": profile.citation,
        "phrase": profile.phrase,
        "opened": values.period(profile.opened),
        "closed": values.period(profile.closed),
    }
    hint = f"Fields: {', '.join(fields)}."
    return (Text(find.known(UNKNOWN_DOCKET_FIELD, argument or "number", fields, hint)),)


@role("topic", "`T5`", "The label of a topic.")
def topic(argument: str, context: Context) -> Inlines:
    """Return the topic's label."""
    topics = {topic.notation: topic for topic in context.docket.topics} if context.docket else {}
    hint = f"Topics of this docket: {', '.join(topics) or 'none'}."
    return (Text(find.known(UNKNOWN_TOPIC, argument, topics, hint).label),)


@role("item", "`R1`", "The label of a required item.")
def item(argument: str, context: Context) -> Inlines:
    """Return the label of a kind of information that a proposal must give."""
    items = {item.id: item for item in context.docket.required_items} if context.docket else {}
    hint = f"Required items of this docket: {', '.join(items) or 'none'}."
    return (Text(find.known(UNKNOWN_ITEM, argument, items, hint).label),)


@role("ref", "anchor", "A link to a section, table or chart: its title or number, and its page.")
def ref(argument: str, context: Context) -> Inlines:
    """Return the link."""
    anchor = argument.removeprefix("#")
    titles = {section.anchor: section.title for section in context.outline.sections}
    titles |= dict.fromkeys(context.outline.anchors, "")
    title = find.known(find.UNKNOWN_ANCHOR, anchor, titles, "Give the heading {id=…}, the directive `:id:`.")
    return (Link((Text(title),) if title else (), f"#{anchor}", paged=True),)
