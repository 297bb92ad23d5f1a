"""Street addresses: a number, a name and a suffix; in prose, in capitals, or after a key in any writing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.screening.keys_and_values import JOINT, STREETS, Places, keyed, one_of, words
from kb.screening.personal_data_kinds import Hit, Kind

_SUFFIXES = words(STREETS, "suffixes")
_IN_CAPITALS = (*_SUFFIXES, *words(STREETS, "suffixes-in-capitals"))
_ANY_SUFFIX = "|".join(_IN_CAPITALS)
SUFFIX = f"(?:{'|'.join(form for word in _SUFFIXES for form in (word.title(), word.upper()))})"
"""A suffix as prose and print-outs write it."""
_CAPITAL_SUFFIX = f"(?:{'|'.join(word.upper() for word in _IN_CAPITALS)})"
DIRECTION = (
    r"(?:(?i:north|south|east|west|northeast|northwest|southeast|southwest|[NSEW]|[NS][EW])\b\.?[ ]{1,3})"
)
_DIRECTION_AFTER = r"(?:[ ](?:North|South|East|West|N\.?E|N\.?W|S\.?E|S\.?W|NB|SB|EB|WB|[NSEW])\b)?"
NAME = r"(?:(?:[A-Z][A-Za-z'’-]{1,20}\.?|\d{1,3}(?i:st|nd|rd|th)|[A-Z])[ ]{1,3})"
_NUMBER = (
    r"(?<![\w.,$/#-])(?P<number>(?:[NSEW][ ]?\d{1,5}(?:[NSEW]\d{1,5})?|\d{1,6}(?:-\d{1,4})?[A-Za-z]?)"
    r"(?:[ ]\d/\d)?)"
)
_BEFORE_NAME = r"(?![.%\d])(?=\S{0,8}[ ]{1,3}(?:[A-Za-z]|\d/\d|\d{1,3}(?i:st|nd|rd|th)))"
_HOUSE_NUMBER = re.compile(rf"(?<![\w.,$/#-])\d{{1,6}}{_BEFORE_NAME}")
_LETTERED_NUMBER = re.compile(rf"[NSEW](?<!\w.)[ ]?\d{{1,6}}{_BEFORE_NAME}")
_BLOCK = r"(?P<block>(?i:blo?c?k)(?:[ ](?i:of))?[ ]{1,3}|-?hundred[ ]block[ ]of[ ])?"
_UNIT = (
    rf"(?:,?\s{{1,3}}(?:/[ ]?)?(?i:{one_of(words(STREETS, 'units'))})\.?(?:[ ]?#?[ ]?(?:\d[\w-]{{0,5}}|"
    rf"[A-Za-z]-?\d{{0,5}}\b|four|three|two|one|five|six)"
    r"(?:[ ][A-F]\b)?)|[ ]?#[ ]?\w{1,6}(?:-\w{1,4})?)?"
)
_STREET = re.compile(
    rf"{_NUMBER}[ ]{{1,3}}{_BLOCK}{DIRECTION}{{0,1}}(?P<name>{NAME}{{1,4}}?)"
    rf"(?P<suffix>{SUFFIX}\b\.?|{_CAPITAL_SUFFIX}\b)(?:[ ]{SUFFIX}\b)?{_DIRECTION_AFTER}{_UNIT}"
)
_NUMBERED = re.compile(
    rf"{_NUMBER}[ ]{{1,3}}{_BLOCK}{DIRECTION}(?P<name>\d{{1,4}}[ ])"
    rf"(?P<suffix>{DIRECTION.replace('[ ]{1,3})', ')')}(?:[ ]{SUFFIX}\b\.?)?|{SUFFIX}\b\.?){_UNIT}"
)
_PREFIX = (
    f"(?:{'|'.join(form for word in words(STREETS, 'prefixes') for form in (word.title(), word.upper()))})"
)
_NO_UNIT = rf"(?!(?i:{one_of(words(STREETS, 'units'))})\b)"
_PREFIXED = re.compile(
    rf"{_NUMBER},?[ ]{{1,3}}(?P<name>{DIRECTION}?{_PREFIX}(?:[ ](?i:de|del|la|las|los)){{0,2}}"
    rf"[ ](?:[A-Z][\w'’]*)(?:[ ]{_NO_UNIT}[A-Z][\w'’]+){{0,2}}){_UNIT}"
)
_LOWER_NAME = r"(?:(?!(?i:{stops})\b)[A-Za-z0-9'’.-]{{1,20}}[ ]{{1,3}})".format(
    stops=one_of(words(STREETS, "no-names"))
)
_SUFFIXED = re.compile(
    rf"{_NUMBER}[ ]{{1,3}}{DIRECTION}?(?P<name>{_LOWER_NAME}{{1,3}})(?P<suffix>(?i:{'|'.join(_SUFFIXES)})"
    rf"\b\.?){_UNIT}"
)
_AT = re.compile(rf"{keyed('being-at')}[ :]{{1,3}}\Z")
_NAMED = re.compile(
    rf"{_NUMBER}[ ]{{1,3}}{_BLOCK}{DIRECTION}?"
    rf"(?P<name>{_LOWER_NAME}{{0,3}}(?!(?i:{one_of(words(STREETS, 'no-names'))})\b)"
    rf"[A-Za-z0-9'’]{{2,20}}){_UNIT}"
)
_PLACE = re.compile(rf"{keyed('places')}{JOINT}\Z")
_UNITED = re.compile(
    rf"{_NUMBER}[ ](?P<name>{_LOWER_NAME}{{1,2}})(?P<suffix>(?i:{'|'.join(_SUFFIXES)})\b\.?),?[ ](?i:apt|"
    rf"apartment|unit|lot)\.?[ ]#?\w{{1,5}}(?:[ ][A-Fa-f]\b)?"
)
_LOT = re.compile(
    rf"{keyed('lots')}\.?[ ]\#?[A-Z]?\d{{1,4}}[A-Z]?,?[ ]{{1,2}}(?:at[ ]"
    rf")?{NAME}{{1,4}}(?i:{one_of(words(STREETS, 'parks'))})\b"
)
_BOX = re.compile(r"\b(?:P\.?\s?O\.?|Post\s+Office)\s{0,2}Box\s+#?\d+\b", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|during|by|from|until|of|the|FY|for|and|to|a|an|January|February|March|April|May|June|"
    r"July|August|"
    r"September|October|November|December)\s\Z|\d,\s\Z",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    rf"(?<![\w'’])(?i:{one_of(words(STREETS, 'no-names'))}|{one_of(words(STREETS, 'figurative'))})(?![\w'’])"
)
_NO_STREET = re.compile(
    rf"\b(?i:{one_of(words(STREETS, 'courts'))}[ ]{{1,4}}c(?:our)?t"
    rf"|{one_of(words(STREETS, 'drives'))}[ ]{{1,4}}dr(?:ive)?)\b"
)
NO_PLACE = re.compile(rf"[ ](?i:{one_of(words(STREETS, 'no-places'))})\b")


def find_addresses(places: Places) -> Iterator[Hit]:
    """Yield addresses; a year before a proper name is told from a house number by the word before it."""
    text = places.text
    for number in house_numbers(places):
        for pattern in (_STREET, _NUMBERED, _PREFIXED, _UNITED):
            match = pattern.match(text, number)
            if match and _is_address(text, match):
                yield Hit(match.start(), match.end(), Kind.ADDRESS, match.group())
        for key, pattern in ((_AT, _SUFFIXED), (_PLACE, _NAMED)):
            match = pattern.match(text, number)
            if (
                match
                and not NO_PLACE.match(text, match.end())
                and key.search(text, max(0, number - 40), number)
            ):
                yield Hit(match.start(), match.end(), Kind.ADDRESS, match.group())
    for name, pattern in (("lots", _LOT), ("boxes", _BOX)):
        for match in places.keyed(name, pattern):
            yield Hit(match.start(), match.end(), Kind.ADDRESS, match.group())


def house_numbers(places: Places) -> Iterator[int]:
    """Yield where the number of a house may stand, with its letter (`W5421`)."""
    yield from (match.start() for match in places.numbered(_HOUSE_NUMBER))
    yield from (match.start() for match in _LETTERED_NUMBER.finditer(places.text))


def _is_address(text: str, match: re.Match[str]) -> bool:
    """Tell a street from a court of law, a way of working, a service by the hour, a year and a name."""
    blocked = "block" in match.re.groupindex and match["block"]
    if not blocked:
        if is_year(text, match) or _NO_NAME.search(match["name"]):
            return False
        if "suffix" in match.re.groupindex and _NO_STREET.search(f"{match['name']} {match['suffix']}"):
            return False
    return not NO_PLACE.match(text, match.end())


def is_year(text: str, match: re.Match[str]) -> bool:
    """Say whether what could be the number of a house is a year, by the word before it."""
    year = re.fullmatch(r"(?:19|20)\d\d", match["number"])
    return bool(year and _YEAR_BEFORE.search(text, max(0, match.start() - 12), match.start()))
