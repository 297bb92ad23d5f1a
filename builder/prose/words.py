"""The word lists of `wording.yaml`, and how words are found in prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).parent / "wording.yaml"


@cache
def _lists() -> dict[str, list[Any]]:
    loaded: dict[str, list[Any]] = yaml.safe_load(_FILE.read_text("utf-8"))
    return loaded


def terms(name: str) -> list[str]:
    """Return the words of a list."""
    return [str(word) for word in _lists()[name]]


def found(wanted: Iterable[str], text: str) -> Iterator[tuple[str, int]]:
    """Yield each wanted term with its offset in the text, longer terms first, none twice at a place."""
    taken = [range(*match.span()) for match in _pattern(tuple(terms("harmless"))).finditer(text)]
    by_length = sorted(wanted, key=lambda term: (-len(term), term))
    lowered = {term.lower(): term for term in by_length}
    for match in _pattern(tuple(by_length)).finditer(text):
        if not any(match.start() in span for span in taken):
            yield lowered[match["term"].lower()], match.start()


@cache
def _pattern(wanted: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(term) for term in wanted) or r"(?!)"
    return re.compile(rf"\b(?P<term>{alternatives})s?\b", re.IGNORECASE)
