"""Text of a presentation, slide by slide, through python-pptx. Runs in the extraction worker only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kb.texts.blocks import BlockKind
from kb.texts.document_kinds import KINDS
from kb.texts.document_limits import RefusedError, look_over
from kb.texts.extracts import PICTURE, Extract, TextWriter, moved, unread_parts
from kb.texts.outside_programs import lacking_package
from kb.texts.strict_ooxml import as_transitional


def read_slides(path: Path) -> Extract:
    """Return the text of the slides and of their speaker notes, slides separated by form feeds.

    Hidden slides are left out, and counted.

    Raises:
        RefusedError: hostile, damaged, without text, or python-pptx is not installed.
    """
    look_over(path)
    try:
        from pptx import Presentation
    except ImportError as error:
        raise lacking_package(KINDS[".pptx"]) from error
    presentation: Any = Presentation(as_transitional(path))
    unread: Counter[str] = Counter()
    pages, blocks, at = [], [], 0
    for slide in presentation.slides:
        if slide.element.get("show") in ("0", "false"):
            unread["slide(s) that is|are hidden"] += 1
            continue
        writer = TextWriter()
        _write_slide(slide, writer, unread)
        pages.append(writer.text)
        blocks += moved(writer.blocks, at)
        at += len(writer.text) + 1
    text = "\f".join(pages)
    if not text.strip():
        raise RefusedError("The presentation has no text.", KINDS[".pptx"].instead)
    core = presentation.core_properties
    details = {"title": core.title or "", "language": core.language or ""}
    return Extract(text, details, tuple(blocks), unread_parts(unread))


def _write_slide(slide: Any, writer: TextWriter, unread: Counter[str]) -> None:
    title = slide.shapes.title
    if title is not None and title.has_text_frame:
        writer.add(BlockKind.HEADING, " ".join(title.text_frame.text.split()), 1)
    for shape in _flat(slide.shapes):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        if shape.has_text_frame:
            _write_frame(shape, writer)
        elif getattr(shape, "has_table", False):
            for row in shape.table.rows:
                cells = (" ".join(cell.text_frame.text.split()) for cell in row.cells)
                writer.add(BlockKind.ROW, "\t".join(cells))
        elif kind := _unread_kind(shape):
            unread[kind] += 1
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
            writer.add(BlockKind.NOTE, _line(paragraph))


def _flat(shapes: Any) -> Iterator[Any]:
    """Yield shapes, those of groups one by one."""
    stack = list(shapes)[::-1]
    while stack:
        shape = stack.pop()
        if hasattr(shape, "shapes"):
            stack.extend(list(shape.shapes)[::-1])
        else:
            yield shape


def _write_frame(shape: Any, writer: TextWriter) -> None:
    place = str(shape.placeholder_format.type) if shape.is_placeholder else ""
    for paragraph in shape.text_frame.paragraphs:
        line = _line(paragraph)
        if not line:
            continue
        if place.startswith(("BODY", "OBJECT")):
            writer.add(BlockKind.ITEM, line, paragraph.level + 1)
        else:
            margin = place.startswith(("SLIDE_NUMBER", "FOOTER", "DATE", "HEADER"))
            writer.add(BlockKind.MARGIN if margin else BlockKind.PARAGRAPH, line)


def _line(paragraph: Any) -> str:
    return " ".join(paragraph.text.replace("\v", " ").split())


def _unread_kind(shape: Any) -> str:
    """Return what a shape without text is called; nothing for a line that only joins others."""
    if hasattr(shape, "image"):
        return PICTURE
    if getattr(shape, "has_chart", False):
        return "chart(s)"
    return "diagram(s)" if shape.element.tag.endswith("}graphicFrame") else ""
