"""Personal data: the kinds of it that are looked for, and the patterns of those that have a form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """A kind of personal data."""

    TELEPHONE = "telephone number"
    EMAIL = "e-mail address"
    ADDRESS = "street address"
    SSN = "social security number"
    BIRTH = "date of birth"
    CASE = "case or incident number"
    COORDINATES = "coordinates"


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A stretch of text that looks like personal data; offsets count characters from 0."""

    start: int
    end: int
    kind: Kind
    value: str

    @property
    def masked(self) -> str:
        """The value with its letters and digits starred out, all but the last two where that is safe."""
        keep = 0 if self.kind in (Kind.SSN, Kind.BIRTH, Kind.COORDINATES, Kind.ADDRESS) else 2
        shown: list[str] = []
        for character in reversed(" ".join(self.value.split())):
            if character.isalnum() and keep > 0:
                keep -= 1
                shown.append(character)
            else:
                shown.append("*" if character.isalnum() else character)
        return "".join(reversed(shown))


_EMAIL = re.compile(
    r"(?<![\w.@/+-])[A-Za-z0-9][\w.+'-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,12}\b"
    r"|\b[\w.+-]{1,64}\s*[\[(]\s*at\s*[\])]\s*[\w-]+(?:\s*(?:\.|[\[(]\s*dot\s*[\])])\s*[\w-]+)*"
    r"\s*(?:\.|[\[(]\s*dot\s*[\])])\s*(?:com|gov|org|net|edu|us|mil)\b",
    re.IGNORECASE,
)
_SSN = re.compile(
    r"(?<![\w.,$/-])(?!000|666|9\d\d)\d{3}(?P<mark>[- ])(?!00)\d{2}(?P=mark)(?!0000)\d{4}(?![\w-]|[.,]\d)"
)
_SSN_NAMED = re.compile(
    r"\b(?:SSN|social\s+security(?:\s+(?:number|no\.?|#))?)\b[^\n.;]{0,30}?"
    r"(?P<value>\d{3}[- ]?\d{2}[- ]?\d{4}|\b\d{4})\b",
    re.IGNORECASE,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = (
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19|20)?\d{{2}}|(?:19|20)\d{{2}}-\d{{2}}-\d{{2}}"
    rf"|{_MONTH}\s+\d{{1,2}},?\s+(?:19|20)\d{{2}}|\d{{1,2}}\s+{_MONTH}\s+(?:19|20)\d{{2}})"
)
_BIRTH = re.compile(
    r"(?:\b(?:born(?:\s+on)?|birth\s?date|birthday|date\s+of\s+birth)\b|\bD\.?O\.?B\b\.?)"
    rf"[^\n.;]{{0,20}}?\b(?P<value>{_DATE})\b",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"\b(?:(?:(?:police|incident|crash|accident|arrest|offense|offence|burglary|theft|patient|medical|EMS|run|"
    r"dispatch|911|9-1-1|call|event|CAD|CFS|case|complaint|criminal)\s+){1,2}"
    r"(?:(?:report|record|event|call|case|incident|ticket|file|log|card)\s+){0,2}"
    r"(?:(?:number|num|no|nos|ID|identifier)\b\.?|\#)|MRN|(?:badge|employee|patient|inmate|booking|"
    r"driver['’]?s?\s+licen[cs]e|licen[cs]e\s+plate)\s+(?:number|no\.?|\#|ID)|(?:incident|case|event|CFS|CAD|INC)\s?\#)"
    r"\s*(?:was|is|of)?\s*[:=]?\s*\#?\s*(?P<value>[A-Z]{0,5}[-/ ]?\d[\dA-Z]*(?:[-/][\dA-Z]+)*)",
    re.IGNORECASE,
)
_CASE_BARE = re.compile(
    r"(?<![\w/-])(?P<value>(?:CAD|CFS|INC|EMS|IR|CR)[-#]?(?:19|20)?\d{2}[-/]?\d{4,8})(?![\w-])"
)
_COURT = re.compile(r"\d:\d\d-(?:cv|mc|cr)-|\sv\.\s|\bvs\.\s", re.IGNORECASE)


def find_emails(text: str) -> Iterator[Hit]:
    """Yield e-mail addresses, written plainly or with `[at]` and `[dot]`."""
    if "@" in text or re.search(r"[\[(]\s*at\s*[\])]", text, re.IGNORECASE):
        for match in _EMAIL.finditer(text):
            yield Hit(match.start(), match.end(), Kind.EMAIL, match.group())


