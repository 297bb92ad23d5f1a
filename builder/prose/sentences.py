"""The prose of a draft, sentence by sentence, with what stands behind each sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from builder.draft import nodes
from builder.draft.outline import contents
from builder.draft.places import Place
from builder.resolve.roles import ROLES
from kb.common.english import sentence_ends

CITED = "\ue100"
"""Stands in a sentence's text where it cites."""
FILLED = "\ue101"
"""Stands where a role puts words from the graph."""
CODE = "\ue102"
"""Stands for literal text."""
_SIGNS = re.compile("[\ue100-\ue103]+")

Kind = Literal["text", "heading", "cell", "option", "note"]
"""Where a sentence stands: a paragraph or list item, a heading, a table's cell, the option of a directive
(a caption, say), a footnote."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, without its Markdown; headings, cells and options count as one each."""

    text: str
    """Citations and roles appear as CITED and FILLED."""
    places: tuple[tuple[int, Place], ...]
    """Offsets in the text with the place where each piece was written."""
    citations: tuple[nodes.Cite, ...] = ()
    """What it cites; a footnote's mark stands for what the footnote cites."""
    roles: tuple[nodes.Role, ...] = ()
    """The roles in it, in order."""
    kind: Kind = "text"
    section: int = -1
    """Index of the outline's section that holds it."""
    paragraph: int = 0
    """Number of the run of text that it is part of; sentences of one paragraph share it."""
    quoted: bool = False
    """Whether it stands in a block quotation."""
    column: str = ""
    """For a table's cell, the head of its column."""
    row: str = ""
    """For a table's cell, the first cell of its row."""
    table: int = 0
    """For a table's cell, the number of its table, from 1."""
    cell: tuple[int, int] = (0, 0)
    """Its row and column there, from 0; row 0 is the head."""

    @property
    def sourced(self) -> bool:
        """Say whether something in the sentence carries a source."""
        return CITED in self.text

    def place(self, offset: int) -> Place:
        """Return where a character of the sentence was written."""
        start, place = max((p for p in self.places if p[0] <= offset), default=(0, Place(1, 1)))
        return Place(place.line, place.column + offset - start)


@dataclass(frozen=True)
class Prose:
    """All sentences of a draft in the order of the text, footnotes last."""

    sentences: tuple[Sentence, ...]
    runs: tuple[Sentence, ...]
    """The runs of text whole: paragraphs, headings, cells, options, footnotes."""

    def paragraph(self, number: int) -> Sequence[Sentence]:
        """Return the sentences of one run of text."""
        return self._by_paragraph.get(number, ())

    @cached_property
    def _by_paragraph(self) -> dict[int, list[Sentence]]:
        found: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            found.setdefault(sentence.paragraph, []).append(sentence)
        return found

    def of(self, *kinds: Kind) -> Iterator[Sentence]:
        """Yield the sentences that stand in some places."""
        return (sentence for sentence in self.sentences if sentence.kind in kinds)

    def around(self, sentence: Sentence) -> tuple[Sentence | None, Sentence | None]:
        """Return the sentences before and after one in its paragraph."""
        same = self.paragraph(sentence.paragraph)
        at = next(i for i, s in enumerate(same) if s is sentence)
        return same[at - 1] if at else None, same[at + 1] if at + 1 < len(same) else None


def shown(text: str) -> str:
    """Return text made from a sentence's as a reader may see it, an ellipsis for what stands for more."""
    return _SIGNS.sub("…", text)


def prose(draft: nodes.Draft) -> Prose:
    """Return what a draft says in words of its own."""
    runs = tuple(replace(run, paragraph=number) for number, run in enumerate(_Runs(draft).all()))
    return Prose(tuple(part for run in runs for part in _split(run)), runs)


