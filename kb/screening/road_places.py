"""Places on roads that have no house number: highways with a number, miles of them, and crossings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.screening.keys_and_values import Places, keyed
from kb.screening.personal_data_kinds import Hit, Kind
from kb.screening.street_addresses import DIRECTION, NAME, NO_PLACE, SUFFIX, house_numbers, is_year

_ROUTE = (
    r"(?:(?i:interstate|(?:county|state|u\.?s\.?|rural|farm[ ]to[ ]market|ranch|ranch[ ]to[ ]market)[ ]"
    r"(?:road|rd|route|rte|rt|highway|hwy|trunk)|highway|hwy|route|rte|toll(?:way)?|loop|turnpike)"
    r"|(?:IH|US|SR|SH|CR|FM|RM|RR(?=[ -]?\d{3})|CTH|STH|TOLL|RT|I)|(?:STATE|US|COUNTY)[ ]HWY)"
)
_HIGHWAY = rf"(?<![A-Za-z-]){_ROUTE}[ -]{{0,2}}#?(?:\d{{1,4}}[A-Z]?|(?<=[Rdy ] )[A-Z]{{1,2}})\b"
_LETTERED = r"(?i:county[ ](?:road|rd|highway|hwy|trunk))[ ](?:\d{1,4}|[A-Z]{1,2})\b"
_BOUND = (
    r"(?:[ ,]{1,3}(?:[NSEW]\.?/?B\.?|(?i:north|south|east|west)(?i:[ -]?bound)?|[NSEW])\b\.?(?:[ ]"
    r"(?i:lanes?))?)?"
)
_HOUSE = re.compile(
    rf"(?<![\w.,$/#-])(?P<number>[NSEW][ ]?\d{{1,5}}|\d{{1,6}}(?:[ ]\d/\d)?)"
    rf"[ ]{{1,3}}{DIRECTION}?(?:{_LETTERED}|{_HIGHWAY})"
    r"(?:[ ](?i:north|south|east|west|[NSEW])\b)?(?:[ ,]{1,2}(?i:apt|unit|lot|#)[ .#]{0,2}\w{1,5})?"
)
_HOUSE_LOWER = re.compile(
    r"(?<![\w.,$/#-])(?P<number>\d{2,6})[ ](?i:county[ ](?:road|rd)|state[ ](?:road|rd)|rural[ ]route|"
    r"hwy|cr|sr|fm)[ ]\d{1,4}\b(?:[ ][nsewNSEW]\b)?"
)
_MARKER = (
    r"(?i:mm|mp|mile[ ]?(?:marker|post|mrkr)|milepost|mile|mi|exit|km)"
    r"\b[ .#]{0,2}(?:#[ ]?)?\d{1,3}(?:\.\d{1,3})?(?![\w%]|[.,-]\d)"
)
_NEAR = (
    r"(?:[ ,@]{1,3}(?i:at|near|just|north|south|east|west|of|before|past|around|by|the|@)\b){0,4}[ ,@/]{0,3}"
)
_ROAD = re.compile(rf"{_LETTERED}|{_HIGHWAY}")
_MILE = re.compile(rf"{_HIGHWAY}{_BOUND}{_NEAR}{_MARKER}")
_MILE_OF_BOUND = re.compile(rf"\b[NSEW]/?B[ ]\d{{1,3}}{_NEAR}{_MARKER}")
_MILE_FIRST = re.compile(
    rf"(?<!\d[ ])\b(?i:mile[ ]?(?:marker|post)[ ]?|milepost[ ]?|mm[ ]?(?=#|\d\d)|mp[ ])"
    rf"#?\d{{1,3}}(?:\.\d{{1,2}})?(?![\w%]|[.,-]\d)"
    rf"(?:{_BOUND}(?:[ ](?i:of|on))?[ ](?:the[ ])?{_HIGHWAY})?"
)
_STREET = rf"(?:{DIRECTION}?(?:{NAME}{{1,3}}?|\d{{1,3}}[ ])(?:{SUFFIX})\b\.?(?:[ ](?:[NSEW]|[NS][EW])\b)?)"
_JOINED = r"(?:[ ]{0,2}(?:&|/|@)[ ]{0,2}|[ ](?:and|AND|at|AT|X|x)[ ])"
_JOINED_ROUTES = r"(?:[ ]{0,2}(?:&|/|@)[ ]{0,2}|[ ]AND[ ])"
_ROUTED = rf"(?:{_LETTERED}|{_HIGHWAY}){_BOUND}"
_CROSSING = re.compile(
    rf"(?<![\w'’])(?:{_STREET}{_JOINED}(?:{_ROUTED}|{_STREET})|{_ROUTED}{_JOINED_ROUTES}(?:{_LETTERED}|{_HIGHWAY})"
    rf"|{_ROUTED}{_JOINED}{_STREET})(?!\w)"
)
_JOINED_STREETS = re.compile(rf"\b{SUFFIX}\b\.?(?:[ ][NSEW]{{1,2}}\b)?{_JOINED}")
"""Where two streets may cross; a crossing reaches some way to both sides."""
_REACH = 60
_LOOSE = rf"(?:{DIRECTION}?(?:(?:[A-Z][\w'’.-]{{1,20}}|\d{{1,3}}(?i:st|nd|rd|th)|[A-Z])[ ]?){{1,4}}?)"
_CUED = re.compile(
    rf"{keyed('crossings')}[ .:=/#-]{{1,4}}(?P<value>{_LOOSE}(?:[ ]?(?:&|/|@)[ ]?|[ ]?\b(?:and|AND)\b[ ]"
    rf"){_LOOSE})"
    r"(?=[ ]{2}|[,.;:()\n]|\Z|[ ][a-z])"
)
_ROADLIKE = re.compile(rf"\d|{SUFFIX}\b")
_TERMS = re.compile(r"\b(?:Wall|Justice|Order|State|Federal|Agency|Department|Law|Policy|Health)\b")


def find_road_places(places: Places) -> Iterator[Hit]:
    """Yield houses on numbered roads, miles of highways, and crossings."""
    text = places.text
    for number in house_numbers(places):
        match = _HOUSE.match(text, number) or _HOUSE_LOWER.match(text, number)
        if match and not is_year(text, match):
            yield _hit(match)
    yield from map(_hit, places.keyed("miles", _MILE_FIRST))
    yield from map(_hit, places.keyed("bounds", _MILE_OF_BOUND))
    for road in places.keyed("roads", _ROAD):
        match = _MILE.match(text, road.start())
        if match:
            yield _hit(match)
        yield from _crossings(text, road)
    for sign in places.keyed("suffixes", _JOINED_STREETS):
        yield from _crossings(text, sign)
    for match in places.keyed("crossings", _CUED):
        value = match["value"]
        named = match.group()[:6].lower() in ("corner", "inters")
        if (named or _ROADLIKE.search(value)) and not _TERMS.search(value):
            yield Hit(*match.span("value"), Kind.ADDRESS, value)


def _crossings(text: str, road: re.Match[str]) -> Iterator[Hit]:
    """Yield the crossings that a road is part of."""
    start, end = road.span()
    for match in _CROSSING.finditer(text, max(0, start - _REACH), end + _REACH):
        apart = match.end() <= start or end <= match.start()
        if not apart and not _TERMS.search(match.group()) and not NO_PLACE.match(text, match.end()):
            yield _hit(match)


def _hit(match: re.Match[str]) -> Hit:
    return Hit(match.start(), match.end(), Kind.ADDRESS, match.group())
