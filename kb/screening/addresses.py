"""Street addresses, post boxes and places of incidents in the United States."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.screening.kinds import Hit, Kind

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
