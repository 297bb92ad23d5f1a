"""The way from a draft's text to its nodes: front matter and blocks; footnotes are in `read_footnotes`.

Nothing is passed over: what has no node of its own becomes words, and a finding says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from builder.draft import front_matter, nodes, places, read_inlines
from builder.draft.fences import Bodies, Fence, fence_within, meant, read_fence
from builder.draft.markdown import ATTRIBUTES, INLINE_OPTIONS, Attributes, dialect
from builder.draft.outline import contents, plain, walk
from builder.draft.places import Origin, Place, Problems, shortened
from builder.draft.read_footnotes import Footnotes
from builder.draft.read_pictures import read_picture
from kb.common.names import did_you_mean
from kb.findings import in_order

Blocks = tuple[nodes.Block, ...]
_DEEPEST = 10
"""How many lists, quotations and boxes may lie in each other: more leave no room for words."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the converters need: the file's lines, the line the parsed text began at, the findings."""

    lines: list[str]
    first: int
    """0-based line of the file at which the parsed text begins."""
    problems: Problems
    parse: Callable[[str, int, int], Blocks]
    """Reads a directive's body, given its text, its 0-based first line and its depth."""
    parse_line: Callable[[str, int], nodes.Inlines]
    """Reads an option of a directive, given its text and its 0-based line."""
    bodies: Bodies
    """The directives that there are."""
    depth: int = 0
    """How many lists, quotations and boxes the blocks lie in."""

    def line(self, node: SyntaxTreeNode) -> int:
        """Return the 0-based line of the file a block begins at."""
        return self.first + (node.map[0] if node.map else 0)

    def place(self, node: SyntaxTreeNode) -> Place:
        """Return where a block begins, behind its indentation."""
        line = self.line(node)
        source = self.lines[line] if line < len(self.lines) else ""
        return Place(line + 1, len(source) - len(source.lstrip()) + 1)


def parse(text: str, path: str, bodies: Bodies | None = None) -> nodes.Draft:
    """Return the draft read from `text`; whatever is wrong with it is in its `findings`.

    `path` is shown in findings and never opened; `bodies` are the directives that there are.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "�")
    problems = Problems(path)
    reader = _Reader(text.split("\n"), problems, Footnotes(problems), bodies or {})
    tree, body = reader.read(text, 0, 0)
    front = front_matter.FrontMatter()
    if tree.children and tree.children[0].type == "front_matter":
        front = front_matter.read(tree.children[0].content, 2, problems)
    elif open_end := front_matter.find_open_end(text):
        front_matter.report_open(open_end, problems)
    else:
        problems.add(
            places.FRONT_MATTER,
            Place(1, 1),
            "The draft has no front matter.",
            "Begin it with --- and the keys title and docket, closed by ---.",
        )
    reader.footnotes.report_unused(i for block in walk(body) for content in contents(block) for i in content)
    findings = tuple(in_order(problems.findings))
    return nodes.Draft(path, text, front, body, reader.footnotes.texts, findings)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the texts of one draft: the whole, and the bodies and options of its directives."""

    lines: list[str]
    problems: Problems
    footnotes: Footnotes
    bodies: Bodies

    def read(self, text: str, first: int, depth: int) -> tuple[SyntaxTreeNode, Blocks]:
        """Parse a text that begins at the 0-based line `first` of the file."""
        refs = {f":{label}": -1 for label in self.footnotes.texts}
        env: dict[str, Any] = {"footnotes": {"refs": refs}, "bodies": self.bodies}
        tree = SyntaxTreeNode(dialect().parse(text, env))

        def body(inner: str, line: int, depth: int) -> Blocks:
            return self.read(inner, line, depth)[1]

        def line(inner: str, number: int) -> nodes.Inlines:
            tree = SyntaxTreeNode(dialect().parseInline(inner, env))
            origin = Origin(inner, self.lines, number)
            return read_inlines.convert(tree.children[0], read_inlines.Context(origin, self.problems))

        context = Context(self.lines, first, self.problems, body, line, self.bodies, depth)
        for node in tree.walk():
            if node.type == "footnote_reference":
                label = str(node.meta.get("label", ""))
                self.footnotes.add(label, _convert(node, context), context.place(node))
        return tree, _convert(tree, context)


