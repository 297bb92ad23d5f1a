"""An explanation as an indented outline for people, and as CSV and JSON for programs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import replace

from kb.analysis.explain import Node
from kb.common.files import short_path
from kb.common.output import as_csv, as_json
from kb.common.tables import clean


def explanation(node: Node, form: str, width: int | None) -> str:
    """Write an explanation: an indented outline, one row for each record, or nested JSON."""
    node = _shortened(node)
    if form == "json":
        return as_json(node)
    if form == "csv":
        headings = ("depth", "direction", "relation", "kind", "id", "title", "place", "standing", "reason")
        return as_csv(headings, _outline_rows(node, 0, "asked"))
    return "\n".join(_outline(node, "", width or 100, set())) + "\n"


def _shortened(node: Node) -> Node:
    """Return the explanation with paths as seen from the working folder."""
    return replace(
        node,
        place=short_path(node.place),
        rests_on=tuple(map(_shortened, node.rests_on)),
        used_by=tuple(map(_shortened, node.used_by)),
    )


def _outline_rows(node: Node, depth: int, direction: str) -> Iterable[tuple[str, ...]]:
    names = (node.relation, node.kind, node.id, node.title, node.place, node.standing, node.reason)
    yield (str(depth), direction, *names)
    for child in node.rests_on:
        yield from _outline_rows(child, depth + 1, "rests on")
    for child in node.used_by:
        yield from _outline_rows(child, depth + 1, "used by")


def _outline(node: Node, indent: str, width: int, told: set[tuple[str, str]]) -> Iterable[str]:
    """Yield the lines of a record and of those below it; what was told once is only named again."""
    inner = indent + "    "
    again = (node.kind, node.id) in told and node.kind != "line"
    told.add((node.kind, node.id))
    yield from _wrapped(_heading(node) + (" (see above)" if again and node.details else ""), indent, width)
    if again and node.details:
        return
    if node.standing:
        yield from _wrapped(f"standing: {node.standing}: {node.reason}", inner, width)
    if node.place and node.details:
        yield f"{inner}{node.place}"
    for label, text in node.details:
        yield from _wrapped(f"{label}: {f'“{text}”' if label == 'quotation' else text}", inner, width)
    for child in node.rests_on:
        yield from _outline(child, inner, width, told)
    if node.used_by and node.details:
        yield f"{inner}used by"
        inner += "    "
    for child in node.used_by:
        yield from _outline(child, inner, width, told)


def _heading(node: Node) -> str:
    if node.kind == "line":
        return f"{node.relation}: {node.title}"
    name = node.id if node.kind == "soc" else f"{node.kind}/{node.id}"
    lead = f"{node.relation} → " if node.relation else ""
    return f"{lead}{name}: {node.title}"


def _wrapped(text: str, indent: str, width: int) -> list[str]:
    return textwrap.wrap(
        clean(text),
        max(width, len(indent) + 40),
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_on_hyphens=False,
        break_long_words=False,
    )
