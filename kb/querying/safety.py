"""Refuse what a read-only query may not say, before anything is evaluated.

Two barriers, each enough by itself for an honest query:

1. `refusal` reads the tokens and names the offending word with its line and column.
2. `defused` returns the text with every "service" misspelt, wherever it stands. The engine reads text
   without tokens, so `1SERVICE:x {}` or `FILTER(?a<?b)SERVICE:x#>` hold a call that a tokenizer can
   miss. Only a call needs the right spelling: strings, names and comments parse just as well, and a
   query whose defused text does not parse is not evaluated (see `syntax`).

FROM and FROM NAMED need no refusal: they select graphs of the store, nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kb.common.sparql_tokens import Kind, Token, position, significant

UPDATES = frozenset(("ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE"))
"""First words of the SPARQL 1.1 Update operations; none is also a word of the query language."""

_CALL = re.compile("service", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a query is not evaluated, and where it says so."""

    message: str
    fix: str
    line: int
    column: int


def refusal(text: str, prefixes: Collection[str] = ()) -> Refusal | None:
    """Return the first reason not to evaluate `text`, or None.

    `prefixes` are the predeclared ones: an undeclared `SERVICE:x` is a call to `:x`, not a name.
    """
    found = significant(text)
    declared = set(prefixes) | _declared(found)
    for token in found:
        reason = _reason(token, declared)
        if reason:
            line, column = position(text, token.start)
            return Refusal(reason[0], reason[1], line, column)
    return None


def defused(text: str) -> str:
    """Return `text` with each "service" made "servixe": same length, and no longer a call."""
    return _CALL.sub(lambda match: f"{match.group()[:5]}x{match.group()[6:]}", text)


def _declared(found: Sequence[Token]) -> set[str]:
    """Return the prefixes that the query itself declares."""
    return {
        after.text.partition(":")[0]
        for before, after in pairwise(found)
        if before.text.upper() == "PREFIX" and after.kind is Kind.PNAME
    }


def _reason(token: Token, declared: set[str]) -> tuple[str, str] | None:
    """Return message and fix for a token that must not stand in a query."""
    if token.kind is Kind.WORD:
        word = token.text.upper()
        if word in UPDATES:
            return (
                f"{word} changes data, and queries only read",
                "Edit the evidence files instead; the store follows them.",
            )
        called = "SERVICE" in word
    else:
        prefix = token.text.partition(":")[0]
        called = (
            token.kind is Kind.PNAME
            and prefix not in declared
            and prefix.upper().endswith(("SERVICE", "SERVICESILENT"))
        )
    if not called:
        return None
    return (
        "SERVICE sends part of the query to another computer, and queries here never leave this one",
        "Load the other data into the workspace, or ask that endpoint directly.",
    )
