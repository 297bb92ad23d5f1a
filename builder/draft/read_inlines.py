"""Inline tokens of markdown-it to inline nodes of a draft."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from markdown_it.tree import SyntaxTreeNode

from builder.draft import nodes, places
from builder.draft.cite_syntax import Cluster
from builder.draft.places import Origin, Place, Problems, shortened

_ANCHOR = re.compile(r"#[A-Za-z0-9][\w-]*")
_DASH = re.compile(r"(?:https?://|www\.)\S+|(?<![-!{|:+=])(?P<dash>-{2,3})(?![->}|:+=])")
"""Two hyphens are an en dash, three an em dash, as in Pandoc; not in addresses, tables, remarks."""
_FOOTNOTE = re.compile(r"\[\^[\w-]+\]")


@dataclass(frozen=True, slots=True)
class Style:
    """The styles in force at a point of the text."""

    strong: bool = False
    emphasis: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What the converters of one block need."""

    origin: Origin
    problems: Problems
    style: Style = Style()

    def place(self, node: SyntaxTreeNode) -> Place:
        """Return where the node begins."""
        return self.origin.place(node.map[0] if node.map else 0)


def convert(node: SyntaxTreeNode, context: Context) -> nodes.Inlines:
    """Return the inline nodes below an `inline` node, with neighbouring words of one style joined."""
    return tuple(_joined(_children(node, context)))


def _children(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Inline]:
    for child in node.children:
        yield from _CONVERTERS.get(child.type, _unsupported)(child, context)


def _joined(inlines: Iterator[nodes.Inline]) -> Iterator[nodes.Inline]:
    held: nodes.Words | None = None
    for inline in inlines:
        if isinstance(inline, nodes.Words):
            if held and _continues(held, inline):
                held = replace(held, text=held.text + inline.text)
                continue
            if held:
                yield held
            held = inline
            continue
        if held:
            yield held
            held = None
        yield inline
    if held:
        yield held


def _continues(held: nodes.Words, words: nodes.Words) -> bool:
    """Say whether words go on in the same style where others end, so that one place serves both."""
    end = held.place.column + len(held.text)
    here = held.place.line == words.place.line and words.place.column <= end
    return here and replace(held, text=words.text, place=words.place) == words


def _words(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Inline]:
    for mark in _FOOTNOTE.finditer(node.content):
        context.problems.add(
            places.FOOTNOTE,
            context.place(node),
            f"The footnote {mark[0]} has no text.",
            f"Write its text on a line of its own, as `{mark[0]}: …`.",
        )
    start = 0
    for dash in _DASH.finditer(node.content):
        if dash["dash"]:
            written = node.content[start : dash.start()] + ("—" if len(dash["dash"]) == 3 else "–")
            yield _styled_words(written, node, context, start)
            start = dash.end()
    if node.content[start:]:
        yield _styled_words(node.content[start:], node, context, start)


def _escaped(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Inline]:
    """A character typed as an escape or an entity, so that it is no mark."""
    yield replace(_styled_words(node.content, node, context), escaped=True)


def _styled_words(text: str, node: SyntaxTreeNode, context: Context, offset: int = 0) -> nodes.Words:
    style, place = context.style, context.place(node)
    return nodes.Words(
        text,
        Place(place.line, place.column + offset),
        strong=style.strong,
        emphasis=style.emphasis,
        deleted=style.deleted,
    )


def _code(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Inline]:
    yield nodes.Words(node.content, context.place(node), code=True)


def _space(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Inline]:
    yield _styled_words(" ", node, context)


def _hard_break(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Inline]:
    yield nodes.Break(context.place(node))


def _styled(**change: bool) -> Callable[[SyntaxTreeNode, Context], Iterator[nodes.Inline]]:
    def convert_styled(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Inline]:
        yield from _children(node, replace(context, style=replace(context.style, **change)))

    return convert_styled


