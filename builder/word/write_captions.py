"""Captions with SEQ fields (ECMA-376 part 1, 17.16.5.56), so that Word numbers tables and figures itself."""

from __future__ import annotations

from builder.document import Inlines, Place
from builder.word.manuscript import Manuscript, bookmark_name
from builder.word.ooxml import field, paragraph, run
from builder.word.word_styles import CAPTION
from builder.word.write_text import has_own_words, written


def write_caption(manuscript: Manuscript, kind: str, caption: Inlines, anchor: str, place: Place) -> str:
    """Write the caption of a Table or Figure, if it has one, and return what it says."""
    if not caption:
        return ""
    number = manuscript.count(kind)
    content = written(manuscript, caption, shaded=has_own_words(caption))
    label = [run(f"{kind} "), *field(f"SEQ {kind} \\* ARABIC", str(number)), run(". ")]
    made = manuscript.put(paragraph(CAPTION, *label, *content))
    manuscript.keep(made, caption, place, f"{kind} {number}. ")
    if anchor:
        manuscript.mark(made, bookmark_name(anchor))
    return "".join(piece.text for piece in manuscript.sent[-1].pieces[1:] if piece.text != "\ufffc")
