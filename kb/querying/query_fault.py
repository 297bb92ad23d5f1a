"""Where the grammar does not allow a query to go on, with what stands around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.common.sparql_tokens import Kind, Token

TERMS = frozenset({Kind.VARIABLE, Kind.PNAME, Kind.IRI, Kind.STRING, Kind.NUMBER, Kind.BLANK})
"""Kinds of token that can be a part of a statement."""
_PAIRS = {"}": "{", ")": "(", "]": "["}
_NOTHING = Token(Kind.OTHER, "", 0)


@dataclass(frozen=True, slots=True)
class Said:
    """What is told of a mistake."""

    message: str
    remedy: str
    place: Token | None = None
    """What is to blame, where that is not the token at which the engine stopped."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The token that the grammar does not allow; `token` is None when the query ends too early."""

    token: Token | None
    before: Sequence[Token]
    report: str
    """What the engine said it expected."""
    after: Sequence[Token] = ()

    @property
    def last(self) -> str:
        """The word or sign before it, in capitals."""
        return self.at(-1).text.upper()

    def at(self, place: int) -> Token:
        """Return a token before it, counted from the end; an empty one where there is none."""
        return self.before[place] if -place <= len(self.before) else _NOTHING

    @property
    def following(self) -> str:
        """The word or sign after it, in capitals."""
        return self.after[0].text.upper() if self.after else ""

    @property
    def innermost(self) -> Token | None:
        """The bracket that was opened last and is open still."""
        opened: list[Token] = []
        for token in self.before:
            if token.text in _PAIRS.values():
                opened.append(token)
            elif token.text in _PAIRS and opened and opened[-1].text == _PAIRS[token.text]:
                opened.pop()
        return opened[-1] if opened else None

    def in_select(self, token: Token | None = None) -> bool:
        """Say whether it, or another token, stands among the columns, before any pattern."""
        before = self.before if token is None else self.before[: self.before.index(token)]
        words = [item.text.upper() for item in before]
        return "SELECT" in words and "{" not in words
