"""The draft as suggestions see it: paragraphs, what each cites, and the claims of its section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from builder.draft import nodes
from builder.draft.template_words import is_template


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, list item or block quotation."""

    text: str
    """Its words alone."""
    line: int
    cited: frozenset[str]
    """Citation keys and quoted ids in it."""
    section: int
    """Number of the section it stands in, from 0; text before the first heading is in section 0."""
    claims: tuple[str, ...]
    """Ids of the claims that its section argues."""


@dataclass(slots=True)
class _Walk:
    section: int = 0
    claims: tuple[str, ...] = ()
    found: list[Paragraph] = field(default_factory=list)


def paragraphs(draft: nodes.Draft) -> list[Paragraph]:
    """Return the paragraphs of a draft in order, without those of a template that nobody has written yet."""
    walk = _Walk()
    _blocks(draft.blocks, draft, walk)
    return walk.found


def claims_made(draft: nodes.Draft) -> frozenset[str]:
    """Return the ids of all claims that sections argue."""
    return frozenset(claim for paragraph in paragraphs(draft) for claim in paragraph.claims)


def _blocks(blocks: Iterable[nodes.Block], draft: nodes.Draft, walk: _Walk) -> None:
    for block in blocks:
        if isinstance(block, nodes.Heading):
            walk.section += 1
            walk.claims = block.attributes.get("claim", ())
        elif isinstance(block, nodes.Paragraph):
            _paragraph(block, draft, walk)
        elif isinstance(block, nodes.BlockQuote | nodes.Directive):
            _blocks(block.blocks, draft, walk)
        elif isinstance(block, nodes.Listing):
            for item in block.items:
                _blocks(item, draft, walk)


def _paragraph(block: nodes.Paragraph, draft: nodes.Draft, walk: _Walk) -> None:
    text = " ".join("".join(_words(block.content)).split())
    cited = frozenset(_keys(block.content, draft))
    if text and not is_template(text):
        walk.found.append(Paragraph(text, block.place.line, cited, walk.section, walk.claims))


def _words(content: nodes.Inlines) -> Iterator[str]:
    for inline in content:
        if isinstance(inline, nodes.Words):
            yield inline.text
        elif isinstance(inline, nodes.Hyperlink):
            yield from (words.text for words in inline.content)
        elif isinstance(inline, nodes.Break):
            yield " "


def _keys(content: nodes.Inlines, draft: nodes.Draft) -> Iterator[str]:
    """Yield what a paragraph cites, in the text, by a role, or in its footnotes."""
    for inline in content:
        if isinstance(inline, nodes.Cite):
            yield from (item.key for item in inline.items)
        elif isinstance(inline, nodes.Role):
            yield inline.argument.strip()
        elif isinstance(inline, nodes.FootnoteMark):
            yield from _keys(draft.footnotes.get(inline.label, ()), draft)
