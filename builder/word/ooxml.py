"""The elements that Word's text is made of (ECMA-376 part 1, 17): runs, fields, bookmarks, lengths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Element = Any
"""An element of lxml, which has no types."""

TWIPS = 20
"""Twentieths of a point, Word's unit of length."""
EMUS = 12700
"""English Metric Units in a point, the unit of drawings."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no place for."""


def writable(text: str) -> str:
    """Return a text without the control characters that XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def element(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Return an element such as `w:p`; attributes are of the namespace of WordprocessingML."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name.rstrip('_')}"), str(value))
    made.extend(children)
    return made


def put(parent: Element, child: Element) -> Element:
    """Add a child and return it."""
    parent.append(child)
    return child


def run(text: str, *properties: Element) -> Element:
    """Return a run of text; `properties` are in the order that the schema asks for."""
    made = element("w:r")
    if properties:
        made.append(element("w:rPr", *properties))
    for number, line in enumerate(writable(text).split("\n")):
        if number:
            made.append(element("w:br"))
        words = put(made, element("w:t"))
        words.text = line
        words.set(_SPACE, "preserve")
    return made


def field(instruction: str, shown: str, style: str = "") -> list[Element]:
    """Return the runs of a complex field with the result that it shows until it is updated (17.16.18).

    All of its runs have the character style: LibreOffice takes that of the first.
    """
    return [*field_begin(instruction, style), run(shown, *_styled(style)), field_end()]


def field_begin(instruction: str, style: str = "", *, dirty: bool = False) -> list[Element]:
    """Return the runs that begin a field, up to its result; `dirty` asks for an update on opening."""
    begin = element("w:fldChar", fldCharType="begin", **({"dirty": "true"} if dirty else {}))
    said = element("w:instrText")
    said.text = f" {instruction} "
    said.set(_SPACE, "preserve")
    separate = element("w:fldChar", fldCharType="separate")
    properties = [element("w:rPr", *_styled(style))] if style else []
    return [element("w:r", *map(deepcopy, properties), part) for part in (begin, said, separate)]


def field_end() -> Element:
    """Return the run that ends a field."""
    return element("w:r", element("w:fldChar", fldCharType="end"))


def _styled(style: str) -> list[Element]:
    """Return a character style; marks of notes are raised besides, as LibreOffice wants to be told."""
    raised = [element("w:vertAlign", val="superscript")] if style.endswith("Reference") else []
    return [element("w:rStyle", val=style), *raised] if style else []


def bookmarked(number: int, name: str, content: list[Element]) -> list[Element]:
    """Return content within a bookmark (17.13.6); Word takes at most 40 letters, digits and underscores."""
    start = element("w:bookmarkStart", id=number, name=name)
    return [start, *content, element("w:bookmarkEnd", id=number)]


def paragraph(style: str, *content: Element, properties: tuple[Element, ...] = ()) -> Element:
    """Return a paragraph in a style, given by its id."""
    made = element("w:p", element("w:pPr", element("w:pStyle", val=style), *properties))
    made.extend(content)
    return made


def runs_of(paragraph_element: Element) -> Iterator[Element]:
    """Yield the runs of a paragraph that show text, those of links among them."""
    for found in paragraph_element.iter(qn("w:r")):
        if found.find(qn("w:t")) is not None or found.find(qn("w:drawing")) is not None:
            yield found
