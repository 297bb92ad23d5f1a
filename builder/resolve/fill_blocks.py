"""Fill the blocks of a draft: one function a kind of block."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Literal

from builder import document as doc
from builder.draft import nodes
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives import DIRECTIVES
from builder.resolve.fill_inlines import report, unresolved
from kb.common.names import did_you_mean
from kb.findings import Check, Severity

UNKNOWN_DIRECTIVE = Check(
    "unknown-directive", Severity.ERROR, "There is no such directive.", "See docs/draft-format.md."
)
UNKNOWN_OPTION = Check(
    "unknown-option", Severity.ERROR, "A directive has no such option.", "See docs/draft-format.md."
)
Align = Literal["left", "right", "center"]


def fill(blocks: Iterable[nodes.Block], context: Context) -> Blocks:
    """Return the document's blocks for a draft's, each with its place."""
    return tuple(
        replace(filled, place=(block.place.line, block.place.column))
        for block in blocks
        for filled in _FILLERS[type(block)](block, context)
    )


def _heading(block: nodes.Heading, context: Context) -> Blocks:
    content = context.inlines(block.content, context)
    level = min(block.level, 4)
    return (doc.Heading(level, content, context.outline.anchor(block)),)


def _paragraph(block: nodes.Paragraph, context: Context) -> Blocks:
    return (doc.Paragraph(context.inlines(block.content, context)),)


def _quotation(block: nodes.BlockQuote, context: Context) -> Blocks:
    """A last paragraph that begins with a dash is the attribution."""
    blocks = block.blocks
    attribution: doc.Inlines = ()
    last = blocks[-1] if blocks else None
    if isinstance(last, nodes.Paragraph) and len(blocks) > 1 and _is_attribution(last):
        attribution = context.inlines(last.content, context)
        blocks = blocks[:-1]
    return (doc.Quotation(fill(blocks, context), attribution),)


def _is_attribution(paragraph: nodes.Paragraph) -> bool:
    first = paragraph.content[0]
    return isinstance(first, nodes.Words) and first.text.lstrip().startswith(("—", "–", "--"))


def _listing(block: nodes.Listing, context: Context) -> Blocks:
    items = tuple(doc.ListItem(fill(item, context)) for item in block.items)
    return (doc.ItemList(items, block.ordered, block.start),)


def _grid(block: nodes.Grid, context: Context) -> Blocks:
    def cells(row: tuple[nodes.Inlines, ...]) -> tuple[doc.Cell, ...]:
        return tuple(
            doc.Cell(context.inlines(content, context), _align(align))
            for content, align in zip(row, block.aligns, strict=False)
        )

    return (doc.Table((), cells(block.header), tuple(cells(row) for row in block.rows)),)


def _align(written: str) -> Align:
    return "right" if written == "right" else "center" if written == "center" else "left"


def _code(block: nodes.CodeBlock, context: Context) -> Blocks:
    content: list[doc.Inline] = []
    for line in block.text.split("\n"):
        if content:
            content.append(doc.LineBreak())
        content.append(doc.Text(line or " ", code=True))
    return (doc.Paragraph(tuple(content), "small"),)


def _new_page(block: nodes.NewPage, context: Context) -> Blocks:
    return (doc.PageBreak(),)


def _directive(block: nodes.Directive, context: Context) -> Blocks:
    known = DIRECTIVES.get(block.name)
    if known is None:
        fix = did_you_mean(block.name, DIRECTIVES, f"Known: {', '.join(sorted(DIRECTIVES))}.")
        message = f"There is no directive {{{block.name}}}."
        report(UnresolvedError(UNKNOWN_DIRECTIVE, message, fix), block.place, context)
        return (doc.Paragraph((unresolved(f"{{{block.name}}}"),)),)
    unknown = () if known.open_options else sorted(set(block.options) - set(known.options))
    for option in unknown:
        fix = did_you_mean(option, known.options, f"Options: {', '.join(known.options) or 'none'}.")
        message = f"The directive {{{block.name}}} has no option {option!r}."
        report(UnresolvedError(UNKNOWN_OPTION, message, fix), block.place, context)
    with context.problems.at(block.place):
        try:
            return known.fill(block, context)
        except UnresolvedError as problem:
            report(problem, block.place, context)
            return (doc.Paragraph((unresolved(f"{{{block.name}}} {block.argument}".strip()),)),)


_FILLERS: dict[type, Callable[[Any, Context], Blocks]] = {
    nodes.Heading: _heading,
    nodes.Paragraph: _paragraph,
    nodes.BlockQuote: _quotation,
    nodes.Listing: _listing,
    nodes.Grid: _grid,
    nodes.CodeBlock: _code,
    nodes.NewPage: _new_page,
    nodes.Directive: _directive,
}
