"""The way from a draft's text to its nodes: front matter, blocks, footnotes."""

from __future__ import annotations

from typing import Any

from markdown_it.tree import SyntaxTreeNode

from builder.draft import blocks, inlines, nodes
from builder.draft.front_matter import FrontMatter
from builder.draft.markdown import dialect
from builder.draft.places import Origin, Place
from builder.draft.problems import Problems
from builder.draft.read_front_matter import read as read_front_matter
from kb.findings import in_order


def parse(text: str, path: str) -> nodes.Draft:
    """Return the draft read from `text`; whatever is wrong with it is in its `findings`.

    `path` is shown in findings and never opened.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "�")
    lines = text.split("\n")
    problems = Problems(path)
    footnotes: dict[str, nodes.Inlines] = {}
    tree, body = _read(text, 0, lines, problems, footnotes)
    front = FrontMatter()
    if tree.children and tree.children[0].type == "front_matter":
        front = read_front_matter(tree.children[0].content, 2, problems)
    else:
        problems.add(
            "front-matter",
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
) -> tuple[SyntaxTreeNode, blocks.Blocks]:
    """Parse a text that begins at the 0-based line `first` of the file."""
    env: dict[str, Any] = {"footnotes": {"refs": {f":{label}": -1 for label in footnotes}}}
    tree = SyntaxTreeNode(dialect().parse(text, env))

    def body(inner: str, line: int) -> blocks.Blocks:
        return _read(inner, line, lines, problems, footnotes)[1]

    def line(inner: str, number: int) -> nodes.Inlines:
        tree = SyntaxTreeNode(dialect().parseInline(inner, env))
        return inlines.convert(tree.children[0], inlines.Context(Origin(inner, lines, number), problems))

    context = blocks.Context(lines, first, problems, body, line)
    for node in tree.walk():
        if node.type == "footnote_reference":
            _footnote(node, context, footnotes)
    return tree, blocks.convert(tree, context)


def _footnote(node: SyntaxTreeNode, context: blocks.Context, footnotes: dict[str, nodes.Inlines]) -> None:
    content: list[nodes.Inline] = []
    for child in node.children:
        if child.type == "paragraph":
            if content:
                content.append(nodes.Break(context.place(child)))
            content.extend(blocks.inline_content(child, context))
    footnotes[str(node.meta.get("label", ""))] = tuple(content)
