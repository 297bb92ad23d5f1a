"""What a role is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.document import Inlines

if TYPE_CHECKING:
    from builder.resolve.context import Context


@dataclass(frozen=True, slots=True)
class Role:
    """A named way to put something from the graph into a sentence."""

    name: str
    argument: str
    """What stands in the backticks, for the reference page."""
    summary: str
    resolve: Callable[[str, Context], Inlines]
