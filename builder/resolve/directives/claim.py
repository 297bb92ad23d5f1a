"""`{claim}`: a claim with its evidence lines, for and against."""

from __future__ import annotations

from builder.document import Block, Callout, ItemList, ListItem, Paragraph, Text
from builder.draft import nodes
from builder.resolve import find, weighing
from builder.resolve.context import Blocks, Context
from builder.resolve.directives.directive import Directive, flag, words
from builder.resolve.tables import text
from kb.model.records import Claim, EvidenceLine


def resolve(directive: nodes.Directive, context: Context) -> Blocks:
    """Return the claim's statement, its lines of support, and what speaks against it."""
    blocks: list[Block] = []
    for identifier in words(directive.argument):
        claim = find.claim(identifier, context)
        statement = claim.statement
        if claim.basis == "judgement" and claim.attributed_to:
            statement = f"{statement.rstrip('.')} (the judgement of {claim.attributed_to})."
        blocks.append(Paragraph((Text(statement, strong=True),), "lead"))
        for line in claim.lines:
            if line.direction != "disputes":
                blocks.extend(_line_blocks(line, context))
        if flag(directive, "against", default=True):
            blocks.extend(against(claim, context))
    return tuple(blocks)


def _line_blocks(line: EvidenceLine, context: Context) -> Blocks:
    argument = Paragraph(text(f"{line.argument.rstrip('.')} ({line.strength or 'unweighed'})."))
    items = weighing.statements(line, context)
    if not items:
        return (argument,)
    return (argument, ItemList(tuple(ListItem((Paragraph(item),)) for item in items)))


def against(claim: Claim, context: Context) -> Blocks:
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


DIRECTIVE = Directive(
    "claim",
    "ID",
    "A claim with its evidence, for and against.",
    resolve,
    {"against": "`no` leaves out what speaks against it; show that with {contrary} then."},
)