@dataclass(slots=True)
class _Runs:
    draft: nodes.Draft
    section: int = -1
    tables: int = 0
    found: list[Sentence] = field(default_factory=list)

    def all(self) -> list[Sentence]:
        self._blocks(self.draft.blocks, quoted=False)
        for content in self.draft.footnotes.values():
            self._take(content, "note")
        return self.found

    def _blocks(self, blocks: Iterable[nodes.Block], *, quoted: bool) -> None:
        for block in blocks:
            match block:
                case nodes.Heading():
                    self.section += 1
                    self._take(block.content, "heading", quoted=quoted)
                case nodes.Paragraph():
                    self._take(block.content, "text", quoted=quoted)
                case nodes.BlockQuote():
                    self._blocks(block.blocks, quoted=True)
                case nodes.Listing():
                    for item in block.items:
                        self._blocks(item, quoted=quoted)
                case nodes.Grid():
                    self._grid(block, quoted=quoted)
                case nodes.Directive():
                    for content in contents(block):
                        self._take(content, "option", quoted=quoted)
                    self._blocks(block.blocks, quoted=quoted)

    def _grid(self, grid: nodes.Grid, *, quoted: bool) -> None:
        self.tables += 1
        heads = [_joined(head, self.draft).text for head in grid.header]
        for number, row in enumerate((grid.header, *grid.rows)):
            first = _joined(row[0], self.draft).text if row and number else ""
            for column, content in enumerate(row):
                self._take(content, "cell", quoted=quoted)
                head = heads[column] if number and column < len(heads) else ""
                self.found[-1] = replace(
                    self.found[-1], table=self.tables, cell=(number, column), column=head, row=first
                )

    def _take(self, content: nodes.Inlines, kind: Kind, *, quoted: bool = False) -> None:
        run = _joined(content, self.draft)
        self.found.append(replace(run, kind=kind, section=self.section, quoted=quoted))


def _split(run: Sentence) -> Iterator[Sentence]:
    """Yield the sentences of a run; a heading, a cell or an option is one."""
    start = 0
    if run.kind in ("text", "note"):
        for _, following in sentence_ends(run.text, closing=CITED, opening=FILLED):
            yield _part(run, start, following)
            start = following
    if run.text[start:].strip():
        yield _part(run, start, len(run.text))


def _part(whole: Sentence, start: int, end: int) -> Sentence:
    places = [(offset - start, place) for offset, place in whole.places if start <= offset < end]
    places.insert(0, (0, whole.place(start)))
    cited, filled = _slice(whole.text, CITED, start, end), _slice(whole.text, FILLED, start, end)
    marks = [cite for cite in whole.citations[cited] if cite.items]
    roles = [role for role in whole.roles[filled] if role.name]
    return replace(
        whole,
        text=whole.text[start:end],
        places=tuple(places),
        citations=tuple(marks),
        roles=tuple(roles),
    )


def _slice(text: str, mark: str, start: int, end: int) -> slice:
    before = text.count(mark, 0, start)
    return slice(before, before + text.count(mark, start, end))


def _joined(content: nodes.Inlines, draft: nodes.Draft) -> Sentence:
    """Return a run as one text.

    Each CITED in it has its entry in `citations`, empty for a role; each FILLED has its entry in `roles`,
    without a name for the author of a citation.
    """
    text = ""
    places: list[tuple[int, Place]] = []
    citations: list[nodes.Cite] = []
    roles: list[nodes.Role] = []
    for inline in content:
        places.append((len(text), inline.place))
        match inline:
            case nodes.Words():
                text += CODE if inline.code else inline.text
            case nodes.Hyperlink():
                text += "".join(word.text for word in inline.content)
            case nodes.Cite():
                if inline.in_text:
                    text += FILLED
                    roles.append(nodes.Role("", "", inline.place))
                text += CITED
                citations.append(inline)
            case nodes.FootnoteMark():
                cited = _cited_in(draft.footnotes.get(inline.label, ()))
                text += CITED * bool(cited)
                citations += [nodes.Cite(cited, inline.place)] if cited else []
            case nodes.Role():
                text += FILLED
                roles.append(inline)
                if inline.name in ROLES and ROLES[inline.name].sourced:
                    text += CITED
                    citations.append(nodes.Cite((), inline.place))
            case nodes.Break():
                text += " "
    return Sentence(text, tuple(places), tuple(citations), tuple(roles))


def _cited_in(note: nodes.Inlines) -> tuple[nodes.CitedItem, ...]:
    return tuple(item for inline in note if isinstance(inline, nodes.Cite) for item in inline.items)
