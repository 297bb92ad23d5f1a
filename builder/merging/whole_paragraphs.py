"""Paragraphs that were added, removed or moved in Word, as edits of the draft's source."""

from __future__ import annotations

import re

from builder.merging.draft_changes import SourceEdit
from builder.merging.draft_passages import Passage
from builder.merging.markdown_text import as_markdown
from builder.merging.passage_edits import UnsureError
from builder.merging.returned_paragraph import ReturnedParagraph
from builder.word.draft_part import NOTE

_HEADING = re.compile(r"Heading([1-4])")
_FLOWING = frozenset({"heading", "paragraph", "item", "quotation"})
"""Passages that stand on lines of their own."""


def removal(passage: Passage, source: str) -> SourceEdit:
    """Return the edit that takes a paragraph, heading or item out, with the blank lines behind it.

    Raises:
        UnsureError: it is a cell, a caption or a footnote.
    """
    if passage.kind not in _FLOWING:
        raise UnsureError(f"the words of a {passage.kind} were removed")
    start = source.rfind("\n", 0, passage.start) + 1
    end = _line_end(source, passage.end)
    while source[end : end + 1] == "\n":
        end += 1
        if passage.kind == "item":
            break
    return SourceEdit(start, end, "")


def addition(text: str, kind: str, before: Passage | None, after: Passage | None, source: str) -> SourceEdit:
    """Return the edit that puts a paragraph behind one passage, or before another.

    Args:
        text: the paragraph as Markdown, without its mark.
        kind: `paragraph`, `quotation`, `bullet`, `number`, or `#` to `####`.
        before: the passage that it follows directly in Word; None where that is no text of the draft.
        after: the passage that follows it there, likewise.
        source: the draft.

    Raises:
        UnsureError: neither stands on lines of its own, or a list would be cut in two.
    """
    item = kind in ("bullet", "number")
    if before is not None and before.kind in _FLOWING:
        offset = _line_end(source, before.end)
        if before.kind == "item" and item:
            return SourceEdit(offset, offset, f"\n{before.marker}{text}")
        if before.kind == "item" and after is not None and after.kind == "item":
            raise UnsureError("a paragraph was put between two items of a list")
        return SourceEdit(offset, offset, f"\n\n{_mark(kind)}{text}")
    if after is not None and after.kind in _FLOWING and (after.kind == "item") == item:
        offset = source.rfind("\n", 0, after.start) + 1
        mark, ending = (after.marker, "\n") if item else (_mark(kind), "\n\n")
        return SourceEdit(offset, offset, f"{mark}{text}{ending}")
    raise UnsureError("a paragraph was added beside something that is filled in")


def kind_of(paragraph: ReturnedParagraph) -> str:
    """Return what an added paragraph is, for `addition`."""
    heading = _HEADING.fullmatch(paragraph.style)
    if heading:
        return "#" * int(heading[1])
    if paragraph.numbered:
        return "number" if "Number" in paragraph.style else "bullet"
    return "quotation" if "Quote" in paragraph.style else "paragraph"


def words_of(paragraph: ReturnedParagraph, *, escaped: bool) -> str:
    """Return an added paragraph as Markdown, without its mark.

    Raises:
        UnsureError: it refers to notes.
    """
    if NOTE in paragraph.text:
        raise UnsureError("a paragraph with notes was added")
    characters = paragraph.characters
    heading = _HEADING.fullmatch(paragraph.style)
    around = (characters[0].strong, characters[0].emphasis) if heading else (False, False)
    return as_markdown(characters, around, escaped=escaped).strip()


def _mark(kind: str) -> str:
    marks = {"bullet": "- ", "number": "1. ", "quotation": "> ", "paragraph": ""}
    return marks.get(kind, f"{kind} ")


def _line_end(source: str, offset: int) -> int:
    end = source.find("\n", offset)
    return len(source) if end < 0 else end
