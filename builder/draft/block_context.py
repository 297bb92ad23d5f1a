"""What the converters of blocks share: the text they read, and how deep they are in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from markdown_it.tree import SyntaxTreeNode

from builder.draft import nodes, places
from builder.draft.fences import Bodies
from builder.draft.places import Place, Problems

Blocks = tuple[nodes.Block, ...]
DEEPEST = 10
"""How many lists, quotations and boxes may lie in each other: more leave no room for words."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the converters need: the file's lines, the line the parsed text began at, the findings."""

    lines: list[str]
    first: int
    """0-based line of the file at which the parsed text begins."""
    problems: Problems
    parse: Callable[[str, int, int], Blocks]
    """Reads a directive's body, given its text, its 0-based first line and its depth."""
    parse_line: Callable[[str, int], nodes.Inlines]
    """Reads an option of a directive, given its text and its 0-based line."""
    bodies: Bodies
    """The directives that there are."""
    depth: int = 0
    """How many lists, quotations and boxes the blocks lie in."""

    def line(self, node: SyntaxTreeNode) -> int:
        """Return the 0-based line of the file a block begins at."""
        return self.first + (node.map[0] if node.map else 0)

    def place(self, node: SyntaxTreeNode) -> Place:
        """Return where a block begins, behind its indentation."""
        line = self.line(node)
        source = self.lines[line] if line < len(self.lines) else ""
        return Place(line + 1, len(source) - len(source.lstrip()) + 1)

    @property
    def deepest(self) -> bool:
        """Say whether there is no room here for another list, quotation or box."""
        return self.depth >= DEEPEST

    def deeper(self, node: SyntaxTreeNode) -> Context:
        """Go one level down; where there is no room for it, the first level too many is a finding."""
        if self.depth == DEEPEST:
            self.problems.add(
                places.NESTING,
                self.place(node),
                f"More than {DEEPEST} lists, quotations or boxes lie in each other here.",
                "Use fewer levels: the page has no room for more.",
            )
        return replace(self, depth=self.depth + 1)
