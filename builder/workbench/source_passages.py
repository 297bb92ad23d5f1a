"""The passage of a source that a row rests on, as the document at hand has it."""

from __future__ import annotations

from dataclasses import dataclass

from kb.api import Base
from kb.errors import UnreadableError
from kb.reviewing.review_listing import ReviewedRow
from kb.screening import masked

_AROUND = 280
"""Characters that are shown before and after the quoted words."""


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


def _whole(text: str, *, first: bool = False, last: bool = False) -> str:
    """Leave out the word that was cut."""
    if first:
        text = f"…{text.partition(' ')[2]}"
    return f"{text.rpartition(' ')[0]}…" if last else text
