"""The Markdown dialect of drafts, as one configured markdown-it parser, with rules of our own.

What a draft writes as MyST does is read apart from the parser: directive fences in `fences`, and the
attributes of headings here.

    ## The work protects life {claim=life-saving-instructions topic=T5 item=R1 answers=O3b}

markdown-it keeps no position on inline tokens. Every token made here carries its offset in the block's
text as `token.map[0]`, a field that inline tokens otherwise leave empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import make_fence_rule
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from builder.draft import block_rules, cite_syntax, fences

INLINE_OPTIONS = ("caption", "source")
"""Options whose value is a line of Markdown."""

ATTRIBUTES = ("claim", "topic", "item", "answers", "id")
"""What a heading may say: the claims it argues, the topics, required items and objections it
answers, and its own anchor."""

_BLOCK = re.compile(r"\s*\{(?P<body>[^{}`]*)\}\s*$")
_BROKEN = re.compile(
    rf"\s*(?:\{{(?=#)|[{{(\[](?=(?:{'|'.join(ATTRIBUTES)})=))(?P<body>[^{{}}()\[\]`]*)[)\]}}]?\s*$"
)
"""Attributes in other brackets, or in braces that nobody closed."""
_PAIR = re.compile(
    r"(?P<name>[A-Za-z][\w-]*)=(?:\"(?P<quoted>[^\"]*)\"|“(?P<curly>[^”]*)”|(?P<plain>[^\s\"“”]+))"
    r"|#(?P<anchor>[\w-]+)|(?P<other>\S+)"
)


@dataclass(frozen=True, slots=True)
class Attributes:
    """What the braces at the end of a heading say."""

    values: Mapping[str, tuple[str, ...]]
    start: int
    """Offset where the braces begin, with the white space before them; len(text) when there are none."""
    unknown: tuple[tuple[str, int], ...] = ()
    """Names or words that are not attributes, with their offsets."""
    broken: bool = False
    """Whether they do not stand in a pair of braces."""


def read_attributes(text: str) -> Attributes:
    """Read the attribute block at the end of a heading's text; several values join with commas."""
    block = _BLOCK.search(text) or _BROKEN.search(text)
    if not block:
        return Attributes({}, len(text))
    values: dict[str, tuple[str, ...]] = {}
    unknown: list[tuple[str, int]] = []
    for match in _PAIR.finditer(block["body"]):
        name = "id" if match["anchor"] else (match["name"] or "")
        if name not in ATTRIBUTES:
            unknown.append((name or match["other"], block.start("body") + match.start()))
            continue
        written = match["anchor"] or match["quoted"] or match["curly"] or match["plain"] or ""
        values[name] = values.get(name, ()) + tuple(v for v in re.split(r"[,\s]+", written) if v)
    return Attributes(values, block.start(), tuple(unknown), block.re is _BROKEN)


@cache
def dialect() -> MarkdownIt:
    """Return CommonMark with tables, footnotes, front matter, MyST roles and Pandoc citations.

    HTML is tokenised so that it can be refused with its place. Joining of text tokens is off because
    it would lose their offsets. The environment holds `bodies`, the directives that there are.
    """
    md = MarkdownIt("commonmark")
    md.inline = PlacedInline()
    md.configure("commonmark", {"html": True, "typographer": True, "quotes": "“”‘’"})
    md.options["maxNesting"] = block_rules.DEEPEST_LEVEL + 10
    md.enable(["table", "strikethrough", "smartquotes"])
    front_matter_plugin(md)
    footnote_plugin(md, inline=False)
    myst_role_plugin(md)
    ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
    md.block.ruler.at("table", block_rules.table_rule, {"alt": ["paragraph", "reference"]})
    md.block.ruler.at("fence", fences.ending(make_fence_rule(markers=("`", "~", ":"))), ends)
    md.block.ruler.at("reference", block_rules.reference_rule)
    md.block.ruler.before("table", "remark", block_rules.remark_rule, ends)
    md.block.ruler.before("remark", "deep", block_rules.deep_rule)
    md.inline.add_terminator_char("@")
    md.inline.ruler.before("link", "citation", citation_rule)
    md.core.ruler.before("inline", "heading_attributes", heading_attributes)
    md.disable(["text_join", "footnote_tail"])
    md.validateLink = lambda url: True  # type: ignore[method-assign] # `read_inlines` refuses, with a finding
    md.inline.ruler2.disable("fragments_join")
    return md


def heading_attributes(state: StateCore) -> None:
    """Take the attributes off the end of each heading before its text is read as inline Markdown."""
    for heading, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if heading.type == "heading_open":
            read = read_attributes(inline.content)
            heading.meta = {"attributes": read, "written": inline.content}
            inline.content = inline.content[: read.start]


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


def _joined(text: str, offset: int) -> bool:
    """Say whether the character before belongs to a word, as in an e-mail address."""
    before = text[offset - 1 : offset] if offset else ""
    return before.isalnum() or before in ("_", "@", "-")
