"""Numbers of events, reports, patients, accounts and employees, by the key before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.screening.keys_and_values import JOINT, MARK, Places, keyed
from kb.screening.personal_data_kinds import Hit, Kind

_VALUE = (
    r"(?P<value>[A-Za-z]{0,8}[-#]?\d[\dA-Z]*(?:[-/][\dA-Z]+){0,4}|(?:[A-Z]{1,6}-)+[\dA-Z]+(?:-[\dA-Z]+){0,3})"
)
_END = r"(?![\w%]|[.,:]\d|[-/–]\w|[’'′]\d)"
_NAMED = re.compile(
    rf"{keyed('records')}\.?(?P<mark>(?i:{MARK}){{0,3}})(?P<joint>(?i:{JOINT})){_VALUE}{_END}"
)
_STAFF = re.compile(
    rf"{keyed('staff')}\.?(?i:{MARK})?[ ]{{0,2}}[:#]?[ ]?(?P<value>\d{{3,6}}){_END}"
    r"(?![ ](?:hours|years|staff|employees|positions|percent)\b)"
)
_PREFIXED = re.compile(
    r"(?P<value>[CEI](?<![\w/-].)(?:AD|FS|NC|MS|R)[-#]?(?:19|20)?\d{2}(?:\d{4})?[-/]?\d{4,8})(?![\w-])"
)
_ID = re.compile(rf"I(?<![A-Za-z0-9].)D[ ]?\#[ ]?(?P<value>\d{{3,10}}){_END}")
_HASHED = re.compile(r"\#[ ]?(?P<value>(?:[A-Z]{1,6}-?)?\d[\dA-Z]*(?:-[\dA-Z]+){0,3})" + _END)
"""A number after a key that no list has; what an office of the state numbers is told by the word before."""
_PUBLIC_KEY = re.compile(
    r"\b(?:docket|grant|contract|award|bill|rule|order|rfp|bid|position|requisition|req|class|task|form|exam|course|"
    r"section|room|rm|apt|apartment|suite|ste|unit|lot|space|policy|ein|omb|soc|issue|pr|pull|commit|code|posting|"
    r"part|item|figure|table|standard|st|ave|rd|dr|blvd|ln)\.?[ ]?\Z",
    re.IGNORECASE,
)
_COURT = re.compile(
    r"\d:\d\d-(?:cv|mc|cr)-|\sv\.\s|\bvs\.\s|\bF\.\s?(?:2d|3d|4th|Supp)|\bCir\.", re.IGNORECASE
)
_PUBLISHED = re.compile(
    r"\b(?:OMB|FCC|GAO|CRS|NIOSH|NIST|DOT|FHWA|NCHRP|BLS|NENA|APCO|docket|Fed|FR|publication|technical|"
    r"congress\w*)\b"
    r"[^\n;]{0,24}\Z",
    re.IGNORECASE,
)
"""What stands before the numbers of published reports and of the government's own files."""
_YEARS = re.compile(
    r"(?:19|20)\d\d(?:[-/](?:\d\d|(?:19|20)\d\d))?|\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}/(?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d\d-\d\d"
)
_SERIES = re.compile(r"[A-Z]{2,6}(?:-[A-Z]{2,4}){1,2}-\d\d-\d{2,4}|\d\d-\d{4}\.\d\d")
"""Series of published reports (FHWA-HRT-21-045)."""
_COUNTED = re.compile(
    r"[ ](?:events?|calls?|cases?|hours?|hrs|per|percent|jobs|people|persons|patients|days?|minutes|"
    r"seconds|words|a[ ](?:day|week|month|year)|"
    r"residents|employees|staff|pages|times|copies|members|in[ ](?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_OMB_CONTROL = re.compile(r"control\W.*\b\d{4}-\d{4}\Z", re.IGNORECASE)
_REPORT = re.compile(r"report|publication|file|reference|control", re.IGNORECASE)
"""Keys of published things as well, whose numbers are shorter (Report No. 119-59)."""
_LIKE_A_CODE = re.compile(r"\d\d-\d{4}")
"""A year and a number, or the code of an occupation: the latter where no key in capitals says otherwise."""
_LONG = 5
"""Digits that a number without a mark has at least, after a colon or mixed with letters or hyphens."""


def find_cases(places: Places) -> Iterator[Hit]:
    """Yield numbers of incidents, cases, calls, patients and employees; court citations are public."""
    text = places.text
    for match in places.keyed("records", _NAMED):
        if _is_record(match) and not _is_public(text, match):
            yield Hit(*match.span("value"), Kind.CASE, match["value"])
    for match in (*places.keyed("staff", _STAFF), *_PREFIXED.finditer(text), *_ID.finditer(text)):
        if not _YEARS.fullmatch(match["value"]):
            yield Hit(*match.span("value"), Kind.CASE, match["value"])
    for match in _HASHED.finditer(text):
        if _is_hashed(text, match) and not _is_public(text, match):
            yield Hit(*match.span("value"), Kind.CASE, match["value"])


def _is_hashed(text: str, match: re.Match[str]) -> bool:
    """Say whether a number after `#` is long enough, and no house, class or docket."""
    long = sum(map(str.isdigit, match["value"])) >= _LONG
    key = re.search(r"[A-Za-z]{2,}[ .]{0,2}\Z", text[max(0, match.start() - 20) : match.start()])
    return bool(long and key) and not _PUBLIC_KEY.search(text, max(0, match.start() - 20), match.start())


def _is_record(match: re.Match[str]) -> bool:
    """Tell a number under which something is filed from a count, a year and a date."""
    value, marked = match["value"], bool(match["mark"].strip() or "#" in match["joint"])
    digits = sum(map(str.isdigit, value))
    if _YEARS.fullmatch(value) or digits < 3:
        return False
    if _COUNTED.match(match.string, match.end()):
        return False
    if marked:
        return "#" in match.group() or digits >= _LONG + 1 or not _REPORT.match(match.group())
    mixed = not value.isdigit()
    if _LIKE_A_CODE.fullmatch(value) and not match.group().partition(value)[0].isupper():
        return False
    pointed = ":" in match["joint"] or "=" in match["joint"] or "/" in match["joint"]
    return digits >= _LONG if mixed or pointed else digits >= _LONG + 2


def _is_public(text: str, match: re.Match[str]) -> bool:
    around = text[max(0, match.start() - 60) : match.end() + 12]
    before = text[max(0, match.start() - 40) : match.start()]
    if _OMB_CONTROL.match(match.group()):
        return True
    return bool(_COURT.search(around) or _PUBLISHED.search(before) or _SERIES.fullmatch(match["value"]))
