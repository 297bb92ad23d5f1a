"""`{picture}`: a picture of the workspace; `{signature}`: where the filing is signed."""

from __future__ import annotations

from dataclasses import replace

from builder.document import Picture, Signature
from builder.draft import nodes
from builder.resolve import cells, values
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import directive
from builder.resolve.workspace_pictures import workspace_picture
from kb.findings import Check, Severity

NOBODY_SIGNS = Check(
    "nobody-signs",
    Severity.ERROR,
    "A signature has no name.",
    "Write :name: below {signature}, or the submitter's name in the front matter.",
)
_SIGNED = 54.0
"""Points that a picture of a signature may be high."""


@directive(
    "picture",
    "PATH",
    "A PNG, JPEG or SVG file of the workspace. An image of Markdown in a paragraph of its own does the same: "
    "its description is `alt`, its title `caption`, and `{width=60%}` may follow.",
    {
        "alt": "What it shows, in words; required.",
        "caption": "The caption, with which it is numbered.",
        "width": "Such as `12 cm` or `60%` of the page.",
        "source": "The line below it, such as `[@onet-29-3]`.",
    },
)
def picture(written: nodes.Directive, context: Context) -> Blocks:
    """Return a picture with its caption."""
    options = written.options
    found = workspace_picture(written.argument, options.get("alt", ""), options.get("width", ""), context)
    caption = cells.option(written, "caption", context)
    return (replace(found, caption=caption, source=cells.own_source_line(written, context)),)


@directive(
    "signature",
    "",
    "Where somebody signs: a line, name and office, and a line for the date, together on one page.",
    {
        "name": "Who signs; without it, the submitter.",
        "title": "Their office, such as `Executive Director`.",
        "organization": "Without it, the submitter's.",
        "date": "The day of signing, such as `2026-11-21`, in place of a line to write it on.",
        "picture": "A picture of the signature, by its path.",
        "alt": "What that picture shows; without it, `Signature of …`.",
    },
)
def signature(written: nodes.Directive, context: Context) -> Blocks:
    """Return the block that is signed."""
    options, submitter = written.options, context.draft.front.submitter
    name = options.get("name") or submitter.name
    if not name:
        raise UnresolvedError(NOBODY_SIGNS, "Nobody is named who signs.", NOBODY_SIGNS.fix)
    alternative = options.get("alt") or f"Signature of {name}"
    lines = (name, options.get("title", ""), options.get("organization") or submitter.organization)
    return (
        Signature(
            lines=tuple(cells.text(line) for line in lines if line),
            picture=_signed(options.get("picture", ""), alternative, context),
            date=values.period(options.get("date", "")),
        ),
    )


def _signed(path: str, alternative: str, context: Context) -> Picture | None:
    return workspace_picture(path, alternative, "", context, _SIGNED) if path else None
