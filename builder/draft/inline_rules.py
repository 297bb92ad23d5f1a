"""markdown-it rules of our own: citations, and an inline state that remembers offsets.

markdown-it keeps no position on inline tokens. Every token made here carries its offset in the
block's text as `token.map[0]`, a field that inline tokens otherwise leave empty.
"""

from __future__ import annotations

from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token

from builder.draft import cite_syntax


class PlacedState(StateInline):
    """The inline state, with the offset of each token."""

    _start: int | None = None

    def append_pending(self, text: str) -> None:
        """Add literal text, remembering where a run of it begins."""
        self._open()
        super().append_pending(text)

    @property
    def pending(self) -> str:
        """Literal text not yet flushed to a token."""
        return str(StateInline.pending.fget(self))  # type: ignore[attr-defined]

    @pending.setter
    def pending(self, value: str) -> None:
        if value:
            self._open()
        else:
            self._start = None
        StateInline.pending.fset(self, value)  # type: ignore[attr-defined]

    def pushPending(self) -> Token:  # noqa: N802 - markdown-it's name
        """Flush literal text to a token that carries its offsets."""
        start = self.pos if self._start is None else self._start
        token = super().pushPending()
        token.map = [start, self.pos]
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Add a token that carries its offset."""
        token = super().push(ttype, tag, nesting)
        token.map = [self.pos, self.pos]
        return token

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 - markdown-it's names
        """Read a run of emphasis marks; one `*` between letters or digits, as in O*NET, is no mark."""
        read = super().scanDelims(start, canSplitWord)
        inside = self.src[start - 1 : start].isalnum() and self.src[start + 1 : start + 2].isalnum()
        if start and self.src[start] == "*" and read.length == 1 and inside:
            return Scanned(can_open=False, can_close=False, length=1)
        return read

    def _open(self) -> None:
        if self._start is None:
            self._start = self.pos


class PlacedInline(ParserInline):
    """The inline parser, working on a `PlacedState`."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        """Parse one block's text."""
        state = PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def citation_rule(state: StateInline, silent: bool) -> bool:
    """Turn `[@key, p. 3]` and `@key` into one `citation` token."""
    character = state.src[state.pos]
    if character == "[":
        cluster = cite_syntax.read_bracketed(state.src, state.pos)
    elif character in "@-" and not _joined(state.src, state.pos):
        cluster = cite_syntax.read_in_text(state.src, state.pos)
    else:
        cluster = None
    if cluster is None or cluster.end > state.posMax:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.meta = {"cluster": cluster}
    state.pos = cluster.end
    return True


def reference_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a link reference definition, but leave a paragraph that begins with a citation, `[@key]: …`."""
    text = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if text.startswith("[") and cite_syntax.read_bracketed(text, 0):
        return False
    return reference(state, start, end, silent)


def _joined(text: str, offset: int) -> bool:
    """Say whether the character before belongs to a word, as in an e-mail address."""
    before = text[offset - 1 : offset] if offset else ""
    return before.isalnum() or before in ("_", "@", "-")
