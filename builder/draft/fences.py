"""Fences: the directives among them, read as MyST writes them, and where a fence ends that is not closed.

    ```{figures} 43-5031 33-9031
    :measures: employment
    ```

CommonMark lets an unclosed fence take everything to the end of the text. Here it takes what is
surely its own, so that the sections behind it are read, and `read_draft` reports it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

Body = Literal["none", "markdown", "literal"]
"""What a directive's body is: nothing, more of the draft, or text of its own kind."""
Bodies = Mapping[str, Body]
"""The directives there are, each with the body that it takes."""
BlockRule = Callable[[StateBlock, int, int, bool], bool]

_INFO = re.compile(r"\s*\{(?P<name>[A-Za-z0-9][\w:+-]*)\}[ \t]*(?P<argument>.*?)\s*$")
_OPTION = re.compile(r":(?P<name>[A-Za-z][\w-]*):[ \t]*(?P<value>.*?)\s*$")
_FENCE = re.compile(r"\s*(?P<marker>`{3,}|~{3,}|:{3,})\s*(?P<info>.*)$")
_HEADING = re.compile(r"#{1,6}[ \t]")


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


def meant(info: str, bodies: Bodies) -> str:
    """Return the directive that an info string means without naming it: `{figures 43-5031}`, `figures`.

    Whatever has braces means one, though there may be none of that name.
    """
    within = info[info.index("{") :] if "{" in info else info
    name = within.strip().strip("{}").strip().partition(" ")[0].strip("{}").lower()
    return name if name in bodies else (name or "…") * ("{" in info)


def fence_within(code: str, bodies: Bodies) -> str:
    """Return the directive that the first line of literal text opens, as in a fence indented by four."""
    first = _FENCE.match(code.strip().partition("\n")[0])
    if not first:
        return ""
    named = _INFO.match(first["info"])
    return named["name"] if named else meant(first["info"], bodies)


def ending(rule: BlockRule) -> BlockRule:
    """Return a fence rule of markdown-it that ends a fence which is not closed; see the module.

    The token then has `unclosed` in its `meta`: the 0-based line that opens another directive with no fewer
    marks, which would close this one before its own end, or -1.
    """

    def fence_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not rule(state, start, end, silent):
            return False
        if silent:
            return True
        token = state.tokens[-1]
        last = state.line - 1
        closed = last > start and _is_close(state, last, token.markup)
        other = _other(state, token, last)
        if not closed or other >= 0:
            _cut(state, token, other if other >= 0 else state.line)
            token.meta = {"unclosed": other}
        return True

    return fence_rule


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _is_close(state: StateBlock, line: int, markup: str) -> bool:
    text = _line(state, line).strip()
    return text.startswith(markup) and not text.strip(markup[0]) and not state.is_code_block(line)


def _other(state: StateBlock, token: Token, last: int) -> int:
    """Return the first line in a fence that opens a directive with no fewer marks of the same kind, or -1."""
    for line in range((token.map or [0])[0] + 1, last + 1):
        text = _line(state, line)
        if text.startswith(token.markup) and text.lstrip(token.markup[0]).lstrip().startswith("{"):
            return line
    return -1


def _cut(state: StateBlock, token: Token, stop: int) -> None:
    """End a fence before its container does: where its options, its paragraph or its section ends."""
    start = (token.map or [0])[0]
    named = _INFO.match(token.info)
    bodies: Bodies = state.env.get("bodies", {})
    body = bodies.get(named["name"], "markdown") if named else "literal"
    line = start + 1
    while named and line < stop and _OPTION.match(_line(state, line)):
        line += 1
    if body != "none":
        while line < stop and not _ends(state, line, body):
            line += 1
    state.line = line
    token.map = [start, line]
    token.content = state.getLines(start + 1, line, state.sCount[start], True)


def _ends(state: StateBlock, line: int, body: Body) -> bool:
    return state.isEmpty(line) if body == "literal" else bool(_HEADING.match(_line(state, line)))
