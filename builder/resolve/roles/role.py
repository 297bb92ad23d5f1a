"""What a role is, and how one is declared: as a decorator of the function that fills it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.document import Inlines

if TYPE_CHECKING:
    from builder.resolve.context import Context

Filler = Callable[[str, "Context"], Inlines]
"""Turns what stands in the backticks into inlines, or raises `UnresolvedError`."""


@dataclass(frozen=True, slots=True)
class Role:
    """A named way to put something from the graph into a sentence."""

    name: str
    argument: str
    """What stands in the backticks, as Markdown for the reference page."""
    gives: str
    """What comes of it, likewise."""
    fill: Filler
    sourced: bool = False
    """Whether the sentence that it stands in counts as one with a source."""

    @property
    def row(self) -> str:
        """Its row in docs/draft-format.md."""
        return f"| `{self.name}` | {self.argument} | {self.gives} |"


def role(name: str, argument: str, gives: str, *, sourced: bool = False) -> Callable[[Filler], Role]:
    """Declare the function below as the filler of a role."""
    return lambda fill: Role(name, argument, gives, fill, sourced)