def _link(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Inline]:
    target = _scheme_lowered(str(node.attrs.get("href", "")))
    if node.info == "auto":
        inside: nodes.Inlines = tuple(_styled_words(child.content, child, context) for child in node.children)
    else:
        inside = tuple(_joined(_children(node, context)))
    reason = _refused(target)
    if reason:
        context.problems.add(
            places.LINK,
            context.place(node),
            f"The link to {target!r} is refused: {reason}.",
            "Give a full https address, or cite the source with [@key].",
        )
        yield from inside
        return
    words = tuple(part for part in inside if isinstance(part, nodes.Words))
    if len(words) < len(inside):
        context.problems.add(
            places.LINK,
            context.place(node),
            "A link holds something other than words.",
            "Put citations and roles before or behind the link.",
        )
    yield nodes.Hyperlink(words, target, context.place(node))


def _scheme_lowered(target: str) -> str:
    """Return an address with its scheme in small letters, as it means the same (RFC 3986, 3.1)."""
    scheme, colon, rest = target.partition(":")
    return f"{scheme.lower()}:{rest}" if colon and scheme.isalpha() else target


def _refused(target: str) -> str:
    """Return why a target is refused, or an empty string when it is fine."""
    if target.startswith("#"):
        return "" if _ANCHOR.fullmatch(target) else "this is not an anchor of the document"
    try:
        parts = urlsplit(target)
    except ValueError:
        return "this is not an address"
    if parts.scheme == "mailto" and "@" in parts.path:
        return ""
    if parts.scheme in ("http", "https"):
        return "" if parts.hostname else "the address names no host"
    return "links lead to http, https or mailto addresses, or to #anchors"


def _image(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Inline]:
    context.problems.add(
        places.IMAGE,
        context.place(node),
        "A picture stands within a line of text.",
        "Put it into a paragraph of its own, ![what it shows](path), with empty lines around it.",
    )
    yield nodes.Words(node.content, context.place(node))


def _html(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Inline]:
    if not node.content.startswith("<!--"):
        refuse_html(node.content, context.place(node), context.problems)
    yield from ()


def refuse_html(content: str, place: Place, problems: Problems) -> None:
    """Note that raw HTML is not accepted."""
    problems.add(
        places.HTML,
        place,
        f"Raw HTML is not accepted: {shortened(content)}",
        "Write it in Markdown; to show an angle bracket, write \\<.",
    )


def _role(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Inline]:
    yield nodes.Role(str(node.meta["name"]), node.content.strip(), context.place(node))


def _citation(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Inline]:
    cluster: Cluster = node.meta["cluster"]
    for offset in cluster.keyless:
        context.problems.add(
            places.CITATION,
            context.origin.place(offset),
            "A part of this citation has no @key.",
            "Write [@key, p. 3; @other-key]; a remark goes behind a key, after a comma.",
        )
    items = tuple(
        nodes.CitedItem(
            item.key,
            context.origin.place(item.offset),
            item.locator,
            item.prefix,
            item.suffix,
            item.suppress_author,
        )
        for item in cluster.items
    )
    yield nodes.Cite(items, context.place(node), cluster.in_text)


def _footnote(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Inline]:
    yield nodes.FootnoteMark(str(node.meta.get("label", "")), context.place(node))


def _unsupported(node: SyntaxTreeNode, context: Context) -> Iterator[nodes.Inline]:
    unsupported(node, context.place(node), context.problems)
    if node.content:
        yield nodes.Words(node.content, context.place(node))
    yield from _children(node, context)


def unsupported(node: SyntaxTreeNode, place: Place, problems: Problems) -> None:
    """Note that a kind of Markdown is not known."""
    message = f"This Markdown ({node.type}) has no place in a filing."
    problems.add(places.SYNTAX, place, message, "Write it as plain text.")


_CONVERTERS: dict[str, Callable[[SyntaxTreeNode, Context], Iterator[nodes.Inline]]] = {
    "text": _words,
    "text_special": _escaped,
    "code_inline": _code,
    "softbreak": _space,
    "hardbreak": _hard_break,
    "strong": _styled(strong=True),
    "em": _styled(emphasis=True),
    "s": _styled(deleted=True),
    "link": _link,
    "image": _image,
    "html_inline": _html,
    "myst_role": _role,
    "citation": _citation,
    "footnote_ref": _footnote,
}
