"""The words that pages print, and where they are other words than they should be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Pages = Sequence[Sequence[str]]
"""The words of each page, in the order of the file."""

_BROKEN_WORD = re.compile("[\x02\ufffe](?:\r?\n)?")
"""PDFium's sign for a hyphen that only breaks a line."""
_AROUND = 4
"""Words that are shown on either side of a difference."""
_OPENING, _CLOSING = "“‘", "”’"


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where a page prints something else, or a page that is not where it belongs."""

    page: int
    """Counted from 1, in the file as given."""
    message: str
    misplaced: bool = False


def words_of(data: bytes) -> list[list[str]]:
    """Return the words of each page of a PDF, hidden ones and those outside the page among them.

    Raises:
        pypdfium2.PdfiumError: the file or a page cannot be read.
    """
    import pypdfium2

    pages = []
    with pypdfium2.PdfDocument(data) as document:
        for number in range(len(document)):
            page = document[number]
            text_page = page.get_textpage()
            pages.append(_BROKEN_WORD.sub("", text_page.get_text_range()).split())
            text_page.close()
            page.close()
    return pages


def differences(given: Pages, due: Pages) -> Iterator[Difference]:
    """Yield where `given` pages differ from those that are `due`, in order of pages."""
    places = {tuple(words): number for number, words in reversed([*enumerate(due, 1)])}
    for number, words in enumerate(given, 1):
        if number <= len(due) and list(words) == list(due[number - 1]):
            continue
        belongs = places.get(tuple(words))
        if belongs:
            yield Difference(number, f"Page {number} is what belongs on page {belongs}.", True)
        elif number > len(due):
            yield Difference(number, f"Page {number} is one too many: {_shown(words[:12])}.", True)
        else:
            yield from _within(number, words, due[number - 1])
    held = {tuple(words) for words in given}
    for number, words in enumerate(due, 1):
        if len(given) < len(due) and tuple(words) not in held:
            yield Difference(
                min(number, len(given)), f"Page {number} is missing: {_shown(words[:12])}.", True
            )


def _within(page: int, words: Sequence[str], due: Sequence[str]) -> Iterator[Difference]:
    for kind, a, b, c, d in SequenceMatcher(None, due, words, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        missing, instead = due[a:b], words[c:d]
        what = _named(due, a, b) if missing else _named(words, c, d)
        if missing and instead:
            said = f"{_shown(instead)} stands where the draft and its records give {_shown(missing)}"
        elif missing:
            said = f"{_shown(missing)} is missing"
        else:
            said = f"{_shown(instead)} was added"
        around = " ".join((*due[max(0, a - _AROUND) : a], "…", *due[b : b + _AROUND]))
        yield Difference(page, f"Page {page}, {what}: {said} (“{around}”).")


def _named(words: Sequence[str], start: int, end: int) -> str:
    """Say what kind of text some words are: of a quotation, a figure, a citation, or plain text."""
    before = "".join(words[max(0, start - 80) : start])
    inside = "".join(words[start:end])
    opened = max(before.rfind(sign) for sign in _OPENING) > max(before.rfind(sign) for sign in _CLOSING)
    if opened or any(sign in inside for sign in _OPENING + _CLOSING):
        return "in a quotation"
    if re.search(r"\d{4}[),.;]|\bp\.|\brow\b|https?:|doi|sec\.", inside) or re.search(
        r"[a-z”.,;)]\d{1,3}$", inside
    ):
        return "in a citation"
    if re.search(r"\d", inside):
        return "a figure"
    return "in the text"


def _shown(words: Sequence[str]) -> str:
    text = " ".join(words)
    return f"“{text if len(text) <= 120 else text[:117] + '…'}”"
