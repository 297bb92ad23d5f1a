"""Writing blocks: one function a node, found by its type."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn

from builder import document as d
from builder.layout.text_runs import title
from builder.word.manuscript import Manuscript, bookmark_name
from builder.word.ooxml import (
    TWIPS,
    Element,
    element,
    field_begin,
    field_end,
    paragraph,
    put,
    run,
)
from builder.word.word_styles import (
    BODY,
    BULLET,
    BULLETS,
    CAPTION,
    CODE,
    CONTINUE,
    ENTRY,
    LABEL,
    LEAD,
    NUMBER,
    OPENING,
    QUOTE,
    SMALL,
    STEP,
    new_numbering,
    turned,
)
from builder.word.write_pictures import put_picture, write_chart, write_picture, write_signature
from builder.word.write_tables import write_table
from builder.word.write_text import has_own_words, written

_KINDS = {"body": BODY, "lead": LEAD, "caption": CAPTION, "small": SMALL}
_BOXES = {
    "objection": ("9B2C1F", "FBF4F2"),
    "reply": ("1D4F7C", "FFFFFF"),
    "disclosure": ("535C66", "F4F5F6"),
    "note": ("1D4F7C", "F2F6FA"),
    "proposal": ("2B6340", "F2F7F3"),
}
"""Bar and tint of each kind of box; the label says the kind in words."""


def write_all(manuscript: Manuscript, blocks: Iterable[d.Block], style: str = BODY, level: int = 0) -> None:
    """Write blocks; `style` is that of plain paragraphs here, `level` how many lists they stand in."""
    for block in blocks:
        _write(manuscript, block, style, level)


def write_title(manuscript: Manuscript, title: d.TitleBlock) -> None:
    """Write the title block in the order that the notice asks for."""
    if title.letterhead is not None:
        put_picture(manuscript, title.letterhead)
    lines = [(OPENING, line) for line in title.opening]
    lines += [("Title", title.title), ("Subtitle", title.subtitle)]
    lines += [("Submitter", line) for line in title.submitter]
    lines.append(("Date", title.date))
    for style, line in lines:
        if line:
            made = manuscript.put(paragraph(style, run(line)))
            manuscript.keep(made, (d.Text(line),), (1, 1))


def _write(manuscript: Manuscript, block: d.Block, style: str, level: int) -> None:
    match block:
        case d.Paragraph():
            _write_paragraph(manuscript, block, style, level)
        case d.ItemList():
            _write_list(manuscript, block, level)
        case d.Quotation():
            write_all(manuscript, block.blocks, QUOTE, level)
            if block.attribution:
                _write_paragraph(manuscript, d.Paragraph(block.attribution, place=block.place), QUOTE, level)
        case d.Heading():
            _write_heading(manuscript, block)
        case d.Table() if block.landscape and manuscript.depth == 0:
            _write_turned(manuscript, block)
        case _:
            _WRITERS[type(block)](manuscript, block)


def _write_heading(manuscript: Manuscript, block: d.Heading) -> None:
    content = written(manuscript, block.content, shaded=has_own_words(block.content))
    before = (f"{block.number}\u2002",) if block.number else ()
    made = manuscript.put(paragraph(f"Heading{block.level}", *map(run, before), *content))
    manuscript.keep(made, block.content, block.place, before)
    manuscript.mark(made, bookmark_name(block.anchor))


def _write_paragraph(manuscript: Manuscript, block: d.Paragraph, style: str, level: int) -> None:
    chosen = _KINDS[block.kind] if block.kind != "body" else style
    indent = (element("w:ind", left=STEP * level),) if level else ()
    if chosen == BODY and level:
        chosen = CONTINUE
    content = written(manuscript, block.content, shaded=has_own_words(block.content))
    made = manuscript.put(paragraph(chosen, *content, properties=indent))
    manuscript.keep(made, block.content, block.place)
    if block.anchor:
        manuscript.mark(made, bookmark_name(block.anchor))


def _write_list(manuscript: Manuscript, block: d.ItemList, level: int) -> None:
    """Write a list: the first paragraph of each item carries its mark, the rest is indented like it."""
    number, style = BULLETS, BULLET
    if block.ordered:
        manuscript.numbered += 1
        number, style = new_numbering(manuscript.word, manuscript.numbered, level, block.start), NUMBER
    form = element("w:numPr", element("w:ilvl", val=level), element("w:numId", val=number))
    for item in block.items:
        first, *others = item.blocks or (d.Paragraph(()),)
        content: d.Inlines = ()
        if isinstance(first, d.Paragraph):
            content = first.content
        else:
            others = [first, *others]
        shown = written(manuscript, content, shaded=has_own_words(content))
        made = manuscript.put(paragraph(style, *shown, properties=(deepcopy(form),)))
        manuscript.keep(made, content, first.place)
        write_all(manuscript, others, BODY, level + 1)


def _write_turned(manuscript: Manuscript, block: d.Table) -> None:
    """Write a table between two section ends, on sheets turned to landscape."""
    _end_section(manuscript, landscape=False)
    width, manuscript.width = manuscript.width, 648.0
    write_table(manuscript, block)
    manuscript.width = width
    _end_section(manuscript, landscape=True)


def _end_section(manuscript: Manuscript, *, landscape: bool) -> None:
    ending = deepcopy(manuscript.word.element.body[-1])
    turned(ending, landscape)
    manuscript.put(element("w:p", element("w:pPr", ending)))


def _write_callout(manuscript: Manuscript, block: d.Callout) -> None:
    """Write a box as a table of one cell, tinted, with a coloured bar at its left."""
    bar, tint = _BOXES[block.kind]
    width = manuscript.width
    borders = element("w:tblBorders", element("w:left", val="single", sz=24, space=0, color=bar))
    margins = element(
        "w:tblCellMar",
        *(element(f"w:{side}", w=140, type="dxa") for side in ("top", "left", "bottom", "right")),
    )
    sizes = element("w:tblW", w=round(width * TWIPS), type="dxa")
    properties = element("w:tblPr", sizes, borders, element("w:tblLayout", type="fixed"), margins)
    grid = element("w:tblGrid", element("w:gridCol", w=round(width * TWIPS)))
    shade = element("w:shd", val="clear", color="auto", fill=tint)
    cell = element("w:tc", element("w:tcPr", element("w:tcW", w=round(width * TWIPS), type="dxa"), shade))
    manuscript.put(element("w:tbl", properties, grid, element("w:tr", cell)))
    with manuscript.inside(cell, width - 14):
        if block.label or block.anchor:
            label = written(manuscript, block.label, shaded=has_own_words(block.label))
            made = manuscript.put(paragraph(LABEL, *label))
            manuscript.keep(made, block.label, block.place)
            if block.anchor:
                manuscript.mark(made, bookmark_name(block.anchor))
        write_all(manuscript, block.blocks)
        if cell[-1].tag == qn("w:tbl"):
            manuscript.put(paragraph(BODY))  # a cell ends with a paragraph (17.4.65)
    manuscript.put(paragraph(SMALL))


def _write_contents(manuscript: Manuscript, block: d.Contents) -> None:
    """Write a TOC field (17.16.5.68) that already shows the headings; Word adds page numbers on opening."""
    head = manuscript.put(paragraph("TOCHeading", run(block.title)))
    manuscript.keep(head, (d.Text(block.title),), block.place)
    headings = [one for one in _headings(manuscript.document.blocks) if one.level <= block.depth]
    opening = field_begin(f'TOC \\o "1-{block.depth}" \\h \\z \\u', dirty=True)
    last: Element = None
    for heading in headings:
        entry = element("w:hyperlink", run(title(heading)), anchor=bookmark_name(heading.anchor))
        last = manuscript.put(paragraph(f"TOC{heading.level}", *opening, entry))
        opening = []
    if last is None:
        last = manuscript.put(paragraph("TOC1", *opening))
    put(last, field_end())


def _headings(blocks: Iterable[d.Block]) -> Iterable[d.Heading]:
    for block in blocks:
        if isinstance(block, d.Heading):
            yield block
        yield from _headings(getattr(block, "blocks", ()))


def _write_bibliography(manuscript: Manuscript, block: d.Bibliography) -> None:
    for entry in block.entries:
        made = manuscript.put(paragraph(ENTRY, *written(manuscript, entry, shaded=False)))
        manuscript.keep(made, entry, block.place)


def _write_notes(manuscript: Manuscript, block: d.Notes) -> None:
    """Say where Word sets endnotes: behind everything else."""
    said = "The notes stand at the end of the document."
    manuscript.keep(manuscript.put(paragraph(SMALL, run(said))), (d.Text(said),), block.place)


def _write_code(manuscript: Manuscript, block: d.CodeBlock) -> None:
    made = manuscript.put(paragraph(CODE, run(block.text)))
    manuscript.keep(made, (d.Text(block.text),), block.place)


def _write_page_break(manuscript: Manuscript, block: d.PageBreak) -> None:
    manuscript.put(paragraph(BODY, element("w:r", element("w:br", type="page"))))


_WRITERS: dict[type, Callable[[Manuscript, Any], None]] = {
    d.Bibliography: _write_bibliography,
    d.Callout: _write_callout,
    d.Chart: write_chart,
    d.Picture: write_picture,
    d.Signature: write_signature,
    d.CodeBlock: _write_code,
    d.Contents: _write_contents,
    d.Notes: _write_notes,
    d.PageBreak: _write_page_break,
    d.Table: write_table,
}
