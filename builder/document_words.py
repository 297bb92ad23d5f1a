"""The words of a resolved document in the order of reading, whatever they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from builder.document import Chart, CodeBlock, Contents, Picture, Series, Text


def document_words(node: object) -> Iterator[str]:
    """Yield the texts below a node of the document: runs, code, titles and names within drawings."""
    match node:
        case str() | None:
            return
        case tuple():
            for one in node:
                yield from document_words(one)
        case Text() | CodeBlock():
            yield node.text
        case Contents():
            yield node.title
        case Series():
            yield node.name
        case _ if is_dataclass(node):
            yield from _within_drawing(node)
            for field in fields(node):
                yield from document_words(getattr(node, field.name))


def _within_drawing(node: object) -> tuple[str, ...]:
    """Return what is read of a drawing that is no run of text."""
    match node:
        case Chart():
            return (node.unit, *node.categories)
        case Picture():
            return (node.alternative,)
    return ()
