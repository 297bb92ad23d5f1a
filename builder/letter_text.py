"""A letter as plain text, for the comment box of the portal: no type, no pictures, notes as a list below."""

from __future__ import annotations

from collections.abc import Iterator

from builder import document as doc

UNSAID: dict[type, str] = {doc.Table: "table", doc.Chart: "chart", doc.Picture: "picture"}
"""Blocks that plain text leaves out, with what they are called."""


def letter_text(document: doc.Document) -> str:
    """Return a document as plain text: opening lines, title, text, submitter, then the notes by number.

    Links within the document lead nowhere there and are left as words.
    """
    title = document.title
    parts = ["\n".join(title.opening), title.title, *_blocks(document.blocks)]
    if not any(isinstance(block, doc.Signature) for block in document.blocks):
        parts.append("\n".join((*title.submitter, title.date)))
    notes = (f"[{note.number}] {_inline(note.content)}" for note in document.notes)
    return "\n\n".join(part for part in (*parts, "\n".join(notes)) if part)


def _blocks(blocks: tuple[doc.Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case doc.Heading() | doc.Paragraph():
                yield _inline(block.content)
            case doc.CodeBlock():
                yield block.text
            case doc.ItemList():
                yield "\n".join(_items(block))
            case doc.Quotation():
                yield from (*_blocks(block.blocks), _inline(block.attribution))
            case doc.Callout():
                yield from (_inline(block.label), *_blocks(block.blocks))
            case doc.Signature():
                yield "\n".join([*map(_inline, block.lines), block.date]).rstrip()


def _items(block: doc.ItemList) -> Iterator[str]:
    for number, item in enumerate(block.items, block.start):
        yield f"{f'{number}.' if block.ordered else '-'} {' '.join(_blocks(item.blocks))}"


def _inline(content: doc.Inlines) -> str:
    said = []
    for part in content:
        match part:
            case doc.Text():
                said.append("" if part.deleted else part.text)
            case doc.Link():
                said.append("".join(run.text for run in part.content))
            case doc.NoteReference():
                said.append(f" [{part.number}]")
            case doc.LineBreak():
                said.append("\n")
    return "".join(said).strip()
