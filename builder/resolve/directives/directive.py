"""What a directive is, and how its argument and options are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builder.draft import nodes

if TYPE_CHECKING:
    from builder.resolve.context import Blocks, Context


@dataclass(frozen=True, slots=True)
class Directive:
    """A named way to put a block from the graph into the document."""

    name: str
    argument: str
    """What follows the name, for the reference page; empty when nothing does."""
    summary: str
    resolve: Callable[[nodes.Directive, Context], Blocks]
    options: Mapping[str, str] = field(default_factory=dict)
    """Option name -> what it does."""
    open_options: bool = False
    """Whether other options are accepted, as the parameters of a query are."""


def words(written: str) -> list[str]:
    """Split a list of ids or codes at spaces and commas."""
    return [word for word in written.replace(",", " ").split() if word]


def flag(directive: nodes.Directive, name: str, default: bool = False) -> bool:
    """Read a yes-or-no option; the bare option means yes."""
    written = directive.options.get(name)
    if written is None:
        return default
    return written.lower() in ("", "yes", "true", "on")
