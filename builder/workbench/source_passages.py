"""The passage of a source that a row rests on, as the document at hand has it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from kb.api import Base
from kb.common.english import sentences, stems
from kb.errors import UnreadableError
from kb.reviewing.review_listing import ReviewedRow
from kb.screening import masked

_AROUND = 280
"""Characters that are shown before and after the quoted words."""
_FEWEST = 2
"""Words that a sentence shares with a statement to be shown beside it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a source with what stands around them; or why there are none."""

    source: str
    """Id of the source."""
    before: str = ""
    quoted: str = ""
    after: str = ""
    page: int = 0
    """Page of the document; 0 where it has one page or none."""
    missing: str = ""
    """Why there is no passage."""
    nearest: bool = False
    """Whether it quotes nothing, and these words are only the nearest."""


def passage_of(base: Base, row: ReviewedRow) -> Passage | None:
    """Return the passage of a row; None for one that names no source. Personal data are starred out."""
    if not row.source:
        return None
    try:
        found = base.text(row.source)
    except UnreadableError as error:
        return Passage(row.source, missing=f"Its document cannot be read. {error.message}")
    if found is None:
        return Passage(row.source, missing="Its document is not on this machine.")
    if row.name == f"source/{row.source}":
        return Passage(row.source)
    if row.place is None:
        return Passage(row.source, missing="It quotes nothing; the document is there to be compared.")
    text, start, end = found.text, row.place.start, row.place.end
    return Passage(
        row.source,
        _whole(masked(text[max(0, start - _AROUND) : start]), first=start > _AROUND),
        masked(text[start:end]),
        _whole(masked(text[end : end + _AROUND]), last=end + _AROUND < len(text)),
        found.page_of(start) if found.pages > 1 else 0,
    )


def nearest_passage(base: Base, row: ReviewedRow) -> Passage | None:
    """Return the sentence of its source that shares most words with a row without quotation, if any does."""
    said = set(stems(dict(row.says).get("statement", "")))
    if row.place is not None or not said:
        return None
    with suppress(UnreadableError):
        found = base.text(row.source) if row.source else None
        lines = [part for line in found.text.split("\n") for part in sentences(line)] if found else []
        shared = [(len(said.intersection(stems(line))), -number) for number, line in enumerate(lines)]
        most, number = max(shared, default=(0, 0))
        if most >= _FEWEST:
            return Passage(row.source, quoted=masked(lines[-number]), nearest=True)
    return None


def _whole(text: str, *, first: bool = False, last: bool = False) -> str:
    """Leave out the word that was cut."""
    if first:
        text = f"…{text.partition(' ')[2]}"
    return f"{text.rpartition(' ')[0]}…" if last else text
