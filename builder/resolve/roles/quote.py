"""`{quote}`: the exact words of a source, with the note that gives them."""

from __future__ import annotations

import re

from builder.citations.marked_text import curled
from builder.document import Inlines, Text
from builder.resolve import find, sourcing
from builder.resolve.context import Context, UnresolvedError
from builder.resolve.roles.role import Role


def resolve(argument: str, context: Context) -> Inlines:
    """Return the quotation in quotation marks, and its note."""
    item = find.evidence(argument, context)
    if not item.quote:
        raise UnresolvedError(
            "unknown-quote",
            f"The evidence item {item.id!r} holds no quotation.",
            f"Use {{evidence}}`{item.id}` for its statement, or add a `quote:` to it.",
        )
    text = Text(f"“{inner(item.quote)}”")
    citation = sourcing.of_evidence(item, context)
    return (text, context.notes.cite([citation])) if citation else (text,)


def inner(words: str) -> str:
    """Return quoted words as they stand inside quotation marks: their own marks typographic and single."""
    straight = words.strip().replace("“", '"').replace("”", '"')
    return curled(straight).replace("“", "‘").replace("”", "’")


def plain_words(quoted: str) -> str:
    """Return quoted words as they compare: spaces, case and the form of quotation marks do not matter."""
    return re.sub("[\"'“”‘’]", "'", " ".join(quoted.split())).casefold()


def ended(words: str) -> str:
    """Return words with a period at their end, where nothing else ends them."""
    return words if words.endswith((".", "?", "!", "…")) else f"{words.rstrip(',;:')}."


ROLE = Role("quote", "evidence-id", "The exact quotation of an evidence item, with its note.", resolve)
