"""`{objection}`: an objection, who raised it, the reply, and the claims that answer it."""

from __future__ import annotations

from builder.document import Block, Callout, Inline, ItemList, ListItem, Paragraph, Text
from builder.draft import nodes
from builder.resolve import find, sourcing, values, weighing
from builder.resolve.context import Blocks, Context
from builder.resolve.directives.directive import Directive, flag, words
from builder.resolve.lookup.records import Objection
from builder.resolve.roles.principle import name as principle_name
from builder.resolve.roles.quote import ended, inner
from builder.resolve.tables import text


def resolve(directive: nodes.Directive, context: Context) -> Blocks:
    """Return one callout an objection; Markdown in the body is added to the reply."""
    body = context.blocks(directive.blocks, context)
    callouts = []
    for identifier in words(directive.argument):
        objection = find.objection(identifier, context)
        blocks: list[Block] = [_statement(objection, context), _origin(objection, context)]
        if objection.reply:
            blocks.append(Paragraph((Text("Reply. ", strong=True), Text(objection.reply))))
        if flag(directive, "claims", default=True):
            blocks.extend(_answers(objection, context))
        if objection.unanswered:
            blocks.append(Paragraph((Text("Not contested. ", strong=True), Text(objection.unanswered))))
        label = text(f"Objection {objection.id}. {objection.title}")
        callouts.append(Callout("objection", label, (*blocks, *body), f"objection-{objection.id}"))
    return tuple(callouts)


def _statement(objection: Objection, context: Context) -> Paragraph:
    content: list[Inline] = [Text(objection.statement)]
    if objection.quote:
        content.append(Text(f" The words were: “{ended(inner(objection.quote))}”"))
    citation = sourcing.of_record(objection.provenance, context)
    if citation:
        content.append(context.notes.cite([citation]))
    return Paragraph(tuple(content))


def _origin(objection: Objection, context: Context) -> Paragraph:
    """Who raised it, when, how far it was verified, and the principle it rests on."""
    if objection.anticipated:
        parts = ["Anticipated; not found to have been raised"]
    else:
        who = objection.raised_by or "an unnamed commenter"
        when = f", {values.period(objection.date)}" if objection.date else ""
        parts = [f"Raised by {who}{when}"]
        verification = objection.provenance.verification
        parts.append(f"Verification: {context.lookup.label('verification', verification)}")
    if objection.principles:
        names = [principle_name(p) for p in objection.principles]
        parts.append(f"Rests on {values.listed(names)}")
    return Paragraph(text(". ".join(parts) + "."), "small")


def _answers(objection: Objection, context: Context) -> Blocks:
    items = []
    for identifier in objection.answered_by:
        claim = context.lookup.claims.get(identifier)
        if claim:
            content = (Text(claim.statement), *weighing.support_notes(claim, context))
            items.append(ListItem((Paragraph(content),)))
    return (ItemList(tuple(items)),) if items else ()


DIRECTIVE = Directive(
    "objection",
    "ID",
    "An objection with its origin, the reply, and the claims that answer it.",
    resolve,
    {"claims": "`no` leaves the answering claims out."},
)
