"""Directives that argue: claims with their evidence, what speaks against them, objections, principles."""

from __future__ import annotations

from builder.citations.marked_text import sentence
from builder.document import Block, Callout, Cell, Inline, ItemList, ListItem, Paragraph, Table, Text
from builder.draft import nodes
from builder.resolve import cells, find, sourcing, values, weighing
from builder.resolve.cells import cell, header, text
from builder.resolve.context import Blocks, Context
from builder.resolve.directives.directive import directive, flag, words
from kb.model.records import Claim, EvidenceLine, Objection, Principle

_MOST = 6
"""Records that the note of a reply cites; the appendix names the others."""


@directive(
    "claim",
    "ID",
    "A claim with its evidence, for and against. Counts as arguing it.",
    {"against": "`no` leaves out what speaks against it; show that with {contrary} then."},
    names="claim",
)
def claim(written: nodes.Directive, context: Context) -> Blocks:
    """Return the claim's statement, its lines of support, and what speaks against it."""
    blocks: list[Block] = []
    for identifier in words(written.argument):
        argued = find.claim(identifier, context)
        statement = argued.statement
        if argued.basis == "judgement" and argued.attributed_to:
            statement = f"{statement.rstrip('.')} (the judgement of {argued.attributed_to})."
        blocks.append(Paragraph((Text(statement, strong=True),), "lead"))
        for line in argued.lines:
            if line.direction != "disputes":
                blocks.extend(_line_blocks(line, context))
        if flag(written, "against", default=True):
            blocks.extend(_against(argued, context))
    return tuple(blocks)


def _line_blocks(line: EvidenceLine, context: Context) -> Blocks:
    argument = Paragraph(text(f"{line.argument.rstrip('.')} ({line.strength or 'unweighed'})."))
    items = weighing.statements(line, context)
    if not items:
        return (argument,)
    return (argument, ItemList(tuple(ListItem((Paragraph(item),)) for item in items)))


def _against(claim: Claim, context: Context) -> Blocks:
    """Return the evidence against a claim as a disclosure; nothing when there is none."""
    blocks: list[Block] = []
    for line in weighing.contrary_lines(claim, context):
        items = weighing.statements(line, context)
        blocks.append(ItemList(tuple(ListItem((Paragraph(item),)) for item in items)))
        if line.argument:
            blocks.append(Paragraph((Text("How it is weighed. ", strong=True), Text(line.argument))))
    if not blocks:
        return ()
    return (Callout("disclosure", text(f"Evidence against: {claim.title}"), tuple(blocks)),)


@directive(
    "contrary", "CLAIM …", "All evidence against the claims argued (or those named), and how it is weighed."
)
def contrary(written: nodes.Directive, context: Context) -> Blocks:
    """Return a disclosure for each claim argued, or for the claims named."""
    argued = list(dict.fromkeys(use.id for use in context.outline.claims))
    named = words(written.argument)
    claims = [find.claim(i, context) for i in named] if named else find.claims(argued, context)
    blocks = [block for found in claims for block in _against(found, context)]
    if not blocks:
        nothing = "The evidence base holds nothing against the claims argued here."
        blocks.append(Paragraph(text(nothing)))
    return tuple(blocks)


@directive(
    "objection",
    "ID",
    "An objection: who raised it, where it was seen, what of it is not verified, the principle, "
    "the reply with a note of its strongest evidence, the answering claims. Words quoted are "
    "given to who said them. What has no answer is said to be left open. A body is added to the "
    "reply. Counts as answering it.",
    {"claims": "`no` leaves the answering claims out."},
    body="markdown",
    names="answers",
)
def objection(written: nodes.Directive, context: Context) -> Blocks:
    """Return one callout an objection; Markdown in the body is added to the reply."""
    objections = [find.objection(identifier, context) for identifier in words(written.argument)]
    answered = [_parts(found, written, context) for found in objections]
    body = context.blocks(written.blocks, context)
    return tuple(
        Callout(
            "objection",
            text(f"Objection {found.id}. {found.title}"),
            (*blocks, *body),
            f"objection-{found.id}",
        )
        for found, blocks in zip(objections, answered, strict=True)
    )


def _parts(objection: Objection, written: nodes.Directive, context: Context) -> list[Block]:
    blocks: list[Block] = [_statement(objection, context), _origin(objection, context)]
    if objection.reply:
        blocks.append(_reply(objection, context))
    if flag(written, "claims", default=True):
        blocks.extend(_answers(objection, context))
    if objection.unanswered:
        blocks.append(Paragraph((Text("Left open. ", strong=True), Text(objection.unanswered))))
    return blocks


def _statement(objection: Objection, context: Context) -> Paragraph:
    content: list[Inline] = [Text(objection.statement)]
    if objection.quote:
        speaker = _speaker(objection, context)
        whose = "The words were" if speaker in ("", objection.raised_by) else f"In the words of {speaker}"
        content.append(Text(f" {whose}: “{values.ended(values.inner(objection.quote))}”"))
    citation = sourcing.of_record(objection.provenance, context)
    if citation:
        content.append(context.notes.cite([citation]))
    return Paragraph(tuple(content))


def _speaker(objection: Objection, context: Context) -> str:
    """Return who said the words quoted, as the evidence item with these words tells; it may be nobody."""
    quoted = values.plain_words(objection.quote)
    of_source = find.quoted_from(objection.provenance.source, context)
    return next((i.attributed_to for i in of_source if quoted in values.plain_words(i.quote)), "")


def _origin(objection: Objection, context: Context) -> Paragraph:
    """Who raised it, when, where it was seen, on what principle, and how far this is not verified."""
    provenance = objection.provenance
    parts: list[str] = []
    if not objection.anticipated:
        when = f", {values.period(objection.date)}" if objection.date else ""
        parts.append(f"Raised by {objection.raised_by or 'an unnamed commenter'}{when}")
        source = find.source(provenance.source, context)
        parts += [f"Seen in {source.short_title}"] if source else []
    elif not provenance.note:
        parts.append("Anticipated; not found to have been raised")
    if objection.principles:
        names = [values.principle(p) for p in objection.principles]
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
    items = [
        ListItem((Paragraph((Text(answer.statement), *weighing.support_notes(answer, context))),))
        for answer in find.claims(objection.answered_by, context)
    ]
    return (ItemList(tuple(items)),) if items else ()


@directive(
    "principles",
    "P2 G6 …",
    "Principles and guidelines, with their bearing.",
    {"caption": "Another caption."},
)
def principles(written: nodes.Directive, context: Context) -> Blocks:
    """Return a row a principle: what it says, in our words, and its bearing."""
    known = context.lookup.principles
    named = words(written.argument) or sorted(known, key=lambda i: (i[0] != "P", int(i[1:] or 0)))
    found = [find.principle(identifier, context) for identifier in named]
    return (
        Table(
            caption=cells.caption(written, "Principles and guidelines, paraphrased", context),
            header=header("", "What it says", "How it bears on this case"),
            rows=tuple(_principle_row(one, context) for one in found),
            widths=(1.4, 3.0, 3.0),
        ),
    )


def _principle_row(principle: Principle, context: Context) -> tuple[Cell, ...]:
    content: list[Inline] = [Text(f"{principle.id} {principle.label}".strip())]
    citation = sourcing.of_record(principle.provenance, context)
    if citation:
        content.append(context.notes.cite([citation]))
    return (Cell(tuple(content), heading=True), cell(principle.paraphrase), cell(principle.bearing))
