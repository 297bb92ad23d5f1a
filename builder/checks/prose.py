"""The prose of a draft, sentence by sentence, with what stands behind each sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from builder.draft import nodes
from builder.draft.outline import contents, walk
from builder.draft.places import Place
from builder.resolve.roles import ROLES
from kb.common.english import sentence_ends

CITED = "\ue100"
"""Stands in a sentence's text where it cites."""
FILLED = "\ue101"
"""Stands where a role puts words from the graph."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, without its Markdown."""

    text: str
    """Citations and roles appear as CITED and FILLED."""
    places: tuple[tuple[int, Place], ...]
    """Offsets in the text with the place where each piece was written."""
    citations: tuple[nodes.Cite, ...] = ()
    section: int = -1
    """Index of the outline's section that holds it."""
    column: str = ""
    """For a table cell, the head of its column."""

    @property
    def sourced(self) -> bool:
        """Say whether something in the sentence carries a source."""
        return CITED in self.text

    def place(self, offset: int) -> Place:
        """Return where a character of the sentence was written."""
        start, place = max((p for p in self.places if p[0] <= offset), default=(0, Place(1, 1)))
        return Place(place.line, place.column + offset - start)


def sentences(draft: nodes.Draft) -> Iterator[Sentence]:
    """Yield the sentences of paragraphs and list items; headings and table cells are left out."""
    section = -1
    for block in walk(draft.blocks):
        if isinstance(block, nodes.Heading):
            section += 1
        elif isinstance(block, nodes.Paragraph):
            yield from _split(block.content, section)


def passages(draft: nodes.Draft) -> Iterator[Sentence]:
    """Yield the sentences of the text, headings whole, and table cells behind the head of their column."""
    yield from sentences(draft)
    for block in walk(draft.blocks):
        if isinstance(block, nodes.Heading):
            yield _joined(block.content)
        elif isinstance(block, nodes.Grid):
            for row in block.rows:
                for head, content in zip(block.header, row, strict=False):
                    yield replace(_joined(content), column=_joined(head).text)


def runs(draft: nodes.Draft) -> Iterator[Sentence]:
    """Yield every run of text whole: headings, paragraphs and table cells."""
    for block in walk(draft.blocks):
        for content in contents(block):
            yield _joined(content)
    for content in draft.footnotes.values():
        yield _joined(content)


def _split(content: Iterable[nodes.Inline], section: int) -> Iterator[Sentence]:
    whole = _joined(content)
    start = 0
    for _, following in sentence_ends(whole.text, closing=CITED, opening=FILLED):
        yield _part(whole, start, following, section)
        start = following
    if whole.text[start:].strip():
        yield _part(whole, start, len(whole.text), section)


def _part(whole: Sentence, start: int, end: int, section: int) -> Sentence:
    places = [(offset - start, place) for offset, place in whole.places if start <= offset < end]
    places.insert(0, (0, whole.place(start)))
    before = whole.text[:start].count(CITED)
    cited = whole.text[start:end].count(CITED)
    marks = [c for c in whole.citations[before : before + cited] if c.items]
    return Sentence(whole.text[start:end], tuple(places), tuple(marks), section)


def _joined(content: Iterable[nodes.Inline]) -> Sentence:
    """Return a run as one text; each CITED in it has its entry in `citations`, empty for a role."""
    text = ""
    places: list[tuple[int, Place]] = []
    citations: list[nodes.Cite] = []
    for inline in content:
        places.append((len(text), inline.place))
        match inline:
            case nodes.Words():
                text += inline.text if not inline.code else FILLED
            case nodes.Hyperlink():
                text += "".join(word.text for word in inline.content)
            case nodes.Cite():
                text = _behind(text, inline.in_text)
                citations.append(inline)
            case nodes.FootnoteMark():
                text = _behind(text, False)
                citations.append(nodes.Cite((), inline.place))
            case nodes.Role():
                text += FILLED
                if inline.name in ROLES and ROLES[inline.name].sourced:
                    text += CITED
                    citations.append(nodes.Cite((), inline.place))
            case nodes.Break():
                text += " "
    return Sentence(text, tuple(places), tuple(citations))


def _behind(text: str, in_text: bool) -> str:
    """Put the mark of a citation behind the text; one in the text also stands for its author's name."""
    return f"{text}{FILLED}{CITED}" if in_text else f"{text}{CITED}"
