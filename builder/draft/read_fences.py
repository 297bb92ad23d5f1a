"""Fences and other literal text of a draft to its nodes: directives and code."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.tree import SyntaxTreeNode

from builder.draft import nodes, places
from builder.draft.block_context import Blocks, Context
from builder.draft.fences import Fence, fence_within, meant, read_fence
from builder.draft.markdown import INLINE_OPTIONS
from builder.draft.places import Place, shortened


def read_fenced(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    """Yield a directive, or code; a body that a directive does not take is read, with a finding."""
    place = context.place(node)
    fence = read_fence(node.info, node.content)
    if "unclosed" in node.meta:
        _unclosed(node, context)
    if fence is None:
        yield from read_code(node, context)
        return
    if context.deepest:
        context.deeper(node)
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
    first = context.line(node) + 1
    at = {name: Place(first + number, place.column) for name, number in fence.option_lines.items()}
    yield nodes.Directive(fence.name, fence.argument, fence.options, fence.body, body, place, texts, at)


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


def read_code(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Block]:
    """Yield literal text, with a finding where a directive is meant."""
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
