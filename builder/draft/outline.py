"""What a draft does, before anything is looked up: its sections and what they argue, address, answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from builder.draft import nodes
from builder.draft.places import Place
from kb.common.names import slug


@dataclass(frozen=True, slots=True)
class Use:
    """A record named in a section, with the place that names it."""

    id: str
    place: Place
    section: int
    """Index into `Outline.sections`; -1 before the first heading."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the anchor that leads to it."""

    heading: nodes.Heading
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a draft in order, and every record that they name."""

    sections: tuple[Section, ...]
    claims: tuple[Use, ...]
    topics: tuple[Use, ...]
    items: tuple[Use, ...]
    answers: tuple[Use, ...]
    citations: tuple[nodes.CitedItem, ...]
    roles: tuple[nodes.Role, ...]
    directives: tuple[nodes.Directive, ...]

    @property
    def anchors(self) -> tuple[str, ...]:
        """The anchors that directives give their tables and charts by the option `id`."""
        return tuple(found for written in self.directives if (found := written.options.get("id", "")))

    def anchor(self, heading: nodes.Heading) -> str:
        """Return the anchor of a heading of this draft."""
        return next(s.anchor for s in self.sections if s.heading is heading)

    def section_of(self, use: Use) -> Section | None:
        """Return the section in which a record is named."""
        return self.sections[use.section] if use.section >= 0 else None


def outline(draft: nodes.Draft, naming: Mapping[str, str]) -> Outline:
    """Walk a draft once and note what it does.

    `naming` says of directives whether the ids of their arguments are `claim`s argued or objections that the
    section `answers`.
    """
    sections: list[Section] = []
    uses: dict[str, list[Use]] = {name: [] for name in ("claim", "topic", "item", "answers")}
    directives: list[nodes.Directive] = []
    for block in walk(draft.blocks):
        here = len(sections) - 1
        if isinstance(block, nodes.Heading):
            sections.append(_section(block, {s.anchor for s in sections}))
            for name, found in uses.items():
                for identifier in block.attributes.get(name, ()):
                    found.append(Use(identifier, block.place, here + 1))
        elif isinstance(block, nodes.Directive):
            directives.append(block)
            kind = naming.get(block.name)
            if kind:
                for identifier in block.argument.split():
                    uses[kind].append(Use(identifier, block.place, here))
    inlines = list(all_inlines(draft))
    return Outline(
        sections=tuple(sections),
        claims=tuple(uses["claim"]),
        topics=tuple(uses["topic"]),
        items=tuple(uses["item"]),
        answers=tuple(uses["answers"]),
        citations=tuple(i for inline in inlines if isinstance(inline, nodes.Cite) for i in inline.items),
        roles=tuple(inline for inline in inlines if isinstance(inline, nodes.Role)),
        directives=tuple(directives),
    )


def walk(blocks: Iterable[nodes.Block]) -> Iterator[nodes.Block]:
    """Yield every block, outer ones first, in the order of the text."""
    for block in blocks:
        yield block
        if isinstance(block, nodes.BlockQuote | nodes.Directive):
            yield from walk(block.blocks)
        elif isinstance(block, nodes.Listing):
            for item in block.items:
                yield from walk(item)


def all_inlines(draft: nodes.Draft) -> Iterator[nodes.Inline]:
    """Yield every inline node of the text and of its footnotes."""
    for block in walk(draft.blocks):
        for content in contents(block):
            yield from content
    for content in draft.footnotes.values():
        yield from content


def contents(block: nodes.Block) -> Iterator[nodes.Inlines]:
    """Yield the runs of text that a block holds directly."""
    if isinstance(block, nodes.Heading | nodes.Paragraph):
        yield block.content
    elif isinstance(block, nodes.Directive):
        yield from block.inlines.values()
    elif isinstance(block, nodes.Grid):
        for row in (block.header, *block.rows):
            yield from row


def plain(content: nodes.Inlines) -> str:
    """Return the words of a run, without citations; a role shows its argument."""
    words = []
    for inline in content:
        if isinstance(inline, nodes.Words):
            words.append(inline.text)
        elif isinstance(inline, nodes.Role):
            words.append(inline.argument)
        elif isinstance(inline, nodes.Hyperlink):
            words.extend(part.text for part in inline.content)
    return "".join(words).strip()


def _section(heading: nodes.Heading, taken: set[str]) -> Section:
    title = plain(heading.content)
    wanted = next(iter(heading.attributes.get("id", ())), "") or slug(
        title, limit=0, otherwise="section", fold=False
    )
    anchor = wanted
    number = 2
    while anchor in taken:
        anchor = f"{wanted}-{number}"
        number += 1
    return Section(heading, title, anchor)
