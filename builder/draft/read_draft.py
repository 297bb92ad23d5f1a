"""The way from a draft's text to its nodes: front matter, blocks, footnotes."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from builder.draft import front_matter, nodes, places, read_inlines
from builder.draft.markdown import (
    ATTRIBUTES,
    INLINE_OPTIONS,
    Attributes,
    Fence,
    dialect,
    read_fence,
)
from builder.draft.places import Origin, Place, Problems
from kb.common.names import did_you_mean
from kb.findings import in_order

Blocks = tuple[nodes.Block, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What the converters need: the file's lines, the line the parsed text began at, the findings."""

    lines: list[str]
    first: int
    """0-based line of the file at which the parsed text begins."""
    problems: Problems
    parse: Callable[[str, int], Blocks]
    """Reads a directive's body, given its text and its 0-based first line."""
    parse_line: Callable[[str, int], nodes.Inlines]
    """Reads an option of a directive, given its text and its 0-based line."""
    literal: Container[str]
    """Names of the directives whose body is not Markdown."""

    def line(self, node: SyntaxTreeNode) -> int:
        """Return the 0-based line of the file a block begins at."""
        return self.first + (node.map[0] if node.map else 0)

    def place(self, node: SyntaxTreeNode) -> Place:
        """Return where a block begins, behind its indentation."""
        line = self.line(node)
        source = self.lines[line] if line < len(self.lines) else ""
        return Place(line + 1, len(source) - len(source.lstrip()) + 1)


def parse(text: str, path: str, literal: Container[str] = ()) -> nodes.Draft:
    """Return the draft read from `text`; whatever is wrong with it is in its `findings`.

    `path` is shown in findings and never opened; `literal` names the directives whose body is not Markdown.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "�")
    lines = text.split("\n")
    problems = Problems(path)
    footnotes: dict[str, nodes.Inlines] = {}
    tree, body = _read(text, 0, lines, problems, footnotes, literal)
    front = front_matter.FrontMatter()
    if tree.children and tree.children[0].type == "front_matter":
        front = front_matter.read(tree.children[0].content, 2, problems)
    else:
        problems.add(
            places.FRONT_MATTER,
            Place(1, 1),
            "The draft has no front matter.",
            "Begin it with --- and the keys title and docket, closed by ---.",
        )
    findings = tuple(in_order(problems.findings))
    return nodes.Draft(path, text, front, body, footnotes, findings)


def _read(
    text: str,
    first: int,
    lines: list[str],
    problems: Problems,
    footnotes: dict[str, nodes.Inlines],
    literal: Container[str],
) -> tuple[SyntaxTreeNode, Blocks]:
    """Parse a text that begins at the 0-based line `first` of the file."""
    env: dict[str, Any] = {"footnotes": {"refs": {f":{label}": -1 for label in footnotes}}}
    tree = SyntaxTreeNode(dialect().parse(text, env))

    def body(inner: str, line: int) -> Blocks:
        return _read(inner, line, lines, problems, footnotes, literal)[1]

    def line(inner: str, number: int) -> nodes.Inlines:
        tree = SyntaxTreeNode(dialect().parseInline(inner, env))
        origin = Origin(inner, lines, number)
        return read_inlines.convert(tree.children[0], read_inlines.Context(origin, problems))

    context = Context(lines, first, problems, body, line, literal)
    for node in tree.walk():
        if node.type == "footnote_reference":
            _footnote(node, context, footnotes)
    return tree, _convert(tree, context)


def _footnote(node: SyntaxTreeNode, context: Context, footnotes: dict[str, nodes.Inlines]) -> None:
    content: list[nodes.Inline] = []
    for child in node.children:
        if child.type == "paragraph":
            if content:
                content.append(nodes.Break(context.place(child)))
            content.extend(_inline_content(child, context))
    footnotes[str(node.meta.get("label", ""))] = tuple(content)


def _convert(node: SyntaxTreeNode, context: Context) -> Blocks:
    """Return the blocks below a node."""
    return tuple(_below(node, context))


def _below(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    for child in node.children:
        converter = _CONVERTERS.get(child.type)
        if converter:
            yield from converter(child, context)


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
    level = int(node.tag[1:])
    yield nodes.Heading(level, _inline_content(node, context), read.values, place)


def _paragraph(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    content = _inline_content(node, context)
    if content:
        yield nodes.Paragraph(content, context.place(node))


def _quote(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    yield nodes.BlockQuote(_convert(node, context), context.place(node))


def _listing(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    items = tuple(_convert(item, context) for item in node.children)
    ordered = node.type == "ordered_list"
    yield nodes.Listing(items, ordered, int(node.attrs.get("start", 1)), context.place(node))


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
    return tuple(cells)


def _align(cell: SyntaxTreeNode) -> str:
    return str(cell.attrs.get("style", "text-align:left")).partition(":")[2]


def _fence(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    place = context.place(node)
    fence = read_fence(node.info, node.content)
    if fence is None:
        yield nodes.CodeBlock(node.content.rstrip("\n"), place)
        return
    body: Blocks = ()
    if fence.body and fence.name not in context.literal:
        body = context.parse(fence.body, context.line(node) + fence.body_line)
    texts = {name: _option(fence, name, node, context) for name in INLINE_OPTIONS}
    yield nodes.Directive(fence.name, fence.argument, fence.options, fence.body, body, place, texts)


def _option(fence: Fence, name: str, node: SyntaxTreeNode, context: Context) -> nodes.Inlines:
    """Return an option as a line of Markdown."""
    if not fence.options.get(name):
        return ()
    line = context.line(node) + fence.option_lines[name]
    return context.parse_line(fence.options[name], line)


def _code(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    yield nodes.CodeBlock(node.content.rstrip("\n"), context.place(node))


def _new_page(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    yield nodes.NewPage(context.place(node))


def _html(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    if not node.content.lstrip().startswith("<!--"):
        read_inlines.refuse_html(node.content, context.place(node), context.problems)
    yield from ()


_CONVERTERS: dict[str, Callable[[SyntaxTreeNode, Context], Iterator[nodes.Block]]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "blockquote": _quote,
    "bullet_list": _listing,
    "ordered_list": _listing,
    "table": _table,
    "fence": _fence,
    "colon_fence": _fence,
    "code_block": _code,
    "hr": _new_page,
    "html_block": _html,
}
