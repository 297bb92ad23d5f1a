"""A text file: its characters, whatever program wrote them, and its parts as its lines tell them."""

from __future__ import annotations

import re
from pathlib import Path

from kb.texts import document_limits
from kb.texts.document_limits import RefusedError
from kb.texts.extracts import Extract
from kb.texts.line_blocks import blocks_of
from kb.texts.text_encodings import decoded, is_text

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]")


def read_plain(path: Path) -> Extract:
    """Return the text; unlike a record it may hold form feeds (pages) and stray control characters.

    Raises:
        RefusedError: it is empty, no text, or too long.
    """
    text, guessed = decoded(path.read_bytes())
    if len(text) > document_limits.MAX_TEXT_CHARACTERS:
        raise RefusedError(f"It has more than {document_limits.MAX_TEXT_CHARACTERS} characters.")
    if not is_text(text):
        raise RefusedError("It is no text: open it in the program that made it, and save it as text or PDF.")
    text = _UNPRINTABLE.sub("", re.sub("\r\n?|\x85|[\u2028\u2029]", "\n", text))
    if not text.strip():
        raise RefusedError("It is empty.")
    remarks = (f"It is not UTF-8, and was read as {guessed}.",) if guessed else ()
    return Extract(text, {}, tuple(blocks_of(text)), remarks=remarks)
