"""Text of a PDF, page by page, through PDFium. Runs in the extraction worker only."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from kb.texts import limits
from kb.texts.archives import RefusedError
from kb.texts.furniture import without_furniture

_BROKEN_WORD = re.compile("[\x02\ufffe](?:\r?\n)?")
"""PDFium's sign for a hyphen that only breaks a line."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read_pdf(path: Path) -> tuple[str, dict[str, str]]:
    """Return the text, pages separated by form feeds, and the document's own metadata.

    Running heads, feet and page numbers stay on the first page that has them.

    Raises:
        RefusedError: encrypted, damaged, too many pages, or no text at all (a scan, or broken fonts).
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise RefusedError(f"The PDF cannot be opened: {error}") from error
    if len(document) > limits.MAX_PAGES:
        raise RefusedError(f"The PDF has {len(document)} pages; the limit is {limits.MAX_PAGES}.")
    pages, total = [], 0
    for number in range(len(document)):
        try:
            pages.append(_page_text(document, number))
        except pypdfium2.PdfiumError as error:
            raise RefusedError(f"Page {number + 1} cannot be read: {error}") from error
        total += len(pages[-1])
        if total > limits.MAX_TEXT_CHARACTERS:
            raise RefusedError(f"The PDF has more than {limits.MAX_TEXT_CHARACTERS} characters of text.")
    _readable("".join(pages))
    details = document.get_metadata_dict(skip_empty=True)
    return "\f".join(without_furniture(pages)), {key.lower(): value for key, value in details.items()}


def _page_text(document: Any, number: int) -> str:
    page = document[number]
    text_page = page.get_textpage()
    raw = _BROKEN_WORD.sub("-\n", text_page.get_text_bounded())
    text_page.close()
    page.close()
    return _UNPRINTABLE.sub("", raw.replace("\r\n", "\n").replace("\r", "\n"))


def _readable(text: str) -> None:
    """Refuse pages without text, and text whose fonts do not say which characters they show."""
    letters = sum(character.isalnum() for character in text)
    unknown = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in text)
    if not letters and not unknown:
        raise RefusedError("The PDF has no text; it may be a scan. Run text recognition on it first.")
    if unknown > letters / 10:
        raise RefusedError("The PDF's fonts do not say which characters they show; its text is not usable.")
