"""Coordinates fine enough to find a house by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.screening.kinds import Hit, Kind

_PAIR = re.compile(
    r"(?<![\w.,$-])(?P<lat>[-+−]?\d{1,2}\.\d{3,10})\s*°?\s*[NS]?\s*[,;/ ]\s*"
    r"(?P<lon>[-+−]?\d{1,3}\.\d{3,10})\s*°?\s*[EW]?(?![\w%]|[.,]\d)"
)
_NAMED = re.compile(
    r"\b(?:lat(?:itude)?|lon(?:g|gitude)?)\b\.?\s*(?:was|is|of)?\s*[:=]?\s*(?P<value>[-+−]?\d{1,3}\.\d{3,10})",
    re.IGNORECASE,
)
_DEGREES = re.compile(
    r"\d{1,3}\s*°\s*\d{1,2}(?:\.\d+)?\s*['′’]\s*(?:\d{1,2}(?:\.\d+)?\s*[\"″”]\s*)?[NSEW]\b"
    r"(?:\s*,?\s*\d{1,3}\s*°\s*\d{1,2}(?:\.\d+)?\s*['′’]\s*(?:\d{1,2}(?:\.\d+)?\s*[\"″”]\s*)?[NSEW]\b)?"
)


def find_coordinates(text: str) -> Iterator[Hit]:
    """Yield decimal pairs that lie in the United States and its territories, and coordinates named so."""
    for match in _PAIR.finditer(text):
        latitude = float(match.group("lat").replace("−", "-"))
        longitude = abs(float(match.group("lon").replace("−", "-")))
        if 13 <= latitude <= 72 and 64 <= longitude <= 180:
            yield Hit(match.start(), match.end(), Kind.COORDINATES, match.group())
    for match in _NAMED.finditer(text):
        yield Hit(*match.span("value"), Kind.COORDINATES, match.group("value"))
    for match in _DEGREES.finditer(text):
        yield Hit(match.start(), match.end(), Kind.COORDINATES, match.group())
