"""Heading attributes: `{claim=life-saving-instructions topic=T5 item=R1 answers=O3b}`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

KEYS = ("claim", "topic", "item", "answers", "id")
"""What a heading may say: the claims it argues, the topics, required items and objections it
answers, and its own anchor."""

_BLOCK = re.compile(r"\s*\{(?P<body>[^{}`]*)\}\s*$")
_PAIR = re.compile(
    r"(?P<name>[A-Za-z][\w-]*)=(?:\"(?P<quoted>[^\"]*)\"|“(?P<curly>[^”]*)”|(?P<plain>[^\s\"“”]+))"
    r"|#(?P<anchor>[\w-]+)|(?P<other>\S+)"
)


@dataclass(frozen=True, slots=True)
class Attributes:
    """What the braces at the end of a heading say."""

    values: Mapping[str, tuple[str, ...]]
    start: int
    """Offset where the braces begin, with the white space before them; len(text) when there are none."""
    unknown: tuple[tuple[str, int], ...] = ()
    """Names or words that are not attributes, with their offsets."""


def read(text: str) -> Attributes:
    """Read the attribute block at the end of a heading's text; several values join with commas."""
    block = _BLOCK.search(text)
    if not block:
        return Attributes({}, len(text))
    values: dict[str, tuple[str, ...]] = {}
    unknown: list[tuple[str, int]] = []
    for match in _PAIR.finditer(block["body"]):
        name = "id" if match["anchor"] else (match["name"] or "")
        if name not in KEYS:
            unknown.append((name or match["other"], block.start("body") + match.start()))
            continue
        written = match["anchor"] or match["quoted"] or match["curly"] or match["plain"] or ""
        values[name] = values.get(name, ()) + tuple(v for v in re.split(r"[,\s]+", written) if v)
    return Attributes(values, block.start(), tuple(unknown))
