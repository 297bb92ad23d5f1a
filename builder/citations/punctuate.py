"""Set text as it is printed: sentences of a note, typographic quotation marks."""

from __future__ import annotations

import re

_ENDED = re.compile(r"[.?!][”’)\ue003]*$")
_CLOSING = re.compile(r"[”’\ue003]*$")


def sentence(text: str) -> str:
    """Return text that ends like a sentence, its period inside quotation marks as is usual in the U.S.

    Marks of styled text at its end do not count.
    """
    text = text.rstrip()
    if not text or _ENDED.search(text):
        return text
    closing = _CLOSING.search(text)
    end = closing.start() if closing and "”" in closing[0] else len(text)
    return f"{text[:end]}.{text[end:]}"


def curled(words: str) -> str:
    """Return text with straight quotation marks and apostrophes as typographic ones."""
    words = re.sub(r'(^|[\s(\[—–])"', r"\1“", words).replace('"', "”")
    words = re.sub(r"(^|[\s(\[—–“])'", r"\1‘", words)
    return words.replace("'", "’")
