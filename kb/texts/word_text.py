"""Text of a Word document, through python-docx. Runs in the extraction worker only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kb.texts.document_limits import RefusedError, look_over
from kb.texts.raised_figures import SUBSCRIPTS, SUPERSCRIPTS

_NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
_BOXES = """.//w:txbxContent[
  not(ancestor::*[self::mc:Choice or self::mc:Fallback][preceding-sibling::mc:Choice//w:txbxContent])]"""
"""Text boxes, one each: Word writes a shape several times over, for programs that know less and less of it
(ECMA-376 part 3, AlternateContent)."""
_ON = "not(@w:val = '0' or @w:val = 'false' or @w:val = 'off')"
_UNSEEN = f""".//w:del | .//w:moveFrom | .//w:sdt[w:sdtPr/w:showingPlcHdr] | .//w:tr[w:trPr/w:del] |
  .//w:r[w:rPr/w:vanish[{_ON}] or w:rPr/w:strike[{_ON}] or w:rPr/w:dstrike[{_ON}]]"""
"""Struck out, with changes tracked or by hand; hidden; the hint of a form field that nobody filled in."""
_WRAPPERS = """.//w:sdt | .//w:sdtContent | .//w:ins | .//w:moveTo | .//w:smartTag | .//w:customXml |
  .//w:fldSimple | .//w:bdo | .//w:dir"""
"""Around text that reads on as if they were not there: fields, insertions, marks of meaning and direction."""
_RAISED = ".//w:r[w:rPr/w:vertAlign/@w:val = '{}']/w:t"
_MARGINS = tuple(
    f"{kind}{side}" for side in ("header", "footer") for kind in ("first_page_", "", "even_page_")
)


def read_docx(path: Path) -> tuple[str, dict[str, str]]:
    """Return paragraphs and table rows as lines, and the document's own metadata.

    A text box follows the paragraph it is anchored in; headers and footers come at the end.

    Raises:
        RefusedError: hostile, damaged, or empty.
    """
    look_over(path)
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = docx.Document(str(path))
        _unwrap(document.element)
        text = "\n".join((*_lines(document), *_margins(document)))
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, RecursionError) as error:
        raise RefusedError(f"The Word document cannot be read: {str(error)[:120]}.") from error
    if not text.strip():
        raise RefusedError("The Word document has no text.")
    core = document.core_properties
    found = {"title": core.title, "author": core.author, "language": core.language}
    if core.modified:
        found["moddate"] = core.modified.date().isoformat()
    return text, {key: value for key, value in found.items() if value}


def _unwrap(root: Any) -> None:
    """Leave in a part only what a reader sees, without what is wrapped around it."""
    from lxml.etree import ElementBase

    for unseen in ElementBase.xpath(root, _UNSEEN, namespaces=_NAMES):
        unseen.getparent().remove(unseen)
    for name, signs in (("superscript", SUPERSCRIPTS), ("subscript", SUBSCRIPTS)):
        for text in ElementBase.xpath(root, _RAISED.format(name), namespaces=_NAMES):
            text.text = (text.text or "").translate(signs)  # 10² is not 102
    for wrapper in ElementBase.xpath(root, _WRAPPERS, namespaces=_NAMES):
        for child in list(wrapper):
            wrapper.addprevious(child)
        wrapper.getparent().remove(wrapper)


def _lines(container: Any) -> Iterator[str]:
    """Yield the lines of a document, header or table cell, tables cell by cell."""
    yield from _told(container.iter_inner_content())


def _told(blocks: Iterable[Any]) -> Iterator[str]:
    from docx.table import Table

    for block in blocks:
        if not isinstance(block, Table):
            yield block.text
            yield from _boxed(block)
            continue
        for row in block.rows:
            cells = dict.fromkeys(row.cells)  # a merged cell is listed once for each place it covers
            yield "\t".join(" ".join(_lines(cell)) for cell in cells)


def _boxed(paragraph: Any) -> Iterator[str]:
    """Yield the lines of the text boxes of a paragraph; of boxes in boxes, when their turn comes."""
    from docx.oxml.table import CT_Tbl
    from docx.oxml.text.paragraph import CT_P
    from docx.table import Table
    from docx.text.paragraph import Paragraph
    from lxml.etree import ElementBase

    own = paragraph._p
    for box in ElementBase.xpath(own, _BOXES, namespaces=_NAMES):
        if next(box.iterancestors(own.tag)) is own:
            kinds = {CT_P: Paragraph, CT_Tbl: Table}
            blocks = [(kinds[type(child)], child) for child in box if type(child) in kinds]
            yield from _told(kind(child, paragraph) for kind, child in blocks)


def _margins(document: Any) -> Iterator[str]:
    """Yield the lines of headers and footers, a line once however many sections repeat it."""
    lines: dict[str, None] = {}
    for section in document.sections:
        for name in _MARGINS:
            margin = getattr(section, name)
            if not margin.is_linked_to_previous:
                _unwrap(margin._element)
                lines |= dict.fromkeys(line for line in _lines(margin) if line.strip())
    yield from lines
