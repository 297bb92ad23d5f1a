"""A resolved document as source of typst, to be set by it beside our own layout."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from builder import document as d

_HEAD = """\
#set document(title: "A comment")
#set page("us-letter", margin: (x: 84pt, y: 72pt), numbering: "Page 1 of 1")
#set text(size: 11pt, lang: "en")
#set heading(numbering: "1.1")
"""


def typst_source(document: d.Document) -> str:
    """Return the source: the same text, headings, lists, tables, boxes and notes; charts by their words."""
    notes = {note.number: _inlines(note.content, {}) for note in document.notes}
    contents = "#outline(depth: 2)\n" if any(isinstance(b, d.Contents) for b in document.blocks) else ""
    return _HEAD + contents + "\n\n".join(_blocks(document.blocks, notes))


def _inlines(content: Iterable[d.Inline], notes: dict[int, str]) -> str:
    return "".join(_inline(inline, notes) for inline in content)


def _inline(inline: d.Inline, notes: dict[int, str]) -> str:
    match inline:
        case d.Text():
            shown = f"#{json.dumps(inline.text, ensure_ascii=False)};"
            shown = f"#strong[{shown}]" if inline.strong else shown
            return f"#emph[{shown}]" if inline.emphasis else shown
        case d.Link():
            words = _inlines(inline.content or (d.Text(inline.label or inline.target),), notes)
            return words if inline.target.startswith("#") else f"#link({json.dumps(inline.target)})[{words}]"
        case d.NoteReference():
            return f"#footnote[{notes.get(inline.number, '')}]"
        case _:
            return " #linebreak()"


def _blocks(blocks: Iterable[d.Block], notes: dict[int, str]) -> Iterator[str]:
    for block in blocks:
        match block:
            case d.Heading():
                yield f"#heading(level: {block.level})[{_inlines(block.content, notes)}]"
            case d.Paragraph():
                yield _inlines(block.content, notes)
            case d.ItemList():
                items = ("\n".join(_blocks(item.blocks, notes)) for item in block.items)
                kind = "enum" if block.ordered else "list"
                yield f"#{kind}({', '.join(f'[{item}]' for item in items)})"
            case d.Table():
                yield _table(block, notes)
            case d.Callout() | d.Quotation():
                inner = "\n\n".join(_blocks(block.blocks, notes))
                yield f"#block(fill: luma(245), inset: 8pt)[{inner}]"
            case d.Chart():
                yield f"#rect(width: 100%, height: 150pt)[#{json.dumps(block.alternative)};]"
            case d.Bibliography():
                yield "\n\n".join(_inlines(entry, notes) for entry in block.entries)
            case d.PageBreak():
                yield "#pagebreak(weak: true)"


def _table(table: d.Table, notes: dict[int, str]) -> str:
    columns = max(sum(cell.span for cell in row) for row in (table.header, *table.rows))
    widths = [f"{width}fr" for width in table.widths] or ["auto"] * columns
    header = ", ".join(_cell(cell, notes) for cell in table.header)
    rows = ",\n".join(", ".join(_cell(cell, notes) for cell in row) for row in table.rows)
    caption = f"#strong[{_inlines(table.caption, notes)}]\n\n"
    body = f"#text(size: 9pt)[#table(columns: ({', '.join(widths)},), table.header({header}), {rows})]"
    return f"{caption}{body}\n\n{_inlines(table.source, notes)}"


def _cell(cell: d.Cell, notes: dict[int, str]) -> str:
    return f"table.cell(colspan: {cell.span})[{_inlines(cell.content, notes)}]"
