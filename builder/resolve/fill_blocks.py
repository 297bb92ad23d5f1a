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
REPEATED_DIRECTIVE = Check(
    "repeated-directive", Severity.ERROR, "A directive stands twice that may stand once.", "Keep one."
)
Align = Literal["left", "right", "center"]


def fill(blocks: Iterable[nodes.Block], context: Context) -> Blocks:
    """Return the document's blocks for a draft's, each with its place."""
    done: list[doc.Block] = []
    for block in blocks:
        context.notes.begin_block()
        place = (block.place.line, block.place.column)
        filled = _FILLERS[type(block)](block, context)
        done.extend(_placed(one, place) for one in filled)
    return tuple(done)


def _placed(block: doc.Block, place: doc.Place) -> doc.Block:
    """Return a block with its place, and what a box holds with that of the box, where they have none."""
    if isinstance(block, doc.Callout):
        block = replace(block, blocks=tuple(_placed(one, place) for one in block.blocks))
    return block if block.place[0] else replace(block, place=place)


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
        attribution = context.inlines(_with_dash(last.content), context)
        blocks = blocks[:-1]
    return (doc.Quotation(fill(blocks, context), attribution),)


def _is_attribution(paragraph: nodes.Paragraph) -> bool:
    first = paragraph.content[0]
    return isinstance(first, nodes.Words) and first.text.lstrip().startswith(("—", "–"))


def _with_dash(content: nodes.Inlines) -> nodes.Inlines:
    """Return an attribution behind an em dash, however it was typed."""
    first, *rest = content
    if not isinstance(first, nodes.Words):
        return content
    dashed = replace(first, text="— " + first.text.lstrip(" \u00a0—–-"))
    if dashed.text == "— " and rest and isinstance(rest[0], nodes.Words):
        rest[0] = replace(rest[0], text=rest[0].text.lstrip())
    return (dashed, *rest)


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
    return (doc.CodeBlock(block.text),)


def _new_page(block: nodes.NewPage, context: Context) -> Blocks:
    return (doc.PageBreak(),)


def _directive(block: nodes.Directive, context: Context) -> Blocks:
    """What stands in the body of a directive that takes none, or cannot be filled, follows it."""
    known = DIRECTIVES.get(block.name)
    if known is None:
        fix = did_you_mean(block.name, DIRECTIVES, f"Known: {', '.join(sorted(DIRECTIVES))}.")
        message = f"There is no directive {{{block.name}}}."
        report(UnresolvedError(UNKNOWN_DIRECTIVE, message, fix), block.place, context)
        return (_unresolved(block), *fill(block.blocks, context))
    unknown = () if known.open_options else sorted(set(block.options) - set(known.options) - {"id"})
    for option in unknown:
        fix = did_you_mean(option, known.options, f"Options: {', '.join(known.options) or 'none'}.")
        message = f"The directive {{{block.name}}} has no option {option!r}."
        place = block.option_places.get(option, block.place)
        report(UnresolvedError(UNKNOWN_OPTION, message, fix), place, context)
    if known.once and block is not _first(block.name, context):
        message = f"The directive {{{block.name}}} stands in the draft already."
        report(UnresolvedError(REPEATED_DIRECTIVE, message, "Keep one of the two."), block.place, context)
        return fill(block.blocks, context)
    with context.problems.at(block.place):
        try:
            filled = _anchored(known.fill(block, context), block.options.get("id", ""))
        except UnresolvedError as problem:
            if not unknown:  # else it may follow from the option that was lost
                report(problem, block.place, context)
            return (_unresolved(block), *fill(block.blocks, context))
    return filled if known.body == "markdown" else (*filled, *fill(block.blocks, context))


def _first(name: str, context: Context) -> nodes.Directive:
    return next(found for found in context.outline.directives if found.name == name)


def _unresolved(block: nodes.Directive) -> doc.Paragraph:
    return doc.Paragraph((unresolved(f"{{{block.name}}} {block.argument}".strip()),))


def _anchored(blocks: Blocks, anchor: str) -> Blocks:
    """Return the blocks of a directive, the first table, figure or box with the anchor that it asks for."""
    if anchor:
        for at, block in enumerate(blocks):
            if isinstance(block, doc.Table | doc.Chart | doc.Picture | doc.Callout):
                return (*blocks[:at], replace(block, anchor=anchor), *blocks[at + 1 :])
    return blocks


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
