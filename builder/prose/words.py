"""The word lists of `wording.yaml`, and how words are found in prose."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).parent / "wording.yaml"


@cache
def _lists() -> dict[str, list[Any]]:
    loaded: dict[str, list[Any]] = yaml.safe_load(_FILE.read_text("utf-8"))
    return loaded


@cache
def terms(name: str) -> tuple[str, ...]:
    """Return the words of a list."""
    return tuple(str(word) for word in _lists()[name])


def found(wanted: Iterable[str], text: str) -> tuple[tuple[str, int], ...]:
    """Return each wanted term with its offset in the text, longer terms first, none twice at a place."""
    return _found(tuple(wanted), text)


@lru_cache(maxsize=20_000)
def _found(wanted: tuple[str, ...], text: str) -> tuple[tuple[str, int], ...]:
    matches = list(_pattern(wanted).finditer(text))
    taken = [range(*match.span()) for match in _harmless().finditer(text)] if matches else []
    lowered = {term.lower(): term for term in wanted} if matches else {}
    return tuple(
        (lowered[match["term"].lower()], match.start())
        for match in matches
        if not any(match.start() in span for span in taken)
    )


@cache
def _harmless() -> re.Pattern[str]:
    return _pattern(tuple(terms("harmless")))


@cache
def _pattern(wanted: tuple[str, ...]) -> re.Pattern[str]:
    by_length = sorted(wanted, key=lambda term: (-len(term), term))
    alternatives = "|".join(map(re.escape, by_length)) or r"(?!)"
    return re.compile(rf"\b(?P<term>{alternatives})s?\b", re.IGNORECASE)
