"""`{objection}`: who raised it and where, and the reply: that on record, with its evidence, or one's own."""

from __future__ import annotations

from builder.citations.marked_text import sentence
from builder.document import (
    Block,
    Callout,
    Cell,
    Inline,
    Inlines,
    ItemList,
    ListItem,
    Paragraph,
    Table,
    Text,
)
from builder.draft import nodes
from builder.resolve import cells, find, sourcing, values, weighing
from builder.resolve.cells import header, text
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import directive, flag, words
from kb.findings import Check, Severity
from kb.model.records import Claim, Objection

NO_OWN_REPLY = Check(
    "no-own-reply",
    Severity.ERROR,
    "An {objection} has no reply: `:reply: own` stands without a body, or its option is another word.",
    "Write the reply below the options.",
)
_OWN_BOX = "Give the objection a directive of its own, without `:table:`."
_MOST = 6
"""Records that the note of a reply cites."""
_FEW = 2
"""The same in a table."""


@directive(
    "objection",
    "ID",
    "An objection: who raised it, where it was seen, the principle, the reply on record with a note of "
    "its strongest evidence, the answering claims. Words quoted are given to who said them. What has no "
    "answer is said to be left open. A body is added to the reply, or takes its place. A comment that "
    "opposes the change gets the objection without a reply. Counts as answering it.",
    {
        "claims": "`no` leaves the answering claims out.",
        "reply": "`own` puts the body in the place of the reply on record and of its claims.",
        "table": "`yes` sets them as one table, each objection beside the reply on record; it takes no body.",
    },
    body="markdown",
    names="answers",
)
def objection(written: nodes.Directive, context: Context) -> Blocks:
    """Return a box an objection and one for the reply; Markdown in the body is added to that, or is it."""
    objections = [find.objection(identifier, context) for identifier in words(written.argument)]
    if flag(written, "table"):
        return _table(objections, written, context)
    own = _is_own(written)
    body = context.blocks(written.blocks, context)
    if own:
        body = _led(body)
    boxes: list[Block] = []
    for found in objections:
        said, answer = _parts(found, written, context, own=own)
        label = text(f"Objection {found.id}. {found.title}")
        boxes.append(Callout("objection", label, said, f"objection-{found.id}"))
        if answer or body:
            boxes.append(Callout("reply", (), (*answer, *body)))
    return tuple(boxes)


def _table(objections: list[Objection], written: nodes.Directive, context: Context) -> Blocks:
    """Return the objections as rows, each with its origin, beside the reply and what is left open.

    Raises:
        UnresolvedError: words of one's own stand below, and no row is theirs.
    """
    if written.blocks:
        raise UnresolvedError(NO_OWN_REPLY, "A table of objections has no place for a body.", _OWN_BOX)
    rows = []
    for found in objections:
        said, answer = _parts(found, written, context, own=False, brief=True)
        head = (Text(f"{found.id}. {found.title}. ", strong=True), *_joined(said))
        rows.append((Cell(head), Cell(_joined(answer))))
    caption = cells.caption(written, "Objections and replies", context)
    return (Table(caption, header("Objection", "Reply"), tuple(rows), widths=(4.1, 4.9), dense=True),)


def _joined(blocks: Blocks) -> Inlines:
    """Return the words of paragraphs and of lists as one run."""
    found: list[Inline] = []
    for block in blocks:
        if isinstance(block, ItemList):
            block = Paragraph(_joined(tuple(b for item in block.items for b in item.blocks)))
        if isinstance(block, Paragraph):
            found += [Text(" ")] * bool(found) + list(block.content)
    return tuple(found)


def _is_own(written: nodes.Directive) -> bool:
    """Say whether the body is the whole reply.

    Raises:
        UnresolvedError: there is no body, or the option says something else.
    """
    said = written.options.get("reply", "")
    if said and said != "own":
        raise UnresolvedError(
            NO_OWN_REPLY, f"`:reply: {said}` means nothing.", "Write `:reply: own`, or leave it out."
        )
    if said and not written.blocks:
        raise UnresolvedError(NO_OWN_REPLY, "`:reply: own` stands without a reply.", NO_OWN_REPLY.fix)
    return bool(said)


def _led(body: Blocks) -> Blocks:
    """Return a reply that says that it is one."""
    lead = Text("Reply. ", strong=True)
    if isinstance(body[0], Paragraph):
        return (Paragraph((lead, *body[0].content), body[0].kind), *body[1:])
    return (Paragraph((lead,)), *body)


def _parts(
    objection: Objection, written: nodes.Directive, context: Context, *, own: bool, brief: bool = False
) -> tuple[Blocks, Blocks]:
    """Return the objection with its origin, and the reply on record; `brief` leaves titles to the notes."""
    said = (_statement(objection, context), _origin(objection, context, brief=brief))
    if own or context.case.opposes:
        return said, ()
    reply: list[Block] = []
    answers = [one for one in find.claims(objection.answered_by, context) if context.case.concerns(one.about)]
    if objection.reply:
        reply.append(_reply(objection, answers, context, _FEW if brief else _MOST))
    if flag(written, "claims", default=True):
        reply.extend(_answers(answers, context))
    if objection.unanswered:
        reply.append(Paragraph((Text("Left open. ", strong=True), Text(objection.unanswered))))
    return said, tuple(reply)


def _statement(objection: Objection, context: Context) -> Paragraph:
    content: list[Inline] = [Text(objection.statement)]
    if objection.quote:
        speaker = _speaker(objection, context)
        context.told.quoted.setdefault(f"objection/{objection.id}", context.problems.here)
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


def _origin(objection: Objection, context: Context, *, brief: bool) -> Paragraph:
    """Who raised it, when, where it was seen, on what principle, and how far this was verified."""
    provenance = objection.provenance
    parts: list[str] = []
    if not objection.anticipated:
        when = f", {values.period(objection.date)}" if objection.date else ""
        parts.append(f"Raised by {objection.raised_by or 'an unnamed commenter'}{when}")
        source = find.source(provenance.source, context)
        parts += [f"Seen in “{values.inner(source.short_title)}”"] if source and not brief else []
    else:
        parts.append("Anticipated; not found to have been raised")
    if objection.principles:
        names = [values.principle(p) for p in objection.principles]
        parts += [values.listed(names)] if brief else [f"Rests on {values.listed(names)}"]
    if provenance.verification != "verified":
        parts.append(context.lookup.label("verification", provenance.verification).capitalize())
    return Paragraph(text(" ".join(sentence(part) for part in parts)), "small")


def _reply(objection: Objection, answers: list[Claim], context: Context, most: int) -> Paragraph:
    """Return the reply on record with one note: the strongest evidence of the claims that answer."""
    content: list[Inline] = [Text("Reply. ", strong=True), Text(objection.reply)]
    records = weighing.ranked([answer.id for answer in answers], context)
    citations = weighing.short_citations(records[:most], context)
    if citations:
        content.append(context.notes.cite(citations))
    return Paragraph(tuple(content))


def _answers(answers: list[Claim], context: Context) -> Blocks:
    items = [
        ListItem((Paragraph((Text(answer.statement), *weighing.support_notes(answer, context))),))
        for answer in answers
    ]
    return (ItemList(tuple(items)),) if items else ()
