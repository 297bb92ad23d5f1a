"""What a draft writes as MyST does, apart from any Markdown parser: heading attributes and directive fences.

    ## The work protects life {claim=life-saving-instructions topic=T5 item=R1 answers=O3b}

A fence has a name, an argument, options and a body.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

INLINE_OPTIONS = ("caption", "source")
"""Options whose value is a line of Markdown."""

ATTRIBUTES = ("claim", "topic", "item", "answers", "id")
"""What a heading may say: the claims it argues, the topics, required items and objections it
answers, and its own anchor."""

_BLOCK = re.compile(r"\s*\{(?P<body>[^{}`]*)\}\s*$")
_PAIR = re.compile(
    r"(?P<name>[A-Za-z][\w-]*)=(?:\"(?P<quoted>[^\"]*)\"|“(?P<curly>[^”]*)”|(?P<plain>[^\s\"“”]+))"
    r"|#(?P<anchor>[\w-]+)|(?P<other>\S+)"
)
_INFO = re.compile(r"\s*\{(?P<name>[A-Za-z0-9][\w:+-]*)\}[ \t]*(?P<argument>.*?)\s*$")
_OPTION = re.compile(r":(?P<name>[A-Za-z][\w-]*):[ \t]*(?P<value>.*?)\s*$")


@dataclass(frozen=True, slots=True)
class Attributes:
    """What the braces at the end of a heading say."""

    values: Mapping[str, tuple[str, ...]]
    start: int
    """Offset where the braces begin, with the white space before them; len(text) when there are none."""
    unknown: tuple[tuple[str, int], ...] = ()
    """Names or words that are not attributes, with their offsets."""


def read_attributes(text: str) -> Attributes:
    """Read the attribute block at the end of a heading's text; several values join with commas."""
    block = _BLOCK.search(text)
    if not block:
        return Attributes({}, len(text))
    values: dict[str, tuple[str, ...]] = {}
    unknown: list[tuple[str, int]] = []
    for match in _PAIR.finditer(block["body"]):
        name = "id" if match["anchor"] else (match["name"] or "")
        if name not in ATTRIBUTES:
            unknown.append((name or match["other"], block.start("body") + match.start()))
            continue
        written = match["anchor"] or match["quoted"] or match["curly"] or match["plain"] or ""
        values[name] = values.get(name, ()) + tuple(v for v in re.split(r"[,\s]+", written) if v)
    return Attributes(values, block.start(), tuple(unknown))


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


def read_fence(info: str, content: str) -> Fence | None:
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
