"""Characters that a PDF cannot show: where they are in a document or line, and marks in their place."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, cast

Value = TypeVar("Value")

_UNSEEN = frozenset({"anchor", "target"})
"""Fields that lead somewhere and are not set."""


def lacking(value: object) -> set[str]:
    """Return the characters in the texts of a value, of dataclasses and collections, that no font has.

    They are named as they would be set, composed (NFC): a text may hold only their parts.
    """
    from builder.pdf.fonts import missing

    texts: set[str] = set()
    _gather(value, texts)
    return {character for text in texts if not _is_plain(text) for character in missing(text)}


def hidden(text: str) -> set[str]:
    """Return the characters of a text that nobody sees, or that stand for what could not be read.

    Control and format characters (direction marks, zero-width spaces, soft hyphens), those of private use,
    and U+FFFD. Tabs and line ends are white space.
    """
    if _is_plain(text):
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
        return value if _is_plain(value) else _marked(value, marks)
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


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _gather(value: object, texts: set[str]) -> None:
    """Put the texts of a value into a set."""
    if isinstance(value, str):
        texts.add(value)
    elif isinstance(value, tuple | list | set | frozenset):
        for part in value:
            _gather(part, texts)
    elif names := _seen(cast(Any, type(value))):
        for name in names:
            _gather(getattr(value, name), texts)
    elif isinstance(value, Mapping):
        for part in value.values():
            _gather(part, texts)


@cache
def _seen(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass that are set; none for another type."""
    fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    return tuple(field.name for field in fields if field.name not in _UNSEEN)
