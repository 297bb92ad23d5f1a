"""A Word document read whole, through python-docx: text in order, its parts, and what was not read.

Runs in the extraction worker only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kb.texts.blocks import BlockKind
from kb.texts.document_limits import RefusedError, look_over
from kb.texts.extracts import COMMENT, Extract, TextWriter, unread_parts
from kb.texts.line_blocks import blocks_of
from kb.texts.line_looks import is_numbered_heading, marker_of, reads_as_heading
from kb.texts.strict_ooxml import as_transitional
from kb.texts.word_notes import Notes
from kb.texts.word_numbering import Numbering
from kb.texts.word_runs import DELETED, RunReader, branch
from kb.texts.word_styles import Styles, W, below, is_on, value

_MARGINS = tuple(
    f"{kind}{side}" for side in ("header", "footer") for kind in ("first_page_", "", "even_page_")
)
_WHOLE_ROW_PARAGRAPHS = 2
"""A row with a cell of more paragraphs than this, or of lists, is layout, and told paragraph by paragraph."""
_SAVE_AGAIN = "Open it in Word, which mends what it can, and save it again as a Word document (.docx)."
_ACCEPTED = "Words that were put in with changes tracked were read as if they were accepted."
_TITLES = frozenset({"title"})


def read_docx(path: Path) -> Extract:
    """Return the text, its parts, and the document's own metadata.

    Numbers and bullets that Word sets by itself stand before their paragraphs. A text box follows the
    paragraph it is anchored in; footnotes, endnotes, headers and footers come at the end.

    Raises:
        RefusedError: hostile, damaged, or empty.
    """
    look_over(path)
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = docx.Document(as_transitional(path))
        reader = _DocumentReader(document)
        reader.read()
        core = document.core_properties
        details = {"title": core.title, "author": core.author, "language": core.language}
        if core.modified:
            details["moddate"] = core.modified.date().isoformat()
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, IndexError, RecursionError) as error:
        raise RefusedError(f"The Word document is damaged: {str(error)[:120]}.", _SAVE_AGAIN) from error
    if not reader.out.text.strip():
        raise RefusedError("The Word document has no text.")
    return Extract(
        reader.out.text,
        {key: found for key, found in details.items() if found},
        tuple(reader.out.blocks),
        unread_parts(reader.unread),
        (_ACCEPTED,) if reader.has_insertions else (),
    )


class _DocumentReader:
    """Reads the stories of a document: body, notes, headers and footers."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.out = TextWriter()
        self.unread: Counter[str] = Counter()
        parts = _parts(document.part)
        self.styles = Styles(parts.get("styles"))
        self.numbering = Numbering(parts.get("numbering"), self.styles)
        notes = {kind: parts[f"{kind}s"] for kind in ("footnote", "endnote") if f"{kind}s" in parts}
        self.notes = Notes(notes, parts.get("settings"))
        self.comments = parts.get("comments")
        self.heading = 0
        """Level of the last heading that its style told."""

    def read(self) -> None:
        """Read the whole document."""
        self._story(self.document.element.body, self.out)
        for mark, note in self.notes.referred():
            self._note(mark, note)
        self._margins()
        if self.comments is not None:
            self.unread[COMMENT] = len(self.comments.findall(f"{W}comment"))

    @property
    def has_insertions(self) -> bool:
        """Say whether somebody put words in with changes tracked."""
        inserted = (f"{W}ins", f"{W}moveTo")
        return any(change.find(f"{W}r") is not None for change in self.document.element.iter(*inserted))

    def _story(self, container: Any, out: TextWriter) -> None:
        self._told(container, RunReader(self.styles, self.unread, self.notes.mark), out)

    def _told(self, container: Any, runs: RunReader, out: TextWriter) -> None:
        for block in self._parts_of(container):
            if block.tag == f"{W}tbl":
                for row in self._rows(block):
                    self._row(row, runs, out)
            else:
                self._paragraph(block, runs, out)

    def _parts_of(self, container: Any) -> Iterator[Any]:
        """Yield paragraphs and tables, out of whatever is wrapped around them."""
        for child in container:
            name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
            if name in ("p", "tbl", "tr", "tc"):
                yield child
            elif name == "altChunk":
                self.unread["inserted document(s)"] += 1
            elif name == "AlternateContent":
                yield from self._parts_of(branch(child))
            elif name in ("del", "moveFrom") or below(child, "sdtPr/showingPlcHdr") is not None:
                continue
            elif name in (
                "sdt",
                "sdtContent",
                "customXml",
                "smartTag",
                "ins",
                "moveTo",
                "Choice",
                "Fallback",
            ):
                yield from self._parts_of(child)

    def _paragraph(self, paragraph: Any, runs: RunReader, out: TextWriter) -> None:
        unseen = self.unread.total()
        text = runs.read(paragraph)
        boxes = runs.boxes
        if (
            text.strip() or boxes or self.unread.total() == unseen
        ):  # not one that is deleted or hidden as a whole
            self._put(paragraph, text, out)
        for box in boxes:
            self._story(box, out)

    def _put(self, paragraph: Any, text: str, out: TextWriter) -> None:
        """Write a paragraph as what it is: heading, point of a list, or paragraph."""
        mark = self.numbering.mark(paragraph)
        label = mark.text if mark else ""
        if not text.strip():
            out.add(BlockKind.PARAGRAPH, text)
            return
        text = f"{label}{mark.gap if mark and label else ''}{text}"
        level = self._heading_level(paragraph)
        if level:
            self.heading = level
            out.add(BlockKind.HEADING, text, level, label or marker_of(text))
        elif is_numbered_heading(text, bold=self._is_bold(paragraph, text)):
            out.add(BlockKind.HEADING, text, self.heading + 1, label or marker_of(text))
        elif label and mark:
            out.add(BlockKind.ITEM, text, mark.level, label)
        elif not marker_of(text) and (reads_as_heading(text) or self._is_bold(paragraph, text)):
            out.add(BlockKind.HEADING, text, self.heading + 1)
        elif "\n" in text.strip() or marker_of(text):
            out.add_text(text, blocks_of(text))
        else:
            out.add(BlockKind.PARAGRAPH, text)

    def _heading_level(self, paragraph: Any) -> int:
        """Return the level of a heading by its outline, and of a title; 0 for other paragraphs."""
        number = self.styles.value(paragraph, "pPr/outlineLvl")
        if number.isdecimal() and int(number) < 9:
            return int(number) + 1
        return int(self.styles.name(self.styles.of_paragraph(paragraph)) in _TITLES)

    def _is_bold(self, paragraph: Any, text: str) -> bool:
        """Say whether a short line is bold as a whole, which is how many write a heading."""
        if len(text.split()) > 8 or text.rstrip().endswith((".", ",", ";")):
            return False
        style = self.styles.of_paragraph(paragraph)
        runs = [
            run for run in paragraph.iter(f"{W}r") if "".join(t.text or "" for t in run.iter(f"{W}t")).strip()
        ]
        return bool(runs) and all(self.styles.shows(run, style, "b") for run in runs)

    def _rows(self, table: Any) -> Iterator[Any]:
        for row in self._parts_of(table):
            if below(row, "trPr/del") is not None:
                self.unread[DELETED] += 1
            elif (hidden := below(row, "trPr/hidden")) is not None and is_on(hidden):
                self.unread["row(s) of a table that is|are hidden"] += 1
            else:
                yield row

    def _row(self, row: Any, runs: RunReader, out: TextWriter) -> None:
        """Write a row as a line of cells; one that is layout as the parts of its cells, cell by cell."""
        cells = []
        for cell in self._parts_of(row):
            merge = below(cell, "tcPr/vMerge")
            goes_on = merge is not None and value(cell, "tcPr/vMerge") != "restart"
            cells.append(TextWriter())
            if not goes_on:  # a cell that goes on from the row above was told there
                self._told(cell, runs, cells[-1])
        if any(_is_layout(cell) for cell in cells):
            for cell in cells:
                if cell.text.strip():
                    out.add_text(cell.text, cell.blocks)
        else:
            out.add(BlockKind.ROW, "\t".join(" ".join(cell.text.split("\n")) for cell in cells))

    def _note(self, mark: str, note: Any) -> None:
        told = TextWriter()
        self._story(note, told)
        self.out.add(BlockKind.NOTE, mark + " " * bool(mark) + told.text.strip(), marker=mark)

    def _margins(self) -> None:
        """Write the lines of headers and footers, a line once however many sections repeat it."""
        lines: dict[str, None] = {}
        for section in self.document.sections:
            for name in _MARGINS:
                margin = getattr(section, name)
                if not margin.is_linked_to_previous:
                    told = TextWriter()
                    self._story(margin._element, told)
                    lines |= dict.fromkeys(line for line in told.text.split("\n") if line.strip())
        for line in lines:
            self.out.add(BlockKind.MARGIN, line)


def _is_layout(cell: TextWriter) -> bool:
    listed = any(block.kind in (BlockKind.ITEM, BlockKind.ROW) for block in cell.blocks)
    return listed or len(cell.blocks) > _WHOLE_ROW_PARAGRAPHS


def _parts(part: Any) -> dict[str, Any]:
    """Return the roots of the parts beside the main one, by the last word of their relationship."""
    from docx.oxml import parse_xml

    wanted = ("styles", "numbering", "footnotes", "endnotes", "settings", "comments")
    found = {}
    for relation in part.rels.values():
        name = relation.reltype.rpartition("/")[2]
        if name in wanted and not relation.is_external:
            target = relation.target_part
            found[name] = target.element if hasattr(target, "element") else parse_xml(target.blob)
    return found
