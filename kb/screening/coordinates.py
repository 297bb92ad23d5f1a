"""Coordinates: decimal, in degrees and minutes, on the national grid, as a plus code or as three words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.screening.keys_and_values import JOINT, Places, keyed
from kb.screening.personal_data_kinds import Hit, Kind

_SIGN = r"[-+−]?"
_PAIR = re.compile(
    rf"(?<![\w.,$+−-])(?P<lat>{_SIGN}\d{{1,3}}\.\d{{3,10}})\s*°?\s*[NS]?(?:\s*[,;/ ]\s*|(?=[-+]))"
    rf"(?P<lon>{_SIGN}\d{{1,3}}\.\d{{3,10}})\s*°?\s*[EW]?(?![\w%]|[.,]\d(?!\d?z))"
)
_NAMED = re.compile(
    r"(?<![A-Za-z])(?:(?P<plain>lat(?:itude)?|longitude|lon|lng)\b|(?P<axis>long|[xy])(?=\s*[:=]|\s+[-+−]"
    r"\d))\.?\s*(?:was|is|of)?"
    rf"\s*[:=/]?\s*(?P<value>{_SIGN}\d{{1,3}}\.\d{{2,10}})(?![\w%]|[.,]\d)",
    re.IGNORECASE,
)
_LATITUDE_BEFORE = re.compile(r"\blat(?:itude)?\b[^\n]{0,24}\Z|\by\s*[:=]\s*\S{1,14}\s*\Z", re.IGNORECASE)
_OTHER_NEAR = re.compile(
    r"\b(?:lat|lon|long|lng|latitude|longitude|[xy])\b\s*[:=]?\s*[-+−]?\d", re.IGNORECASE
)
_BEARING = r"[NSEW]"
_DEGREES = r"\d{1,3}\s?(?:°|º|deg\b)\s?\d{1,2}(?:\.\d+)?\s?['′’]?\s?(?:\d{1,2}(?:\.\d+)?\s?(?:[\"″”]|''))?"
_MINUTES = re.compile(
    rf"(?<!\w){_DEGREES}\s?(?:{_BEARING}\b)?(?:\s?[,/]?\s?(?:{_BEARING}\s?)?{_DEGREES}\s?{_BEARING}?\b)?"
)
_BARE = r"\d{2,3}[ -]\d{1,2}(?:\.\d+|[ -]\d{1,2}(?:\.\d+)?)"
_NORTH, _WEST = (
    rf"(?:{_BARE}|\d{{2}}\.\d{{2,8}}|\d{{4}}\.\d+)",
    rf"(?:{_BARE}|\d{{2,3}}\.\d{{2,8}}|\d{{5}}\.\d+)",
)
_BEARINGS = re.compile(rf"(?<![\w.]){_NORTH}\s?N\s?[,/]?\s?{_WEST}\s?W(?!\w)")
_BEARING_FIRST = re.compile(
    rf"[NSEW](?<![\w.].)"
    rf"\s?(?:{_DEGREES}(?:\s?[,/]?\s?{_BEARING}\s?{_DEGREES})?|{_NORTH}\s?[,/]?\s?W\s?{_WEST}(?!\w))"
)
"""North America, where latitude is north and longitude west."""
_GRID = re.compile(
    r"(?<!\w)(?:[1-9]|1\d|20|55)\s?[P-X]\s?(?!SC\s|FR\s)[A-HJ-NP-Z][A-HJ-NP-V]\s?"
    r"(?:\d{5}\s?\d{5}|\d{4}\s?\d{4}|\d{3}\s?\d{3}|\d{2}\s?\d{2})(?!\w)"
)
"""The military grid and the U.S. National Grid: zone, square, easting and northing of as many digits each.
In the zones and bands of the United States; 18 USC 2511 is law."""
_UTM = re.compile(
    r"UTM(?:[ :]{1,3}(?i:zone))?[ :]{1,3}(?P<value>\d{1,2}[ ]?[C-X]?[ ,]{1,2}(?:E[ ]?)?\d{6}"
    r"(?:\.\d+)?(?:[ ]?m?E)?[ ,]{1,2}(?:N[ ]?)?\d{7}(?:\.\d+)?(?:[ ]?m?N)?)"
)
_SIGNS = "23456789CFGHJMPQRVWX"
_PLUS_CODE = re.compile(rf"(?P<value>[2-9C](?<!\w.)[2-9CFGHJMPQRV][{_SIGNS}]{{6}}\+[{_SIGNS}]{{2,3}})(?!\w)")
_THREE_WORDS = re.compile(r"///(?P<value>[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20})\b")
_CALLED_WORDS = re.compile(
    rf"{keyed('three-words')}{JOINT}(?P<value>[a-z]{{3,20}}\.[a-z]{{3,20}}\.[a-z]{{3,20}})\b"
)


def find_coordinates(places: Places) -> Iterator[Hit]:
    """Yield decimal pairs that lie in the United States and its territories, and other writings."""
    for match in places.numbered(_PAIR):
        first, second = (float(match[key].replace("−", "-")) for key in ("lat", "lon"))
        if _in_reach(first, second, match) or (first < 0 and _in_reach(second, first, match)):
            yield Hit(match.start(), match.end(), Kind.COORDINATES, match.group())
    for match in places.keyed("coordinates", _NAMED):
        if _means_a_place(places.text, match):
            yield _value(match)
    for match in (*places.numbered(_MINUTES), *_BEARING_FIRST.finditer(places.text)):
        if re.search(r"[NSEW'′’]", match.group()):
            yield Hit(match.start(), match.end(), Kind.COORDINATES, match.group())
    for pattern in (_BEARINGS, _GRID):
        for match in places.numbered(pattern):
            yield Hit(match.start(), match.end(), Kind.COORDINATES, match.group())
    for pattern in (_UTM, _PLUS_CODE, _THREE_WORDS):
        yield from map(_value, pattern.finditer(places.text))
    yield from map(_value, places.keyed("three-words", _CALLED_WORDS))


def _value(match: re.Match[str]) -> Hit:
    return Hit(*match.span("value"), Kind.COORDINATES, match["value"])


def _in_reach(latitude: float, longitude: float, match: re.Match[str]) -> bool:
    """Say whether a pair is of this part of the world; figures of a table have no sign and few decimals."""
    told = longitude < 0 or re.search(r"[°NSEW]", match.group()) or len(match["lon"].partition(".")[2]) >= 4
    return bool(told) and 13 <= latitude <= 72 and 64 <= abs(longitude) <= 180


def _means_a_place(text: str, match: re.Match[str]) -> bool:
    """Say whether a keyed number is a coordinate: it has three decimals, or its partner stands beside it."""
    decimals = len(match["value"].partition(".")[2])
    if match["plain"] and decimals >= 3:
        return True
    near = text[max(0, match.start() - 40) : match.start()] + " ; " + text[match.end() : match.end() + 40]
    return bool(_OTHER_NEAR.search(near)) and (
        decimals >= 4 or abs(float(match["value"].replace("−", "-"))) > 13
    )
