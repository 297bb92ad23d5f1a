"""Block tokens of markdown-it to block nodes of a draft.

Nothing is passed over: what has no node of its own becomes words, and a finding says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markdown_it.tree import SyntaxTreeNode

from builder.draft import nodes, places, read_inlines
from builder.draft.block_context import Blocks, Context
from builder.draft.markdown import ATTRIBUTES, Attributes
from builder.draft.outline import plain
from builder.draft.places import Origin, shortened
from builder.draft.read_fences import read_code, read_fenced
from builder.draft.read_pictures import read_picture
from kb.common.names import did_you_mean


def convert(node: SyntaxTreeNode, context: Context) -> Blocks:
    """Return the blocks below a node."""
    return tuple(_below(node, context))


def _below(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    for child in node.children:
        yield from _CONVERTERS.get(child.type, _unsupported)(child, context)


def _inline_content(node: SyntaxTreeNode, context: Context, after: int = 0) -> nodes.Inlines:
    """Return the inline nodes of a block that holds text directly."""
    return _inline(node, context, after)[0]


def _inline(node: SyntaxTreeNode, context: Context, after: int) -> tuple[nodes.Inlines, int]:
    if not node.children:
        return (), after
    inline = node.children[0]
    first = context.line(inline if inline.map else node)
    origin = Origin(inline.content, context.lines, first, after)
    return read_inlines.convert(inline, read_inlines.Context(origin, context.problems)), origin.end


def _heading(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    place = context.place(node)
    read = node.meta.get("attributes", Attributes({}, 0))
    origin = Origin(str(node.meta.get("written", "")), context.lines, place.line - 1)
    for name, offset in read.unknown:
        known = name in ATTRIBUTES
        fix = did_you_mean(name, ATTRIBUTES, f"Known attributes: {', '.join(ATTRIBUTES)}.")
        context.problems.add(
            places.ATTRIBUTE,
            origin.place(offset),
            f"The attribute {name!r} has no value." if known else f"Unknown heading attribute {name!r}.",
            f"Write {name}=…, without spaces around the sign." if known else fix,
        )
    if read.broken:
        context.problems.add(
            places.ATTRIBUTE,
            origin.place(read.start),
            "The attributes of this heading do not stand in braces.",
            "Write them as {topic=T5 item=R1}, at its end.",
        )
    content = _inline_content(node, context)
    if not plain(content):
        context.problems.add(
            places.HEADING,
            place,
            "This heading has no words.",
            "Write its title; or write \\# where a number sign is meant.",
        )
    yield nodes.Heading(int(node.tag[1:]), content, read.values, place)


def _paragraph(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    picture = read_picture(node.children[0], context.place(node)) if node.children else None
    if picture is not None:
        yield picture
        return
    content = _inline_content(node, context)
    if content:
        yield nodes.Paragraph(content, context.place(node))


def _quote(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    blocks = convert(node, context.deeper(node))
    if not context.deepest:
        yield nodes.BlockQuote(blocks, context.place(node))
    else:
        yield from blocks


def _listing(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    inner = context.deeper(node)
    items = tuple(convert(item, inner) for item in node.children)
    ordered = node.type == "ordered_list"
    if not context.deepest:
        yield nodes.Listing(items, ordered, int(node.attrs.get("start", 1)), context.place(node))
    else:
        yield from (block for item in items for block in item)


def _deepest(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    """What the parser does not go down into; the level at which it lies has its finding already."""
    yield nodes.CodeBlock(node.content, context.place(node))


def _table(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    rows = [row for part in node.children for row in part.children]
    aligns = tuple(_align(cell) for cell in rows[0].children)
    grid = [_row(row, context) for row in rows]
    yield nodes.Grid(grid[0], tuple(grid[1:]), aligns, context.place(node))


def _row(row: SyntaxTreeNode, context: Context) -> tuple[nodes.Inlines, ...]:
    cells = []
    after = 0
    for cell in row.children:
        content, after = _inline(cell, context, after)
        cells.append(content)
    beyond = " | ".join(row.meta.get("beyond", ()))
    if beyond.strip(" |"):
        place = Origin(row.meta["beyond"][0], context.lines, context.line(row), after).place(0)
        context.problems.add(
            places.CELLS,
            place,
            f"This row has more cells than the head: “{shortened(beyond)}” has no column.",
            "Give the head as many cells; a pipe that belongs to a cell is written \\|, in code too.",
        )
        cells[-1] += (nodes.Words(f" | {beyond}", place),)
    return tuple(cells)


def _align(cell: SyntaxTreeNode) -> str:
    return str(cell.attrs.get("style", "text-align:left")).partition(":")[2]


def _new_page(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    yield nodes.NewPage(context.place(node))


def _html(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    read_inlines.refuse_html(node.content, context.place(node), context.problems)
    yield nodes.CodeBlock(node.content.rstrip("\n"), context.place(node))


def _remark(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    context.problems.add(
        places.REMARK,
        context.place(node),
        f"This remark is not closed before the text goes on: “{shortened(node.content)}”.",
        "Close it with -->; a remark holds no other.",
    )
    yield from ()


def _read_elsewhere(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    yield from ()


def _unsupported(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    read_inlines.unsupported(node, context.place(node), context.problems)
    yield from convert(node, context)


_CONVERTERS: dict[str, Callable[[SyntaxTreeNode, Context], Iterator[nodes.Block]]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "blockquote": _quote,
    "bullet_list": _listing,
    "ordered_list": _listing,
    "table": _table,
    "fence": read_fenced,
    "code_block": read_code,
    "hr": _new_page,
    "html_block": _html,
    "remark_open": _remark,
    "too_deep": _deepest,
    "front_matter": _read_elsewhere,
    "footnote_reference": _read_elsewhere,
}
