"""`{objection}`: an objection, who raised it, the reply, and the claims that answer it."""

from __future__ import annotations

from builder.citations.marked_text import sentence
from builder.document import Block, Callout, Inline, ItemList, ListItem, Paragraph, Text
from builder.draft import nodes
from builder.resolve import find, sourcing, values, weighing
from builder.resolve.context import Blocks, Context
from builder.resolve.directives.directive import Directive, flag, words
from builder.resolve.lookup.records import Objection
from builder.resolve.roles.principle import name as principle_name
from builder.resolve.roles.quote import ended, inner, plain_words
from builder.resolve.tables import text

_MOST = 6
"""Records that the note of a reply cites; the appendix names the others."""


def resolve(directive: nodes.Directive, context: Context) -> Blocks:
    """Return one callout an objection; Markdown in the body is added to the reply."""
    objections = [find.objection(identifier, context) for identifier in words(directive.argument)]
    answered = [_blocks(objection, directive, context) for objection in objections]
    body = context.blocks(directive.blocks, context)
    return tuple(
        Callout(
            "objection",
            text(f"Objection {objection.id}. {objection.title}"),
            (*blocks, *body),
            f"objection-{objection.id}",
        )
        for objection, blocks in zip(objections, answered, strict=True)
    )


def _blocks(objection: Objection, directive: nodes.Directive, context: Context) -> list[Block]:
    blocks: list[Block] = [_statement(objection, context), _origin(objection, context)]
    if objection.reply:
        blocks.append(_reply(objection, context))
    if flag(directive, "claims", default=True):
        blocks.extend(_answers(objection, context))
    if objection.unanswered:
        blocks.append(Paragraph((Text("Left open. ", strong=True), Text(objection.unanswered))))
    return blocks


def _statement(objection: Objection, context: Context) -> Paragraph:
    content: list[Inline] = [Text(objection.statement)]
    if objection.quote:
        speaker = _speaker(objection, context)
        whose = "The words were" if speaker in ("", objection.raised_by) else f"In the words of {speaker}"
        content.append(Text(f" {whose}: “{ended(inner(objection.quote))}”"))
    citation = sourcing.of_record(objection.provenance, context)
    if citation:
        content.append(context.notes.cite([citation]))
    return Paragraph(tuple(content))


def _speaker(objection: Objection, context: Context) -> str:
    """Return who said the words quoted, as the evidence item with these words tells; it may be nobody."""
    quoted = plain_words(objection.quote)
    items = context.lookup.evidence.values()
    of_source = [i for i in items if i.provenance.source == objection.provenance.source and i.quote]
    return next((i.attributed_to for i in of_source if quoted in plain_words(i.quote)), "")


def _origin(objection: Objection, context: Context) -> Paragraph:
    """Who raised it, when, where it was seen, on what principle, and how far this is not verified."""
    provenance = objection.provenance
    parts: list[str] = []
    if not objection.anticipated:
        when = f", {values.period(objection.date)}" if objection.date else ""
        parts.append(f"Raised by {objection.raised_by or 'an unnamed commenter'}{when}")
        source = context.lookup.sources.get(provenance.source)
        parts += [f"Seen in {source.short_title}"] if source else []
    elif not provenance.note:
        parts.append("Anticipated; not found to have been raised")
    if objection.principles:
        names = [principle_name(p) for p in objection.principles]
        parts.append(f"Rests on {values.listed(names)}")
    if provenance.verification != "verified":
        parts.append(context.lookup.label("verification", provenance.verification).capitalize())
    parts += [provenance.note] if provenance.note else []
    return Paragraph(text(" ".join(sentence(part) for part in parts)), "small")


def _reply(objection: Objection, context: Context) -> Paragraph:
    """Return the reply with one note: the strongest evidence of the claims that answer."""
    content: list[Inline] = [Text("Reply. ", strong=True), Text(objection.reply)]
    records = weighing.ranked(objection.answered_by, context)
    citations = weighing.short_citations(records[:_MOST], context)
    context.used.further[objection.id] = tuple(record.id for record in records[_MOST:])
    if citations:
        content.append(context.notes.cite(citations))
    return Paragraph(tuple(content))


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
