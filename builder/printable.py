"""Characters that a PDF cannot show: where they are in a document or line, and marks in their place."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Hashable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

Value = TypeVar("Value")

_UNSEEN = frozenset({"anchor", "target"})
"""Fields that lead somewhere and are not set."""


def lacking(value: object) -> set[str]:
    """Return the characters in the texts of a value, of dataclasses and collections, that no font has.

    They are named as they would be set, composed (NFC): a text may hold only their parts.
    """
    from builder.pdf.fonts import missing

    plain = (text for text in set(_texts(value)) if not (text.isascii() and text.isprintable()))
    return {character for text in plain for character in missing(text)}


def hidden(text: str) -> set[str]:
    """Return the characters of a text that nobody sees, or that stand for what could not be read.

    Control and format characters (direction marks, zero-width spaces, soft hyphens), those of private use,
    and U+FFFD. Tabs and line ends are white space.
    """
    if text.isascii() and text.isprintable():
        return set()
    found = {c for c in set(text) - set("\t\n") if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cn", "Cs")}
    return found | ({"\ufffd"} & set(text))


def column_of(character: str, line: str) -> int:
    """Return the column of a character in a line, counted from 1, or of the last part that composes it."""
    at = line.find(character)
    if at >= 0:
        return at + 1
    ends = range(1, len(line) + 1)
    return next((end for end in ends if character in unicodedata.normalize("NFC", line[:end])), 1)


def marked(value: Value, characters: set[str]) -> Value:
    """Return a value, of dataclasses and tuples, with `[U+1F600]` for each of some characters."""
    marks = {ord(character): f"[U+{ord(character):04X}]" for character in characters}
    changed: Value = _translated(value, marks) if marks else value
    return changed


def _translated(value: Any, marks: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else _marked(value, marks)
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


def _marked(text: str, marks: dict[int, str]) -> str:
    return unicodedata.normalize("NFC", text).translate(marks)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, tuple | list | set | frozenset):
        for part in value:
            yield from _texts(part)
    elif value is not None and not isinstance(value, int | float):
        kind: Any = type(value)
        for name in _seen(kind):
            yield from _texts(getattr(value, name))


@cache
def _seen(kind: Hashable) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass that are set; none for another type."""
    fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    return tuple(field.name for field in fields if field.name not in _UNSEEN)
