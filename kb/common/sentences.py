"""Where a sentence ends: the one list of abbreviations, and the one splitter."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Jr|Sr|Rep|Sen|Gov|Inc|Nos?|[Ss]ec|Fig|Fed|Reg|Stat|pp?|vs|cf|e\.g|i\.e|U\.S|"
    r"Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$"
)


def is_abbreviated(text: str) -> bool:
    """Say whether a text ends with the full stop of an abbreviation, which ends no sentence."""
    return _ABBREVIATION.search(text) is not None


def sentence_ends(text: str, closing: str = "", opening: str = "") -> Iterator[tuple[int, int]]:
    """Yield the offsets at which a sentence within a text ends and the next one begins.

    `closing` are further characters that may follow the full stop of a sentence, as quotation marks and
    note numbers in square brackets do; `opening` are further ones that a sentence may begin with.
    """
    for match in _ends(re.escape(closing), re.escape(opening)).finditer(text):
        if not is_abbreviated(text[: match.start() + 1]):
            yield match.start("gap"), match.end()


def sentences(text: str) -> list[str]:
    """Split a paragraph at the ends of its sentences, without the blanks between them."""
    parts, at = [], 0
    for end, following in sentence_ends(text):
        parts.append(text[at:end].strip())
        at = following
    return [part for part in (*parts, text[at:].strip()) if part]


def _ends(closing: str, opening: str) -> re.Pattern[str]:
    after = rf"[\"'”’)\]{closing}]*(?:\[\d+\])*"
    return re.compile(rf"[.!?]{after}(?P<gap>\s+)(?=[\"'“‘(\[]?[A-Z0-9§•{opening}])")
