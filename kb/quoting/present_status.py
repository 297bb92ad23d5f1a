"""Words on how a bill stands now, and whether a text says as of which day."""

from __future__ import annotations

import re
from functools import cache

from kb.quoting.attributed_statements import speaking_words

_DAY = re.compile(
    r"\b(?:as of|at the time of|in the capture of)\b"
    r"|\b(?:on|by|at|until)\s+(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+(?: \d{1,2},)?) (?:19|20)\d\d\b",
    re.IGNORECASE,
)
"""A day that dates what is said now; `since January 2025` says only when it began."""


def undated(text: str) -> tuple[str, int] | None:
    """Return the first words of a text on how a bill stands now, and their offset; None with a day."""
    found = None if _DAY.search(text) else _standing().search(text)
    return (found[0], found.start()) if found else None


@cache
def _standing() -> re.Pattern[str]:
    by_length = sorted(speaking_words()["standing"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, by_length))})\b", re.IGNORECASE)
