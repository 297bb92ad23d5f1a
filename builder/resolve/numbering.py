"""Numbers of sections, tables, figures and notes, in document order, and what references print of them.

Chapters of the back matter have no numbers, nor have tables, charts and pictures without a caption. Pages are
not known here; the layout adds them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, cast

from builder import document as doc

_DEEPEST = 3
"""Headings below this level have no number."""


def numbered(
    blocks: tuple[doc.Block, ...], notes: tuple[doc.Note, ...], unnumbered: Iterable[str]
) -> tuple[tuple[doc.Block, ...], tuple[doc.Note, ...]]:
    """Return the blocks with numbers, and references that name them; and the notes in their order.

    Args:
        blocks: of a whole document.
        notes: those that its blocks refer to, numbered as they were made.
        unnumbered: anchors of the chapters without a number.
    """
    counting = _Counting(frozenset(unnumbered))
    counted = doc.rebuilt(blocks, lambda block: (counting.block(block),))
    renumbered: dict[int, int] = {}
    labelled: tuple[doc.Block, ...] = _labelled(counted, counting.labels, renumbered)
    for note in notes:
        renumbered.setdefault(note.number, len(renumbered) + 1)
    ordered = (replace(note, number=renumbered[note.number]) for note in notes)
    return labelled, tuple(sorted(ordered, key=lambda note: note.number))


class _Counting:
    """Counts sections, tables and figures in the order of the document."""

    def __init__(self, unnumbered: frozenset[str]) -> None:
        self.labels: dict[str, str] = {}
        """Anchor -> what a reference prints, such as `§ 3.2` or `Table 4`."""
        self._unnumbered = unnumbered
        self._counted = True
        """Whether the chapter come to is numbered."""
        self._sections: list[int] = []
        self._counts = {"Table": 0, "Figure": 0}

    def block(self, block: doc.Block) -> doc.Block:
        match block:
            case doc.Heading():
                return self._heading(block)
            case doc.Table() if block.caption:
                return replace(block, number=self._next("Table", block.anchor))
            case doc.Chart() | doc.Picture() if block.caption:
                return replace(block, number=self._next("Figure", block.anchor))
        return block

    def _heading(self, heading: doc.Heading) -> doc.Heading:
        if heading.level == 1:
            self._counted = heading.anchor not in self._unnumbered
        if heading.level > _DEEPEST or not self._counted:
            return heading
        before = self._sections[heading.level - 1 : heading.level]
        parts = self._sections[: heading.level - 1]
        parts += [1] * (heading.level - 1 - len(parts))
        self._sections = [*parts, (before[0] if before else 0) + 1]
        number = ".".join(map(str, self._sections))
        self.labels[heading.anchor] = f"§ {number}"
        return replace(heading, number=number)

    def _next(self, word: str, anchor: str) -> int:
        self._counts[word] += 1
        if anchor:
            self.labels[anchor] = f"{word} {self._counts[word]}"
        return self._counts[word]


def _labelled(node: Any, labels: dict[str, str], notes: dict[int, int]) -> Any:
    """Return a node with what its references print; what holds none comes back as it is.

    `notes` maps the numbers of notes to those in the order of their first references, which it learns here.
    """
    if isinstance(node, doc.NoteReference):
        return replace(node, number=notes.setdefault(node.number, len(notes) + 1))
    if isinstance(node, doc.Link):
        label = labels.get(node.target[1:], "") if node.paged else ""
        return replace(node, label=label) if label else node
    if isinstance(node, tuple):
        parts = tuple(_labelled(part, labels, notes) for part in node)
        return node if all(a is b for a, b in zip(parts, node, strict=True)) else parts
    if isinstance(node, doc.Text | type) or not is_dataclass(node):
        return node
    changed: dict[str, Any] = {}
    found: Any = node
    kind: Any = type(node)
    for name in _fields(kind):
        value = getattr(node, name)
        if isinstance(value, tuple) and (new := _labelled(value, labels, notes)) is not value:
            changed[name] = new
    return replace(found, **changed) if changed else node


@cache
def _fields(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast(Any, kind)))
