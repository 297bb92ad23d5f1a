"""`{docket}`: a field of the docket profile, so that no notice's words are typed by hand."""

from __future__ import annotations

from builder.document import Inlines, Text
from builder.resolve import find, values
from builder.resolve.context import Context, UnresolvedError
from builder.resolve.roles.role import Role


def resolve(argument: str, context: Context) -> Inlines:
    """Return the field; without an argument, the docket's number."""
    docket = context.docket
    if docket is None:
        raise UnresolvedError(
            "unknown-docket",
            "The front matter names no docket that the graph knows.",
            f"Write `docket:` and one of: {', '.join(sorted(context.lookup.dockets))}.",
        )
    fields = {
        "number": docket.number,
        "title": docket.title,
        "agency": docket.agency,
        "citation": docket.citation,
        "phrase": docket.phrase,
        "opened": values.period(docket.opened),
        "closed": values.period(docket.closed),
    }
    hint = f"Fields: {', '.join(fields)}."
    return (Text(find.known("docket-field", argument or "number", fields, hint)),)


ROLE = Role(
    "docket", "citation", "A field of the docket: number, title, agency, citation, phrase, …", resolve
)
