"""What a directive is, how one is declared, and how its argument and options are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from builder.draft import nodes
from builder.draft.fences import Body

if TYPE_CHECKING:
    from builder.resolve.context import Blocks, Context

Filler = Callable[[nodes.Directive, "Context"], "Blocks"]
"""Turns a directive, as the draft writes it, into blocks, or raises `UnresolvedError`."""


@dataclass(frozen=True, slots=True)
class Directive:
    """A named way to put a block from the graph into the document."""

    name: str
    argument: str
    """What follows the name, for the reference page; empty when nothing does."""
    gives: str
    """What comes of it, as Markdown for the reference page."""
    fill: Filler
    options: Mapping[str, str] = field(default_factory=dict)
    """Option name -> what it does."""
    open_options: bool = False
    """Whether other options are accepted, as the parameters of a query are."""
    body: Body = "none"
    """What its body is."""
    once: bool = False
    """Whether a draft has it at most once."""
    names: Literal["", "claim", "answers"] = ""
    """What the ids of its argument count as for the section: claims argued, or objections answered."""

    @property
    def row(self) -> str:
        """Its row in docs/draft-format.md."""
        written = f"{{{self.name}}} {self.argument}".strip()
        options = [f"`{name}`: {does}" for name, does in self.options.items()]
        options += ["And the query's own parameters."] * self.open_options
        return f"| `{written}` | {' '.join(options)} | {self.gives} |".replace("|  |", "| |")


def directive(
    name: str,
    argument: str,
    gives: str,
    options: Mapping[str, str] | None = None,
    *,
    open_options: bool = False,
    body: Body = "none",
    once: bool = False,
    names: Literal["", "claim", "answers"] = "",
) -> Callable[[Filler], Directive]:
    """Declare the function below as the filler of a directive."""
    return lambda fill: Directive(name, argument, gives, fill, options or {}, open_options, body, once, names)


def words(argument: str) -> list[str]:
    """Split a list of ids or codes at spaces and commas."""
    return [word for word in argument.replace(",", " ").split() if word]


def flag(written: nodes.Directive, name: str, default: bool = False) -> bool:
    """Read a yes-or-no option; the bare option means yes."""
    value = written.options.get(name)
    if value is None:
        return default
    return value.lower() in ("", "yes", "true", "on")
