"""Dates of birth: full dates after a key, or beside the age, the sex or the race of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.screening.keys_and_values import ANSWER, JOINT, Places, keyed
from kb.screening.personal_data_kinds import Hit, Kind

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_ORDINAL = (
    r"(?:first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|(?:thir|four|fif|six|seven|"
    r"eigh|nine)teen|"
    r"twentie|thirtie)th|(?:twenty|thirty)[ -](?:first|second|third|(?:four|fif|six|seven|eigh|nin)th))"
)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL})"
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_TEENS = r"(?:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|zero|oh)"
_UNITS = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_SAID_YEAR = (
    rf"(?:nineteen|twenty|two[ ]thousand)(?:[ ]and)?[ -](?:{_TENS}|{_TEENS})"
    rf"(?:[ -]{_UNITS})?|{_TENS}[ -]{_UNITS}|{_TENS}"
)
_SAID_DATE = (
    rf"{_MONTH}[ -](?:the[ ])?{_ORDINAL},?[ -](?:{_SAID_YEAR})|(?:the[ ])?{_ORDINAL}[ ](?:of[ ]"
    rf")?{_MONTH},?[ ](?:{_SAID_YEAR})"
)
_YEAR = rf"(?:['’]?\d{{2}}(?:\d{{2}})?(?!\d)|{_SAID_YEAR})"
_FIGURES = r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)?\d{2}(?!\d)|\d{1,2} \d{1,2} (?:19|20)\d{2}(?!\d)"
_MONTHLY = (
    rf"{_MONTH}[ -](?:the[ ])?{_DAY},?[ -]{_YEAR}|(?:the[ ])?{_DAY}[ -]?(?:of[ ])?{_MONTH},?[ -]?{_YEAR}"
)
_DATE = rf"(?:{_FIGURES}|(?:19|20)\d{{2}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)|{_MONTHLY})"
_SOLID = (
    r"(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:19|20)?\d\d)(?![\w-])"
)
"""Eight or six digits together: year, month, day, or month, day, year."""
_NAMED = re.compile(rf"{keyed('births')}\.?{ANSWER}{JOINT}\(?(?:on[ ])?(?P<value>(?i:{_DATE})|{_SOLID})")
_BORN = re.compile(
    rf"\b(?:born|birth\s?date|birthday|date\s+of\s+birth)\b(?!\s(?:on\sor\s)?(?:after|before|since|by)\b)[^\n.;]{{0,20}}?\b(?P<value>{_DATE})\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    rf"\b(?:dob|born(?:\s+on)?|birth\s?da(?:te|y)|date\s+of\s+birth)\b(?:['’]"
    rf"s)?[^\n.;\d]{{0,20}}?\b(?P<value>{_SAID_DATE})\b",
    re.IGNORECASE,
)
_SEX = re.compile(
    r"(?<![\w/])(?:[WBHAIOUL]\s?/\s?[MF]|[WBHA][MF]|(?i:(?:fe)?male)|[MF]/[WBHAIOUL]|\d[ ]?[MF])"
    r"[,;:]?[ ]{0,3}\(?(?:DOB[ :]*)?\Z"
)
_BARE = re.compile(rf"(?<![\w/.-])(?:(?i:{_DATE})|{_SOLID})(?![\w/-])")
_AGED = re.compile(
    r"(?<![\w.,$-])\d{1,3}[ ]?-?(?i:YO[MF]?|Y/?O|yr?s?[ -]old|years?[ -]old|year-old)(?:[ ](?i:[MF]|"
    r"(?:fe)?male))?"
    rf"(?![\w/])[,;:]?[ ]{{0,3}}\(?(?P<value>(?i:{_DATE})|{_SOLID})"
)
_AGE = re.compile(rf"{keyed('ages')}[:\s]{{0,3}}\d{{1,3}}[,;:]?[ ]{{0,3}}\(?(?P<value>(?i:{_DATE})|{_SOLID})")
_BEFORE = re.compile(
    rf"(?<![\w/.-])(?P<value>{_FIGURES})[,;]?[ ]{{0,2}}(?:\(\s?\d{{1,3}}\s?(?:YO|Y/O|yo|y/o|yrs?\b)|[MF]"
    rf"\s?$)",
    re.MULTILINE,
)


def find_births(places: Places) -> Iterator[Hit]:
    """Yield full dates that are called a date of birth or stand where one does; a year tells too little."""
    for pattern in (_NAMED, _BORN, _SAID):
        yield from map(_hit, places.keyed("births", pattern))
    yield from map(_hit, places.keyed("ages", _AGE))
    for pattern in (_AGED, _BEFORE):
        yield from map(_hit, places.numbered(pattern))
    for match in places.numbered(_BARE):
        if _SEX.search(places.text, max(0, match.start() - 24), match.start()):
            yield Hit(match.start(), match.end(), Kind.BIRTH, match.group())


def _hit(match: re.Match[str]) -> Hit:
    return Hit(*match.span("value"), Kind.BIRTH, match["value"])
