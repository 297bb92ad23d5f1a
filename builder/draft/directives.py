"""The inside of a directive fence: name, argument, options, body."""

from __future__ import annotations

import re
from dataclasses import dataclass

LITERAL_BODIES = frozenset({"redline", "sparql-table"})
"""Directives whose body is not Markdown."""

INLINE_OPTIONS = ("caption", "source")
"""Options whose value is a line of Markdown."""

_INFO = re.compile(r"\s*\{(?P<name>[A-Za-z0-9][\w:+-]*)\}[ \t]*(?P<argument>.*?)\s*$")
_OPTION = re.compile(r":(?P<name>[A-Za-z][\w-]*):[ \t]*(?P<value>.*?)\s*$")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fence read as a directive."""

    name: str
    argument: str
    options: dict[str, str]
    option_lines: dict[str, int]
    """Lines between the fence's first line and that of each option."""
    body: str
    body_line: int
    """Lines between the fence's first line and the body's first line."""


def read(info: str, content: str) -> Fence | None:
    """Return the directive, or None when the info string names none."""
    match = _INFO.match(info)
    if not match:
        return None
    lines = content.split("\n")
    options: dict[str, str] = {}
    option_lines: dict[str, int] = {}
    used = 0
    for line in lines:
        option = _OPTION.match(line)
        if not option:
            break
        options[option["name"]] = option["value"]
        used += 1
        option_lines[option["name"]] = used
    while used < len(lines) and not lines[used].strip():
        used += 1
    body = "\n".join(lines[used:]).rstrip("\n")
    return Fence(match["name"], match["argument"], options, option_lines, body, used + 1)
