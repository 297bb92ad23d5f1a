"""Captions with SEQ fields (ECMA-376 part 1, 17.16.5.56), so that Word numbers tables and figures itself."""

from __future__ import annotations

from builder.document import Chart, Picture, Table
from builder.word.draft_part import NOTE
from builder.word.manuscript import Manuscript, bookmark_name
from builder.word.ooxml import field, paragraph, run
from builder.word.word_styles import CAPTION
from builder.word.write_text import has_own_words, written


def write_caption(manuscript: Manuscript, kind: str, block: Table | Chart | Picture) -> str:
    """Write the caption of a Table or Figure, if it has one, and return what it says."""
    if not block.caption:
        return ""
    content = written(manuscript, block.caption, shaded=has_own_words(block.caption))
    before = (f"{kind}\u00a0", ". ") if block.number else ()
    label = [run(text) for text in before]
    label[1:1] = field(f"SEQ {kind} \\* ARABIC", str(block.number)) if block.number else []
    made = manuscript.put(paragraph(CAPTION, *label, *content))
    manuscript.keep(made, block.caption, block.place, before)
    if block.anchor:
        manuscript.mark(made, bookmark_name(block.anchor))
    said = manuscript.sent[-1].pieces[len(before) :]
    return "".join(piece.text for piece in said if piece.text != NOTE)
