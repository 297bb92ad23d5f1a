"""SPARQL text cut into tokens, with their places.

The terminals follow section 19.8 of the SPARQL 1.1 Query Language (IRIREF, PNAME, STRING_LITERAL_LONG
and so on). Text that fits no terminal becomes a one-character `OTHER` token, so every text can be cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Kind(StrEnum):
    """What a token is; the values name groups of the pattern below."""

    SPACE = "space"
    COMMENT = "comment"
    STRING = "string"
    IRI = "iri"
    BLANK = "blank"
    VARIABLE = "variable"
    LANGUAGE = "language"
    PNAME = "pname"
    NUMBER = "number"
    WORD = "word"
    """A bare word: a keyword, a function name, `a`, `true` or `false`. It takes in what could have been
    the rest of a name (`true.FILTER`), so that no text is looked at twice."""
    PUNCTUATION = "punctuation"
    OTHER = "other"


_QUERY_WORDS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of query text. `start` is its offset in characters."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        """Offset of the first character after the token."""
        return self.start + len(self.text)


_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_CHARS = rf"{_BASE}_\-0-9\u00b7\u0300-\u036f\u203f-\u2040"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_PREFIX = rf"[{_BASE}](?:[{_CHARS}.]*[{_CHARS}])?"
_LOCAL = rf"(?:[{_BASE}_:0-9]|{_ESCAPED})(?:(?:[{_CHARS}:]|{_ESCAPED}|\.+(?=[{_CHARS}:%\\]))*)"

_STRING = "|".join(
    (
        r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""',
        r"'''(?:'{0,2}(?:[^'\\]|\\.))*'''",
        r'"(?:[^"\\\r\n]|\\.)*"',
        r"'(?:[^'\\\r\n]|\\.)*'",
    )
)
_PATTERN = re.compile(
    "|".join(
        f"(?P<{kind.value}>{pattern})"
        for kind, pattern in (
            (Kind.SPACE, r"[ \t\r\n]+"),
            (Kind.COMMENT, r"\#[^\r\n]*"),
            (Kind.STRING, _STRING),
            (Kind.IRI, r'<(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>'),
            (Kind.BLANK, rf"_:[{_BASE}_0-9](?:[{_CHARS}.]*[{_CHARS}])?"),
            (Kind.VARIABLE, rf"[?$][{_BASE}_0-9][{_BASE}_0-9\u00b7\u0300-\u036f\u203f-\u2040]*"),
            (Kind.LANGUAGE, r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?"),
            (Kind.PNAME, rf"(?:{_PREFIX})?:(?:{_LOCAL})?"),
            (Kind.NUMBER, r"(?:[0-9]*\.[0-9]+|[0-9]+\.(?=[eE][+-]?[0-9])|[0-9]+)(?:[eE][+-]?[0-9]+)?"),
            (Kind.WORD, rf"[{_BASE}_][{_CHARS}]*(?:\.+[{_CHARS}]+)*"),
            (Kind.PUNCTUATION, r"\^\^|&&|\|\||!=|<=|>=|[{}()\[\].,;*/+\-=<>!|^?]"),
            (Kind.OTHER, r"[\s\S]"),
        )
    )
)


_KINDS = {kind.value: kind for kind in Kind}


def tokens(text: str) -> Iterator[Token]:
    """Yield every token of `text`, blanks and comments included: joined, they are the text again."""
    for match in _PATTERN.finditer(text):
        yield Token(_KINDS[match.lastgroup or ""], match.group(), match.start())


@lru_cache(maxsize=16)
def significant(text: str) -> Sequence[Token]:
    """Return the tokens that the grammar sees: all but blanks and comments. Many ask it of the same query."""
    return tuple(token for token in tokens(text) if token.kind not in (Kind.SPACE, Kind.COMMENT))


def position(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, both from 1, of a character offset. Line ends are LF, CR LF or CR."""
    lines = re.split(r"\r\n|\r|\n", text[:offset])
    return len(lines), len(lines[-1]) + 1


def offset_of(text: str, line: int, column: int) -> int:
    """Return the character offset of a line and column, both from 1; columns past the end count on."""
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    return starts[min(line, len(starts)) - 1] + column - 1


def query_word(text: str) -> str:
    """Return what a query is: the first of SELECT, ASK, CONSTRUCT and DESCRIBE in it; SELECT without any."""
    words = (token.text.upper() for token in significant(text) if token.kind is Kind.WORD)
    return next((word for word in words if word in _QUERY_WORDS), _QUERY_WORDS[0])
