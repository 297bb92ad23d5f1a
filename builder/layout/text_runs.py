"""From inline nodes to runs, each with its element of the structure tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from builder.document import Inline, Inlines, LineBreak, Link, NoteReference, Text
from builder.layout.styles import ACCENT, GREEN, MUTED, RED, TextStyle
from builder.pdf.canvas import Colour
from builder.pdf.flow.lines import Hyperlink, Run, Word, words
from builder.pdf.structure import Element, revision

_CODE_SCALE = 0.9
"""Plex Mono looks larger than the serif beside it."""
_RAISED_SCALE = 0.66


def note_anchor(number: int) -> str:
    """Return the name of an endnote's place."""
    return f"note {number}"


def reference_anchor(number: int) -> str:
    """Return the name of the place where an endnote is first referred to."""
    return f"note reference {number}"


@dataclass(frozen=True, slots=True)
class _Setting:
    """The style and element that runs are being made in."""

    style: TextStyle
    element: Element
    colour: Colour
    link: Hyperlink | None = None


def plain(content: Inlines) -> str:
    """Return the words of inline content without any style."""
    parts: list[str] = []
    for node in content:
        match node:
            case Text():
                parts.append(node.text)
            case Link():
                parts.extend(text.text for text in node.content)
            case LineBreak():
                parts.append(" ")
            case NoteReference():
                pass
    return " ".join("".join(parts).split())


def runs(content: Sequence[Inline], style: TextStyle, element: Element) -> list[Run]:
    """Return the runs of inline content set in `style`, belonging to `element`."""
    setting = _Setting(style, element, style.colour)
    return [run for node in content for run in _node(node, setting)]


def set_words(content: Sequence[Inline], style: TextStyle, element: Element) -> list[Word]:
    """Return inline content as words ready to be broken into lines."""
    return words(runs(content, style, element))


def _node(node: Inline, setting: _Setting) -> Iterator[Run]:
    match node:
        case Text():
            yield _text(node, setting)
        case Link():
            yield from _link(node, setting)
        case NoteReference():
            yield _reference(node, setting)
        case LineBreak():
            style = setting.style
            yield Run("\n", style.typeface, style.size, style.colour, setting.element)


def _text(node: Text, setting: _Setting) -> Run:
    style, colour, element = setting.style, setting.colour, setting.element
    typeface = style.typeface
    typeface = replace(
        typeface,
        bold=typeface.bold or node.strong,
        italic=typeface.italic != node.emphasis,
    )
    size, rise = style.size, 0.0
    if node.code:
        typeface, size = replace(typeface, family="mono"), size * _CODE_SCALE
        element = Element("Code", element)
    if node.superscript:
        size, rise = size * _RAISED_SCALE, style.size * 0.34
    line = "under" if setting.link is not None else "none"
    if node.deleted:
        element, colour, line = revision(element, "Deletion", node.text), RED, "through"
    elif node.inserted:
        element, colour, line = revision(element, "Insertion", node.text), GREEN, "under"
    text = node.text.replace("\n", " ")
    return Run(text, typeface, size, colour, element, rise, line, setting.link, exact=style.exact)  # type: ignore[arg-type]


def _link(node: Link, setting: _Setting) -> Iterator[Run]:
    said = node.description or plain(node.content) or node.target
    inside = replace(
        setting,
        element=Element("Link", setting.element),
        colour=ACCENT,
        link=Hyperlink(node.target, said),
    )
    for text in node.content or (Text(node.target),):
        yield replace(_text(text, inside), element=inside.element)


def _reference(node: NoteReference, setting: _Setting) -> Run:
    link = Element("Link", Element("Reference", setting.element))
    style = setting.style
    return Run(
        str(node.number),
        style.typeface,
        style.size * _RAISED_SCALE,
        ACCENT if setting.colour != MUTED else MUTED,
        link,
        rise=style.size * 0.34,
        link=Hyperlink(f"#{note_anchor(node.number)}", f"Note {node.number}"),
        anchor=reference_anchor(node.number),
    )
