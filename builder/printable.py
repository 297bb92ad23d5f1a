"""Characters that no font of the PDF has: where they are in a document, and marks in their place."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

Value = TypeVar("Value")

_UNSEEN = frozenset({"anchor", "target"})
"""Fields that lead somewhere and are not set."""


def lacking(value: object) -> set[str]:
    """Return the characters in the texts of a value, of dataclasses and collections, that no font has."""
    from builder.pdf.fonts import missing

    plain = (text for text in set(_texts(value)) if not (text.isascii() and text.isprintable()))
    return {character for text in plain for character in missing(text)}


def marked(value: Value, characters: set[str]) -> Value:
    """Return a value, of dataclasses and tuples, with `[U+1F600]` for each of some characters."""
    marks = {ord(character): f"[U+{ord(character):04X}]" for character in characters}
    changed: Value = _translated(value, marks)
    return changed


def _translated(value: Any, marks: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(marks)
    if isinstance(value, tuple):
        return tuple(_translated(part, marks) for part in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {
            field.name: _translated(getattr(value, field.name), marks)
            for field in dataclasses.fields(value)
            if field.name not in _UNSEEN
        }
        return dataclasses.replace(value, **parts)
    return value


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, tuple | list | set | frozenset):
        for part in value:
            yield from _texts(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in _UNSEEN:
                yield from _texts(getattr(value, field.name))