def find_ssns(text: str) -> Iterator[Hit]:
    """Yield social security numbers by form, and nine or last four digits that are called one."""
    for match in _SSN.finditer(text):
        yield Hit(match.start(), match.end(), Kind.SSN, match.group())
    for match in _SSN_NAMED.finditer(text):
        yield Hit(*match.span("value"), Kind.SSN, match.group("value"))


def find_births(text: str) -> Iterator[Hit]:
    """Yield full dates that are called a date of birth; a year alone tells too little."""
    for match in _BIRTH.finditer(text):
        yield Hit(*match.span("value"), Kind.BIRTH, match.group("value"))


def find_cases(text: str) -> Iterator[Hit]:
    """Yield numbers of incidents, cases, calls, patients and employees; court citations are public."""
    for match in _CASE.finditer(text):
        value = match.group("value").strip()
        around = text[max(0, match.start() - 60) : match.end() + 12]
        if sum(map(str.isdigit, value)) >= 3 and not _COURT.search(around):
            yield Hit(*match.span("value"), Kind.CASE, value)
    for match in _CASE_BARE.finditer(text):
        yield Hit(*match.span("value"), Kind.CASE, match.group("value"))


_SUFFIXES = (
    "Alley|Aly|Avenue|Ave|Boulevard|Blvd|Circle|Cir|Court|Ct|Cove|Crescent|Drive|Dr|Expressway|Expy|Highway|Hwy|"
    "Lane|Ln|Loop|Parkway|Pkwy|Pike|Place|Pl|Plaza|Road|Rd|Route|Rte|Square|Sq|Street|St|Terrace|Ter|Trail|Trl|"
    "Turnpike|Tpke|Way"
)
"""Street suffixes in use, from U.S. Postal Service Publication 28, appendix C1."""
_DIRECTION = r"(?:(?:North|South|East|West|Northeast|Northwest|Southeast|Southwest|[NSEW]|[NS][EW])\.?\s+)?"
_NAME = r"(?:(?:[A-Z][A-Za-z'’]+\.?|\d{1,3}(?:st|nd|rd|th)|[A-Z])\s+)"
_UNIT = r"(?:,?\s+(?:Apt|Apartment|Suite|Ste|Unit|Room|Rm|#)\.?\s*#?\w+)?"
_STREET = re.compile(
    rf"(?<![\w.,$/-])(?P<number>\d{{1,6}}[A-Za-z]?(?:-\d{{1,4}})?)\s+(?P<block>block\s+of\s+)?{_DIRECTION}"
    rf"(?P<name>{_NAME}{{1,4}})(?P<suffix>{_SUFFIXES})\b\.?{_UNIT}"
)
_HIGHWAY = re.compile(
    r"(?<![\w.,$/-])(?P<number>\d{1,6})\s+(?:County|State|US|U\.S\.)\s+(?:Road|Rd|Route|Rte|Highway|Hwy)\s+\d{1,4}\b"
)
_BOX = re.compile(r"\bP\.?\s?O\.?\s+Box\s+\d+\b", re.IGNORECASE)
_CORNER = re.compile(
    rf"\b(?:corner|intersection)\s+of\s+{_NAME}{{1,3}}(?:{_SUFFIXES})?\.?\s*(?:and|&)\s+{_NAME}{{1,3}}"
    rf"(?:{_SUFFIXES})\b"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|during|by|from|until|of|the|FY|for|and|to|a|an|January|February|March|April|May|June|July|August|"
    r"September|October|November|December)\s\Z|\d,\s\Z",
    re.IGNORECASE,
)
_NO_STREET = re.compile(
    r"\b(?:Supreme|Circuit|District|Superior|Appeals|Appellate|Municipal|Federal|Trial|Tax|County|High|Juvenile|"
    r"Interstate|Hour|Day|Week|Percent|First|Wall|Main\s+Points|Star|Test|Training|Membership|Food|Blood)\s\Z"
)
"""Words before `Court`, `Way`, `Drive` and the like that make no street of it."""


def find_addresses(text: str) -> Iterator[Hit]:
    """Yield addresses; a year before a proper name is told from a house number by the word before it."""
    for match in _STREET.finditer(text):
        year = re.fullmatch(r"(?:19|20)\d\d", match.group("number"))
        before = text[max(0, match.start() - 12) : match.start()]
        if year and not match.group("block") and _YEAR_BEFORE.search(before):
            continue
        if not match.group("block") and _NO_STREET.search(match.group("name")):
            continue
        yield Hit(match.start(), match.end(), Kind.ADDRESS, match.group())
    for pattern in (_HIGHWAY, _BOX, _CORNER):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 12) : match.start()]
            if pattern is not _HIGHWAY or not _YEAR_BEFORE.search(before):
                yield Hit(match.start(), match.end(), Kind.ADDRESS, match.group())


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
