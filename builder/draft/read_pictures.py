"""Markdown's images: `![alt](path "caption"){width=60% id=map}`, in a paragraph of their own.

They mean the directive `{picture}` with the same path and options.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from builder.draft import nodes
from builder.draft.places import Place

_ATTRIBUTES = re.compile(r"\{(?P<pairs>[^{}]*)\}\s*")
_PAIR = re.compile(r"(?P<name>[A-Za-z][\w-]*)=(?:\"(?P<quoted>[^\"]*)\"|(?P<plain>\S+))|#(?P<anchor>[\w-]+)")


def read_picture(inline: SyntaxTreeNode, place: Place) -> nodes.Directive | None:
    """Return the directive that an image means; None where a paragraph holds anything else.

    Args:
        inline: the inline node of a paragraph.
        place: where the paragraph begins.
    """
    first, *others = inline.children or (inline,)
    behind = "".join(other.content for other in others)
    attributes = _ATTRIBUTES.fullmatch(behind) if behind.strip() else None
    if first.type != "image" or (behind.strip() and attributes is None):
        return None
    if any(other.type != "text" for other in others):
        return None
    options = {"alt": _words(first)}
    for pair in _PAIR.finditer(attributes["pairs"] if attributes else ""):
        name = "id" if pair["anchor"] else pair["name"]
        options[name] = pair["anchor"] or pair["quoted"] or pair["plain"] or ""
    title = str(first.attrs.get("title", ""))
    inlines = {"caption": (nodes.Words(title, place),)} if title else {}
    path = unquote(str(first.attrs.get("src", "")))
    return nodes.Directive("picture", path, options, "", (), place, inlines)


def _words(node: SyntaxTreeNode) -> str:
    """Return the words of an image's description, without marks of emphasis."""
    return "".join(map(_words, node.children)) if node.children else node.content
