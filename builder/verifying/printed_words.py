"""The words that pages print, and where they are other words than they should be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Pages = Sequence[Sequence[str]]
"""The words of each page, in the order of the file."""

_BROKEN_WORD = re.compile("[\x02\ufffe](?:\r?\n)?")
"""PDFium's sign for a hyphen that only breaks a line."""
_AROUND = 4
"""Words that are shown on either side of a difference."""
_TELLING = 8
"""Characters from which on a run of words says where it comes from."""

Texts = Mapping[str, str]
"""What some texts are, and all of them, as `named_texts` prepares them."""


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


def differences(given: Pages, due: Pages, texts: Texts) -> Iterator[Difference]:
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
            yield from _within(number, words, due[number - 1], texts)
    held = {tuple(words) for words in given}
    for number, words in enumerate(due, 1):
        if len(given) < len(due) and tuple(words) not in held:
            yield Difference(
                min(number, len(given)), f"Page {number} is missing: {_shown(words[:12])}.", True
            )


def _within(page: int, words: Sequence[str], due: Sequence[str], texts: Texts) -> Iterator[Difference]:
    for kind, a, b, c, d in SequenceMatcher(None, due, words, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        missing, instead = due[a:b], words[c:d]
        what = _named(due, a, b, texts) if missing else _named(words, c, d, texts)
        if missing and instead:
            said = f"{_shown(instead)} stands where the draft and its records give {_shown(missing)}"
        elif missing:
            said = f"{_shown(missing)} is missing"
        else:
            said = f"{_shown(instead)} was added"
        around = " ".join((*due[max(0, a - _AROUND) : a], "…", *due[b : b + _AROUND]))
        yield Difference(page, f"Page {page}, {what}: {said} (“{around}”).")


def _named(words: Sequence[str], start: int, end: int, texts: Texts) -> str:
    """Say what some words belong to: a text that is known by name, a figure, or running text."""
    for margin in (2, 1, 0):
        run = _joined(words[max(0, start - margin) : end + margin])
        for name, whole in texts.items():
            if len(run) > _TELLING and run in whole:
                return f"in {name}"
    return "a figure" if re.search(r"\d", " ".join(words[start:end])) else "in the text"


def _joined(words: Sequence[str]) -> str:
    """Return words without what sets them apart on a page."""
    return re.sub(r"[\W_]+", "", "".join(words))


def named_texts(texts: Mapping[str, Iterable[str]]) -> Texts:
    """Prepare texts by what they are, such as `a quotation`, to name differences by."""
    return {name: "\n".join(_joined([text]) for text in some) for name, some in texts.items()}


def _shown(words: Sequence[str]) -> str:
    text = " ".join(words)
    return f"“{text if len(text) <= 120 else text[:117] + '…'}”"
