"""Where a draft has the words of each of its paragraphs, headings, items, cells, captions and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.draft import nodes
from builder.draft.cite_syntax import read_bracketed, read_in_text
from builder.draft.outline import contents, walk
from builder.draft.places import Place

_LEAD = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*(?:#{1,6}[ \t]+|[-*+][ \t]+|\d+[.)][ \t]+|\[\^[^\]]+\]:[ \t]*)?")
_ROLE = re.compile(r"\{[^{}]*\}(`+).*?\1", re.DOTALL)
_MARK = re.compile(r"\[\^[^\]\s]+\]")
_LINK_END = re.compile(r"[*_~`]*(?:\]\([^()\n]*(?:\([^()\n]*\))?[^()\n]*\)|>)")
_CLOSING = re.compile(r"[*_~`]+")
_ALIKE = {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "\u00a0": " ", " ": "\n"}
"""What a draft may have typed for a character of the text."""
_STEP = 400
"""How far a character may be from the one before: longer than any mark, address or remark between words."""


_FILLED = nodes.Cite | nodes.Role | nodes.FootnoteMark
_KINDS: dict[type, str] = {
    nodes.Heading: "heading",
    nodes.Paragraph: "paragraph",
    nodes.Grid: "cell",
    nodes.Directive: "option",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text of the draft, with the place of each of its own words in the source."""

    kind: str
    """`heading`, `paragraph`, `item`, `quotation`, `cell`, `option` or `footnote`."""
    place: Place
    """Where its first own words are."""
    own: str
    """Its own words, without roles, citations and marks of footnotes."""
    spans: tuple[tuple[int, int], ...]
    """For each character of `own`, where it begins and ends in the source."""
    start: int
    """Offset of its text in the source, behind the mark of a heading or item."""
    end: int
    """Offset behind its text."""
    marker: str
    """What stands before it on its first line."""
    filled: tuple[str, ...]
    """Its roles, citations and marks of footnotes, as the draft has them."""


def passages(draft: nodes.Draft) -> list[Passage]:
    """Return the passages of a draft in the order of the text, the footnotes last."""
    offsets = _line_offsets(draft.text)
    found = [_passage(kind, run, draft.text, offsets) for kind, run in _runs(draft) if run]
    return [passage for passage in found if passage is not None]


def _runs(draft: nodes.Draft) -> Iterator[tuple[str, nodes.Inlines]]:
    for block in walk(draft.blocks):
        for run in contents(block):
            yield _KINDS[type(block)], run
    for run in draft.footnotes.values():
        yield "footnote", run


def outlined(draft: nodes.Draft) -> list[tuple[str, str, int]]:
    """Return kind, own words without white space, and the number of roles and citations of each passage.

    Two drafts whose outlines are the same say the same, whatever their lines and typed marks are. The
    directives stand at the end.
    """
    found = []
    for kind, run in _runs(draft):
        own = squeezed("".join(word.text for inline in run for word in _words(inline)))
        if own:
            found.append((kind, own, sum(isinstance(inline, _FILLED) for inline in run)))
    directives = [block for block in walk(draft.blocks) if isinstance(block, nodes.Directive)]
    return found + [("directive", f"{one.name} {one.argument}", 0) for one in directives]


def squeezed(text: str) -> str:
    """Return a text without white space, its quotation marks and dashes as a typewriter has them."""
    return "".join(text.split()).translate(_TYPED).replace("--", "-").replace("...", "\u2026")


_TYPED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-"})


def _line_offsets(text: str) -> list[int]:
    offsets = [0, 0]
    for line in text.split("\n"):
        offsets.append(offsets[-1] + len(line) + 1)
    return offsets


def _passage(kind: str, run: nodes.Inlines, text: str, offsets: list[int]) -> Passage | None:
    words = [word for inline in run for word in _words(inline)]
    if not squeezed("".join(word.text for word in words)):
        return None
    own: list[str] = []
    spans: list[tuple[int, int]] = []
    filled: list[str] = []
    end = 0
    for inline in run:
        begin = max(end, offsets[inline.place.line] + inline.place.column - 1)
        for word in _words(inline):
            end = max(end, offsets[word.place.line] + word.place.column - 1)
            for letter in word.text:
                spans.append(_found(text, letter, end))
                own.append(letter)
                end = spans[-1][1]
        if isinstance(inline, nodes.Hyperlink):
            closing = _LINK_END.match(text, end)
            end = closing.end() if closing else end
        elif isinstance(inline, _FILLED):
            end = _filled_end(text, begin, inline)
            filled.append(text[begin:end])
    lead = offsets[run[0].place.line]
    shape = _LEAD.match(text, lead)
    marker = shape[0] if shape and kind in ("heading", "paragraph", "footnote") else ""
    closing = _CLOSING.match(text, end)
    start = lead + len(marker) if marker or kind in ("heading", "paragraph") else spans[0][0]
    return Passage(
        _kind(kind, marker),
        words[0].place,
        "".join(own),
        tuple(spans),
        start,
        closing.end() if closing else end,
        marker,
        tuple(filled),
    )


def _kind(kind: str, marker: str) -> str:
    if kind == "paragraph" and ">" in marker:
        return "quotation"
    return "item" if kind == "paragraph" and marker.strip() else kind


def _words(inline: nodes.Inline) -> tuple[nodes.Words, ...]:
    if isinstance(inline, nodes.Words):
        return (inline,)
    return inline.content if isinstance(inline, nodes.Hyperlink) else ()


def _found(text: str, letter: str, begin: int) -> tuple[int, int]:
    """Return where the source has a character of the text, at or behind an offset."""
    for at in range(begin, min(len(text), begin + _STEP)):
        typed = text[at]
        if typed == letter or typed == _ALIKE.get(letter):
            end = at + 1
            while letter in "–—" and typed == "-" and text[end : end + 1] == "-":
                end += 1
            return at, end
        if letter == "…" and text.startswith("...", at):
            return at, at + 3
    return begin, begin


def _filled_end(text: str, begin: int, inline: nodes.Inline) -> int:
    """Return where a role, citation or mark of a footnote ends in the source."""
    if isinstance(inline, nodes.Cite):
        cluster = (read_bracketed if text[begin : begin + 1] == "[" else read_in_text)(text, begin)
        return cluster.end if cluster else begin
    match = (_ROLE if isinstance(inline, nodes.Role) else _MARK).match(text, begin)
    return match.end() if match else begin
