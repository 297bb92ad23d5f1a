"""The picture of what a record rests on and what uses it, as places of boxes; a template draws it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.workbench.record_addresses import PAGED_KINDS
from kb.analysis.explain import Node

_WIDTH, _HEIGHT, _GAP, _BETWEEN = 250, 44, 12, 110
"""Of a box, between boxes of a column, and between columns, in pixels."""
_MOST = 9
"""Boxes in a column; the list beside the picture has all."""
_LETTERS = 34


@dataclass(frozen=True, slots=True)
class Box:
    """One thing of the picture."""

    x: float
    y: float
    name: str
    """Kind and id; empty for the box that counts those left out."""
    title: str
    relation: str
    asked: bool = False

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return self.y + _HEIGHT / 2


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes of three columns: what it rests on, the record, what uses it."""

    width: int
    height: float
    below: tuple[Box, ...]
    asked: Box
    above: tuple[Box, ...]
    box_width: int = _WIDTH
    box_height: int = _HEIGHT

    @property
    def description(self) -> str:
        """What it shows, beside it."""
        return (
            "To the left what it rests on, to the right what uses it; the lists on this page have the same."
        )


def picture_of(node: Node) -> Picture | None:
    """Return the picture of a record; None where nothing is beside it."""
    below, above = list(_neighbours(node.rests_on)), list(_neighbours(node.used_by))
    if not below and not above:
        return None
    rows = max(min(len(below), _MOST + 1), min(len(above), _MOST + 1), 1)
    height = rows * (_HEIGHT + _GAP) - _GAP + 4
    middle = Box(_WIDTH + _BETWEEN, (height - _HEIGHT) / 2, _name(node), _cut(node.title), "", asked=True)
    return Picture(
        3 * _WIDTH + 2 * _BETWEEN + 4,
        height,
        tuple(_column(below, 2, height)),
        middle,
        tuple(_column(above, 2 * (_WIDTH + _BETWEEN), height)),
    )


def _neighbours(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield the records beside one; those of an evidence line stand for the line, each once."""
    seen: set[str] = set()
    for node in nodes:
        for each in node.rests_on if node.kind == "line" else (node,):
            if _name(each) not in seen and each.kind in PAGED_KINDS:
                seen.add(_name(each))
                yield each


def _column(nodes: Sequence[Node], x: float, height: float) -> Iterator[Box]:
    shown = nodes if len(nodes) <= _MOST + 1 else nodes[:_MOST]
    boxes = len(shown) + (len(shown) < len(nodes))
    y = (height - boxes * (_HEIGHT + _GAP) + _GAP) / 2
    for node in shown:
        yield Box(x, y, _name(node), _cut(node.title), node.relation)
        y += _HEIGHT + _GAP
    if len(shown) < len(nodes):
        yield Box(x, y, "", f"and {len(nodes) - len(shown)} more, in the list", "")


def _name(node: Node) -> str:
    return f"{node.kind}/{node.id}"


def _cut(text: str) -> str:
    return text if len(text) <= _LETTERS else text[: _LETTERS - 1].rstrip() + "…"