def _convert(node: SyntaxTreeNode, context: Context) -> Blocks:
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
    blocks = _convert(node, _deeper(node, context))
    if context.depth < _DEEPEST:
        yield nodes.BlockQuote(blocks, context.place(node))
    else:
        yield from blocks


def _listing(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    inner = _deeper(node, context)
    items = tuple(_convert(item, inner) for item in node.children)
    ordered = node.type == "ordered_list"
    if context.depth < _DEEPEST:
        yield nodes.Listing(items, ordered, int(node.attrs.get("start", 1)), context.place(node))
    else:
        yield from (block for item in items for block in item)


def _deeper(node: SyntaxTreeNode, context: Context) -> Context:
    """Go one level down; where there is no room for it the blocks are set without it, with a finding."""
    if context.depth == _DEEPEST:
        _too_deep(node, context)
    return replace(context, depth=context.depth + 1)


def _too_deep(node: SyntaxTreeNode, context: Context) -> None:
    context.problems.add(
        places.NESTING,
        context.place(node),
        f"More than {_DEEPEST} lists, quotations or boxes lie in each other here.",
        "Use fewer levels: the page has no room for more.",
    )


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


def _fence(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    place = context.place(node)
    fence = read_fence(node.info, node.content)
    if "unclosed" in node.meta:
        _unclosed(node, context)
    if fence is None:
        yield from _code(node, context)
        return
    if context.depth == _DEEPEST:
        _too_deep(node, context)
        yield nodes.CodeBlock(node.content.rstrip("\n"), place)
        return
    body: Blocks = ()
    takes = context.bodies.get(fence.name, "markdown")
    line = context.line(node) + fence.body_line
    if fence.body and takes == "none":
        context.problems.add(
            places.BODY,
            Place(line + 1, 1),
            f"The directive {{{fence.name}}} takes no body: “{shortened(fence.body)}”.",
            "Put text of your own below the directive; options stand directly below its first line.",
        )
    if fence.body and takes != "literal":
        body = context.parse(fence.body, line, context.depth + 1)
    texts = {name: _option(fence, name, node, context) for name in INLINE_OPTIONS}
    yield nodes.Directive(fence.name, fence.argument, fence.options, fence.body, body, place, texts)


def _unclosed(node: SyntaxTreeNode, context: Context) -> None:
    """Report a fence that does not end, or only with another that was opened in it."""
    fence = read_fence(node.info, "")
    what = f"The directive {{{fence.name}}}" if fence else "This block of code"
    other = int(node.meta["unclosed"])
    if other < 0:
        message = f"{what} is not closed."
        fix = f"Write {node.markup} on a line of its own where it ends."
    else:
        message = f"{what} is not closed before line {context.first + other + 1} opens another."
        longer = node.markup + node.markup[0]
        fix = f"Write {node.markup} where it ends; to hold another in it, begin and end it with {longer}."
    context.problems.add(places.FENCE, context.place(node), message, fix)


def _option(fence: Fence, name: str, node: SyntaxTreeNode, context: Context) -> nodes.Inlines:
    """Return an option as a line of Markdown."""
    if not fence.options.get(name):
        return ()
    line = context.line(node) + fence.option_lines[name]
    return context.parse_line(fence.options[name], line)


def _code(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    place = context.place(node)
    name = meant(node.info, context.bodies) or fence_within(node.content, context.bodies)
    if node.markup.startswith(":"):  # colons are for directives alone
        name = name or node.info.strip() or "…"
    if name:
        context.problems.add(
            places.FENCE,
            place,
            f"This is set as code, though it names {{{name}}}.",
            f"Begin the line with ```{{{name}}}, what it takes behind the braces; code has no braces.",
        )
    yield nodes.CodeBlock(node.content.rstrip("\n"), place)


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
    yield from _convert(node, context)


_CONVERTERS: dict[str, Callable[[SyntaxTreeNode, Context], Iterator[nodes.Block]]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "blockquote": _quote,
    "bullet_list": _listing,
    "ordered_list": _listing,
    "table": _table,
    "fence": _fence,
    "code_block": _code,
    "hr": _new_page,
    "html_block": _html,
    "remark_open": _remark,
    "too_deep": _deepest,
    "front_matter": _read_elsewhere,
    "footnote_reference": _read_elsewhere,
}
