"""Text of a PDF, page by page, through PDFium. Runs in the extraction worker only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kb.texts import document_limits
from kb.texts.document_limits import NoWordsError, RefusedError
from kb.texts.document_marks import IN_PARTS, PROTECTED, UNLOCK
from kb.texts.raised_figures import SUPERSCRIPTS

_PRINT_AGAIN = "Open it in a PDF reader, print it as PDF, and hand in what that gives."
_SMALLER, _HIGHER = 0.9, 0.15
"""Size and rise of a raised figure, as shares of the size of the character before it."""
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
        if "password" in str(error):
            raise RefusedError(PROTECTED, UNLOCK) from error
        raise RefusedError("The PDF cannot be opened: it is damaged.", _PRINT_AGAIN) from error
    if len(document) > document_limits.MAX_PAGES:
        raise RefusedError(
            f"The PDF has {len(document)} pages; the limit is {document_limits.MAX_PAGES}.", IN_PARTS
        )
    pages, total = [], 0
    for number in range(len(document)):
        try:
            pages.append(_page_text(document, number))
        except pypdfium2.PdfiumError as error:
            raise RefusedError(f"Page {number + 1} cannot be read: {error}", _PRINT_AGAIN) from error
        total += len(pages[-1])
        if total > document_limits.MAX_TEXT_CHARACTERS:
            most = document_limits.MAX_TEXT_CHARACTERS
            raise RefusedError(f"The PDF has more than {most} characters of text.", IN_PARTS)
    _readable("".join(pages))
    details = document.get_metadata_dict(skip_empty=True)
    return "\f".join(without_furniture(pages)), {key.lower(): value for key, value in details.items()}


def _page_text(document: Any, number: int) -> str:
    page = document[number]
    text_page = page.get_textpage()
    raw = _BROKEN_WORD.sub("-\n", _with_raised_figures(text_page))
    text_page.close()
    page.close()
    return _UNPRINTABLE.sub("", raw.replace("\r\n", "\n").replace("\r", "\n"))


def _with_raised_figures(text_page: Any) -> str:
    """Return the text of a page with figures that stand above the line as such: 97,820³, not 97,8203."""
    text: str = text_page.get_text_bounded()
    if text_page.get_text_range() != text:  # then characters cannot be told by their number
        return text
    shown = list(text)
    base = -1
    for at, character in enumerate(text):
        if character.isspace():
            base = -1
        elif base < 0 or not character.isdigit() or not _is_raised(text_page, base, at):
            base = at
        else:
            shown[at] = character.translate(SUPERSCRIPTS)
    return "".join(shown)


def _is_raised(text_page: Any, base: int, at: int) -> bool:
    """Say whether a character is smaller than the one it follows and stands above its line."""
    import ctypes

    from pypdfium2 import raw

    size = raw.FPDFText_GetFontSize(text_page, base)
    if raw.FPDFText_GetFontSize(text_page, at) > _SMALLER * size:
        return False
    across, low, high = ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page, base, across, low)
    raw.FPDFText_GetCharOrigin(text_page, at, across, high)
    return bool(high.value - low.value > _HIGHER * size)


def _readable(text: str) -> None:
    """Refuse pages without text, and text whose fonts do not say which characters they show."""
    letters = sum(character.isalnum() for character in text)
    unknown = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in text)
    if not letters and not unknown:
        raise NoWordsError("The PDF has no text; it may be a scan.")
    if unknown > letters / 10:
        raise NoWordsError("The PDF's fonts do not say which characters they show; its text is not usable.")


_EDGE = 2
"""Lines at the top and at the bottom of a page that may be furniture."""
_LEAST = 3
"""Pages that it has to stand on, and a third of all at that: heads of left and right pages differ."""
_NUMBER = re.compile(r"\d+")

Place = tuple[int, int]
"""Page and line, both from 0."""


def without_furniture(pages: Sequence[str]) -> list[str]:
    """Return the pages without running heads and feet, each of which stays where it stands first.

    Lines are furniture that are alike but for numbers which count the pages: a total at the foot of every
    page of a table differs from the others in its figures, and stays.
    """
    lines = [page.split("\n") for page in pages]
    dropped = {place for places in _alike(lines) if _is_furniture(places, lines) for place in places[1:]}
    return [
        "\n".join(line for number, line in enumerate(page) if (at, number) not in dropped)
        for at, page in enumerate(lines)
    ]


def _alike(lines: list[list[str]]) -> Iterable[list[Place]]:
    """Return the places of lines at the edge of a page that differ in their numbers alone."""
    found: dict[tuple[bool, str], list[Place]] = defaultdict(list)
    for page, page_lines in enumerate(lines):
        told = [number for number, line in enumerate(page_lines) if line.strip()]
        for number in dict.fromkeys((*told[:_EDGE], *told[-_EDGE:])):
            key = (number in told[:_EDGE], _NUMBER.sub("#", " ".join(page_lines[number].split())))
            if not found[key] or found[key][-1][0] != page:
                found[key].append((page, number))
    return found.values()


def _is_furniture(places: list[Place], lines: list[list[str]]) -> bool:
    if len(places) < max(_LEAST, len(lines) / 3):
        return False
    numbers = [[int(n) for n in _NUMBER.findall(lines[page][number])] for page, number in places]
    return all(
        len({*column}) == 1 or len({n - page for n, (page, _) in zip(column, places, strict=True)}) == 1
        for column in zip(*numbers, strict=True)
    )
