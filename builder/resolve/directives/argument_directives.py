"""Directives that argue: claims with their evidence, what speaks against them, and principles."""

from __future__ import annotations

from builder.document import Block, Callout, Cell, Inline, ItemList, ListItem, Paragraph, Table, Text
from builder.draft import nodes
from builder.resolve import cells, find, sourcing, values, weighing
from builder.resolve.cells import cell, header, text
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import directive, flag, words
from kb.findings import Check, Severity
from kb.model.records import Claim, EvidenceLine, Principle

CONTRARY_OF_NOTHING = Check(
    "contrary-of-nothing",
    Severity.ERROR,
    "{contrary} stands in a draft that argues no claim: there is nothing that evidence could speak against.",
    "Name claims behind it, or argue them with claim=… in the heading of a section.",
)
CONTRARY_EMPTY = Check(
    "contrary-empty",
    Severity.WARNING,
    "{contrary} has nothing to show: no evidence on record speaks against the claims. It prints nothing, "
    "since what is not on record may exist all the same.",
    "Write in your own words what speaks against you, or take the directive out.",
)
UNWEIGHED = Check(
    "unweighed-contrary",
    Severity.WARNING,
    "{contrary} or {claim} shows evidence against a claim, and nothing says how it is weighed.",
    "Say how: soc-evidence new weighing begins the record.",
)


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
        if argued.basis == "judgement":
            statement = f"{statement.rstrip('.')} ({values.whose_judgement(argued)})."
        blocks.append(Paragraph((Text(statement, strong=True),), "lead"))
        for line in argued.lines:
            if line.direction != "disputes":
                blocks.extend(_line_blocks(line, context))
        if flag(written, "against", default=True):
            blocks.extend(_against(argued, context))
    return tuple(blocks)


def _line_blocks(line: EvidenceLine, context: Context) -> Blocks:
    strength = f" ({line.strength})" if line.strength else ""
    argument = Paragraph(text(f"{line.argument.rstrip('.')}{strength}."))
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
        else:
            _report_unweighed(claim, line, context)
    if not blocks:
        return ()
    return (Callout("disclosure", text(f"Evidence against: {claim.title}"), tuple(blocks)),)


def _report_unweighed(claim: Claim, line: EvidenceLine, context: Context) -> None:
    for identifier in (*line.items, *line.figures, *line.duties):
        message = f"{identifier!r} speaks against the claim {claim.id!r}, and nothing says how it is weighed."
        context.problems.add(UNWEIGHED, context.problems.here, message, UNWEIGHED.fix, f"claim/{claim.id}")


@directive(
    "contrary", "CLAIM …", "All evidence against the claims argued (or those named), and how it is weighed."
)
def contrary(written: nodes.Directive, context: Context) -> Blocks:
    """Return a disclosure for each claim argued, or for the claims named; never an assurance."""
    argued = list(dict.fromkeys(use.id for use in context.outline.claims))
    named = words(written.argument)
    claims = [find.claim(i, context) for i in named] if named else find.claims(argued, context)
    if not claims:
        raise UnresolvedError(
            CONTRARY_OF_NOTHING,
            "No section argues a claim, so there is nothing that evidence could speak against.",
            CONTRARY_OF_NOTHING.fix,
        )
    blocks = [block for found in claims for block in _against(found, context)]
    if not blocks:
        message = "No evidence on record speaks against the claims; {contrary} prints nothing."
        context.problems.add(CONTRARY_EMPTY, context.problems.here, message, CONTRARY_EMPTY.fix)
    return tuple(blocks)


@directive(
    "principles",
    "P2 G6 …",
    "Principles and guidelines, with their bearing where it is on record for the occupation.",
    {"caption": "Another caption."},
)
def principles(written: nodes.Directive, context: Context) -> Blocks:
    """Return a row a principle: what it says, in our words, and its bearing on the case."""
    known = context.lookup.principles
    named = words(written.argument) or sorted(known, key=lambda i: (i[0] != "P", int(i[1:] or 0)))
    found = [find.principle(identifier, context) for identifier in named]
    bearings = [_bearing(one, context) for one in found]
    rows = tuple(_principle_row(one, context) for one in found)
    head = ["", "What it says"]
    if any(bearings):
        head.append("How it bears on this case")
        rows = tuple((*row, cell(bearing)) for row, bearing in zip(rows, bearings, strict=True))
    caption = cells.caption(written, "Principles and guidelines, paraphrased", context)
    widths = (1.4, *(3.0 for _ in head[1:]))
    return (Table(caption=caption, header=header(*head), rows=rows, widths=widths),)


def _bearing(principle: Principle, context: Context) -> str:
    """Return how a principle bears on the case; nothing where only another's, or another side's, is known."""
    case = context.case
    return "" if case.opposes or not case.concerns(principle.about) else principle.bearing


def _principle_row(principle: Principle, context: Context) -> tuple[Cell, ...]:
    content: list[Inline] = [Text(f"{principle.id} {principle.label}".strip())]
    citation = sourcing.of_record(principle.provenance, context)
    if citation:
        content.append(context.notes.cite([citation]))
    return (Cell(tuple(content), heading=True), cell(principle.paraphrase))
