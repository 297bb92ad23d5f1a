"""From inline nodes to runs, each with its element of the structure tree.

A run that refers to a footnote carries it to the page; `FootnoteMaker` makes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from builder.document import Heading, Inline, Inlines, LineBreak, Link, NoteReference, Text
from builder.layout.styles import ACCENT, GREEN, LEAST, MUTED, RED, TextStyle
from builder.layout.ties import NO_BREAK, tied
from builder.pdf.canvas import Colour
from builder.pdf.flow.pieces import Footnote
from builder.pdf.flow.styled_runs import Hyperlink, Run, Word, words
from builder.pdf.fonts import Typeface
from builder.pdf.structure import Element, revision

_CODE_SCALE = 0.9
"""Plex Mono looks larger than the serif beside it."""
_RAISED_SCALE = 0.7
_RISE = 0.3


def note_anchor(number: int) -> str:
    """Return the name of a note's place."""
    return f"note {number}"


def reference_anchor(number: int) -> str:
    """Return the name of the places where a note is referred to."""
    return f"note reference {number}"


FootnoteMaker = Callable[[int, Element], Footnote | None]
"""Returns the footnote of a number for a reference in an element; None where it stands elsewhere."""


def no_footnotes(number: int, element: Element) -> None:
    """Set no footnotes: for text that refers to no notes, or whose notes stand at the end."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """The style and element that runs are being made in."""

    style: TextStyle
    element: Element
    colour: Colour
    footnote: FootnoteMaker
    link: Hyperlink | None = None


def plain(content: Inlines) -> str:
    """Return the words of inline content without any style."""
    parts: list[str] = []
    for node in content:
        match node:
            case Text():
                parts.append(node.text)
            case Link():
                parts.extend(text.text for text in node.content or (Text(node.label),))
            case LineBreak():
                parts.append(" ")
            case NoteReference():
                pass
    return " ".join("".join(parts).split())


def title(heading: Heading) -> str:
    """Return a heading as contents, bookmarks and the running head give it."""
    return f"{heading.number}\u2002{plain(heading.content)}" if heading.number else plain(heading.content)


def numbered(word: str, number: int, caption: Inlines) -> Inlines:
    """Return a caption with its number, as in “Table 4. Caption”."""
    return (Text(f"{word}\u00a0{number}. "), *caption) if number else caption


def runs(content: Sequence[Inline], style: TextStyle, element: Element, footnote: FootnoteMaker) -> list[Run]:
    """Return the runs of inline content set in `style`, belonging to `element`."""
    setting = _Setting(style, element, style.colour, footnote)
    return [run for node in content for run in _node(node, setting)]


def set_words(
    content: Sequence[Inline], style: TextStyle, element: Element, footnote: FootnoteMaker = no_footnotes
) -> list[Word]:
    """Return inline content as words ready to be broken into lines."""
    return words(runs(content, style, element, footnote))


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
    typeface = Typeface(typeface.family, typeface.bold or node.strong, typeface.italic != node.emphasis)
    size, rise = style.size, 0.0
    if node.code:
        typeface, size = typeface._replace(family="mono"), max(size * _CODE_SCALE, LEAST)
        element = Element("Code", element)
    if node.superscript:
        size, rise = max(size * _RAISED_SCALE, LEAST), style.size * _RISE
    line = "under" if setting.link is not None else "none"
    if node.deleted:
        element, colour, line = revision(element, "Deletion", node.text), RED, "through"
    elif node.inserted:
        element, colour, line = revision(element, "Insertion", node.text), GREEN, "under"
    text = node.text if node.code or style.exact else tied(node.text.replace("\n", " "))
    return Run(text, typeface, size, colour, element, rise, line, setting.link, exact=style.exact)  # type: ignore[arg-type]


def _link(node: Link, setting: _Setting) -> Iterator[Run]:
    said = node.description or plain(node.content) or node.label or node.target
    inside = replace(
        setting,
        element=Element("Link", setting.element),
        colour=ACCENT,
        link=Hyperlink(node.target, said),
    )
    for text in node.content or (Text(node.label or node.target),):
        yield replace(_text(text, inside), element=inside.element)
    if node.paged:
        place = Text(f" [{node.label}, p.{NO_BREAK}" if node.content and node.label else f" [p.{NO_BREAK}")
        yield replace(_text(place, inside), element=inside.element)
        folio = replace(_text(Text("00"), inside), element=inside.element)
        yield replace(folio, folio=node.target[1:])
        yield replace(_text(Text("]"), inside), element=inside.element)


def _reference(node: NoteReference, setting: _Setting) -> Run:
    link = Element("Link", Element("Reference", setting.element))
    style = setting.style
    return Run(
        str(node.number),
        style.typeface,
        max(style.size * _RAISED_SCALE, LEAST),
        ACCENT if setting.colour != MUTED else MUTED,
        link,
        rise=style.size * _RISE,
        link=Hyperlink(f"#{note_anchor(node.number)}", f"Note {node.number}"),
        anchor=reference_anchor(node.number),
        note=setting.footnote(node.number, setting.element),
    )
