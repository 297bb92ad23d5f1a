"""A PDF read whole, page by page, through PDFium. Runs in the extraction worker only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.texts import document_limits
from kb.texts.blocks import Block
from kb.texts.document_limits import NoWordsError, RefusedError
from kb.texts.document_marks import IN_PARTS, PROTECTED, UNLOCK
from kb.texts.extracts import PICTURE, Extract, unread_parts
from kb.texts.line_blocks import blocks_of_lines
from kb.texts.line_looks import Line
from kb.texts.page_furniture import furniture

if TYPE_CHECKING:
    from kb.texts.pdf_drawings import Drawings

_MADE_AGAIN = "Get it again from where it was published, or print it to a new PDF."
_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff]")


@dataclass(slots=True)
class _Page:
    lines: list[Line]
    drawings: Drawings

    @property
    def has_words(self) -> bool:
        return any(character.isalnum() for line in self.lines for character in line.text)


def read_pdf(path: Path) -> Extract:
    """Return the text, pages separated by form feeds, its parts, and the document's own metadata.

    Running heads, feet and page numbers stay on the first page that has them. Values of form fields
    stand where the page shows them, remarks typed upon it after its text.

    Raises:
        RefusedError: encrypted, damaged, too many pages, or no text at all (a scan, or broken fonts).
    """
    document = _opened(path)
    document.init_forms()
    if len(document) > document_limits.MAX_PAGES:
        raise RefusedError(
            f"The PDF has {len(document)} pages; the limit is {document_limits.MAX_PAGES}.", IN_PARTS
        )
    unread: Counter[str] = Counter()
    pages = list(_pages(document, unread))
    _readable(line.text for page in pages for line in page.lines)
    text, blocks = _joined(pages)
    told = [page.drawings for page in pages if page.has_words]
    unread[PICTURE] += sum(drawings.pictures for drawings in told if not drawings.recognised)
    unread["attached file(s)"] += max(0, document.count_attachments())
    details = document.get_metadata_dict(skip_empty=True)
    return Extract(
        text,
        {key.lower(): value for key, value in details.items()},
        tuple(blocks),
        (*_wordless(pages), *_unread_forms(document), *unread_parts(unread)),
        _recognised(pages),
    )


def _opened(path: Path) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if pypdfium2.raw.FPDF_GetLastError() == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise RefusedError(PROTECTED, UNLOCK) from error
        raise RefusedError("The PDF cannot be opened: it is damaged.", _MADE_AGAIN) from error


def _pages(document: Any, unread: Counter[str]) -> Iterable[_Page]:
    """Yield the pages, counting what is not read of them."""
    import pypdfium2

    total = 0
    for number in range(len(document)):
        try:
            page = _page(document, number, unread)
        except pypdfium2.PdfiumError as error:
            raise RefusedError(f"Page {number + 1} cannot be read: {error}") from error
        total += sum(len(line.text) + 1 for line in page.lines)
        if total > document_limits.MAX_TEXT_CHARACTERS:
            most = document_limits.MAX_TEXT_CHARACTERS
            raise RefusedError(f"The PDF has more than {most} characters of text.", IN_PARTS)
        yield page


def _page(document: Any, number: int, unread: Counter[str]) -> _Page:
    from kb.texts.pdf_annotations import read_annotations
    from kb.texts.pdf_drawings import read_drawings
    from kb.texts.pdf_lines import page_lines

    page = document[number]
    upon = read_annotations(page, document.formenv)
    unread.update(upon.unread)
    text_page = page.get_textpage()
    drawings = read_drawings(page)
    lines, left_out = page_lines(text_page, upon, drawings)
    unread.update(left_out)
    text_page.close()
    page.close()
    return _Page(lines, drawings)


def _joined(pages: list[_Page]) -> tuple[str, list[Block]]:
    """Return the text of the pages and its parts, running heads and feet only where they stand first."""
    first, again = furniture([[line.text for line in page.lines] for page in pages])
    kept: list[Line] = []
    texts: list[str] = []
    at = 0
    for number, page in enumerate(pages):
        here: list[Line] = []
        for place, line in enumerate(page.lines):
            if (number, place) not in again:
                begins = number > 0 and not here and not line.text[:1].islower()
                margin = (number, place) in first
                line.start, line.apart, line.margin = at, line.apart or begins, margin
                here.append(line)
                at += len(line.text) + 1
        at += not here
        kept += here
        texts.append("\n".join(line.text for line in here))
    return "\f".join(texts), blocks_of_lines(kept)


def _readable(lines: Iterable[str]) -> None:
    """Refuse pages without text, and text whose fonts do not say which characters they show."""
    text = "".join(lines)
    letters = sum(map(str.isalnum, text))
    unknown = len(_UNKNOWN.findall(text))
    if not letters and not unknown:
        raise NoWordsError("The PDF has no text; it may be a scan.")
    if unknown > letters / 10:
        raise NoWordsError("The PDF's fonts do not say which characters they show; its text is not usable.")


def _wordless(pages: list[_Page]) -> Iterable[str]:
    """Name the pages that show something and have no words."""
    for what, pictures in (("pictures", True), ("drawings", False)):
        found = [
            number
            for number, page in enumerate(pages, 1)
            if not page.has_words and page.drawings.anything and (page.drawings.pictures > 0) == pictures
        ]
        if found:
            verb = "holds" if len(found) == 1 else "hold"
            yield f"{_page_numbers(found)}, which {verb} {what} only"


def _recognised(pages: list[_Page]) -> tuple[str, ...]:
    found = [number for number, page in enumerate(pages, 1) if page.drawings.recognised]
    if not found:
        return ()
    return (f"The words of {_page_numbers(found)} are those that text recognition read from a picture.",)


def _unread_forms(document: Any) -> Iterable[str]:
    """Name a form that only Adobe's own programs show."""
    from pypdfium2 import raw

    if document.get_formtype() in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND):
        yield "1 form in a format of Adobe's own (XFA)"


def _page_numbers(numbers: list[int]) -> str:
    """Write page numbers as a person would: `page 3`, `pages 3 to 5 and 8`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [
        piece
        for run in runs
        for piece in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(number) for number in run])
    ]
    listed = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    return f"page{'s' * (len(numbers) > 1)} {listed}"
