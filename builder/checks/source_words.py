"""The words that a draft's source holds, line by line, found apart from the parser.

What is not a word of the document is taken out first: the front matter, remarks, attributes, roles, keys and
locators of citations, targets of links, marks of lists, first lines and options of directives, and the bodies
of those that are not Markdown. The rest has to be in the document, and `words_lost` asks that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from builder.draft.cite_syntax import Cluster, read_bracketed, read_in_text
from builder.draft.fences import Bodies, read_fence
from builder.draft.markdown import INLINE_OPTIONS, read_attributes

_GAP = "\x00"
"""Stands where something that is filled from the graph was taken out."""
_REMARK = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_FRONT = re.compile(r"---+[ \t]*\n.*?\n(?:---+|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_ROLE = re.compile(r"\{[A-Za-z0-9_:+-]+\}(?P<ticks>`+)(?!`).+?(?P=ticks)", re.DOTALL)
_MARKS = re.compile(r"(?:[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))*[ \t]*")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:?")
_TARGET = re.compile(
    r"(?<=\]\()\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?=\s*\)|\s+[\"'(])|(?<=\])\[[^\[\]]*\]"
)
_DEFINITION = re.compile(
    r"^[ ]{0,3}\[(?P<name>(?!\^)[^\[\]]+)\]:[ \t]*\n?[ \t]*(?:<[^<>\n]*>|\S+)", re.MULTILINE
)
_PICTURE_OPTIONS = re.compile(r"(?<=\))\{[^{}\n]*\}(?=[ \t]*$)", re.MULTILINE)
_FENCE = re.compile(r"(?P<marker>`{3,}(?=[^`]*$)|~{3,}|:{3,})(?P<info>.*)$")
_HEADING = re.compile(r"#{1,6}[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*$")
_OPTION = re.compile(r":(?P<name>[A-Za-z][\w-]*):[ \t]*(?P<value>.*)$")


@dataclass(frozen=True, slots=True)
class SourceWords:
    """Words of one line that stand together in the document."""

    line: int
    """Counted from 1."""
    text: str
    whole: str
    """The line as typed, behind the marks at its beginning; where no markup was read it is so set."""


def source_words(text: str, bodies: Bodies) -> Iterator[SourceWords]:
    """Yield the words of a draft's source; `bodies` are the directives that there are."""
    front = _FRONT.match(text)
    if front:
        text = _blank(text, front.start(), front.end())
    text = _REMARK.sub(lambda remark: _blank(remark[0], 0, len(remark[0])), text)
    lines = list(_without_fences(text.split("\n"), bodies))
    read = _without_inlines("\n".join(lines)).split("\n")
    for number, (line, whole) in enumerate(zip(read, lines, strict=True), 1):
        for piece in line.split(_GAP):
            if any(character.isalnum() for character in piece):
                yield SourceWords(number, piece.strip(), whole)


def _blank(text: str, start: int, end: int) -> str:
    """Return a text with a part taken out, its line ends kept."""
    return text[:start] + "\n" * text.count("\n", start, end) + text[end:]


def _without_fences(lines: list[str], bodies: Bodies) -> Iterator[str]:
    """Yield the lines without marks at their beginnings, fences, options and literal bodies."""
    marker = ""
    options = skipped = False
    for line in lines:
        content = line[_MARKS.match(line).end() :]  # type: ignore[union-attr] # it matches the empty string
        fence = _FENCE.match(content.strip())
        if fence and marker and content.strip().startswith(marker) and not fence["info"].strip():
            marker, options, skipped = "", False, False
            yield ""
        elif fence:
            directive = read_fence(fence["info"], "")
            marker, options = fence["marker"], directive is not None
            skipped = directive is not None and bodies.get(directive.name) == "literal"
            yield ""
        elif options and (option := _OPTION.match(content.strip())):
            yield option["value"] if option["name"] in INLINE_OPTIONS else ""
        else:
            options = options and not content.strip()
            heading = _HEADING.match(content)
            if heading:
                skipped = False
                content = heading["text"][: read_attributes(heading["text"]).start]
            yield "" if skipped else content


def _without_inlines(text: str) -> str:
    """Return a text with gaps where roles, citations, footnote marks and targets of links stand."""
    text = _DEFINITION.sub(_Used(text), _ESCAPE.sub("  ", text))
    text = _ROLE.sub(lambda role: _GAP + "\n" * role[0].count("\n"), text)
    text = _FOOTNOTE.sub(_GAP, text)
    text = _PICTURE_OPTIONS.sub(_GAP, text)
    text = _TARGET.sub(" ", text)
    return "\n\n".join(_without_citations(part) for part in text.split("\n\n"))


class _Used:
    """Takes out the definition of a link, `[name]: address`, if the text uses its name."""

    def __init__(self, text: str) -> None:
        self._text = _folded(text)

    def __call__(self, definition: re.Match[str]) -> str:
        used = self._text.count(_folded(f"[{definition['name']}]")) > 1
        return "\n" * definition[0].count("\n") if used else definition[0]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


@lru_cache(maxsize=4096)
def _without_citations(paragraph: str) -> str:
    """Return a paragraph with its citations taken out, their prefixes and suffixes kept apart."""
    if "@" not in paragraph:
        return paragraph
    done: list[str] = []
    start = at = 0
    while at < len(paragraph):
        cluster = _cluster(paragraph, at)
        if cluster is None:
            at += 1
            continue
        ends = "\n" * paragraph.count("\n", at, cluster.end)
        kept = (part for item in cluster.items for part in (item.prefix, item.suffix) if part)
        done += [paragraph[start:at], _GAP, _GAP.join(kept).replace("\n", " "), _GAP, ends]
        start = at = cluster.end
    return "".join([*done, paragraph[start:]])


def _cluster(text: str, at: int) -> Cluster | None:
    character = text[at]
    if character == "[":
        return read_bracketed(text, at)
    if character in "@-" and not text[at - 1 : at].isalnum():
        return read_in_text(text, at)
    return None
