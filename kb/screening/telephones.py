"""Telephone numbers, through Google's libphonenumber and its numbering plans (`phonenumbers`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.screening.kinds import Hit, Kind

REGION = "US"
_CANDIDATE = re.compile(r"\d{3}\D{0,3}\d{3}\D{0,3}\d{4}|\+\d")
"""Loading and running the library is worth it only where something like a number stands."""
_CUE = re.compile(
    r"\b(?:tel|phone|telephone|call(?:s|ed|ing|back)?|cell|mobile|fax|dial(?:ed)?|text(?:ed)?|reach(?:ed)?|"
    r"contact|line|number|desk)\b[^.\n]{0,40}\Z",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"(?<![\w$.,/-])[2-9]\d{2}[-. ]\d{4}(?![\w/-]|[.,]\d)")
"""Seven digits: a number only where a word says so, for figures look the same."""
_FOREIGN_MARKS = re.compile(
    r"(?:doi\.org/|doi:\s*|10\.\d{4,}/|https?://|isbn[:\s-]*|pmid[:\s]*|sha256[:\s]*)\S*\Z", re.I
)


def find_telephones(text: str) -> Iterator[Hit]:
    """Yield numbers of any country written internationally, and those of the United States."""
    if _CANDIDATE.search(text):
        yield from _full(text)
    for match in _LOCAL.finditer(text):
        if _CUE.search(text[max(0, match.start() - 60) : match.start()]):
            yield Hit(match.start(), match.end(), Kind.TELEPHONE, match.group())


def _full(text: str) -> Iterator[Hit]:
    import phonenumbers

    matcher = phonenumbers.PhoneNumberMatcher(text, REGION, leniency=phonenumbers.Leniency.POSSIBLE)
    for match in matcher:
        value = match.raw_string
        digits = re.sub(r"\D", "", value)
        before = text[max(0, match.start - 60) : match.start]
        after = text[match.end : match.end + 1]
        if _FOREIGN_MARKS.search(before) or before[-1:] in tuple("$/-.,#_") or after in tuple("-/_"):
            continue
        if not value.startswith("+") and len(digits.removeprefix("1")) != 10:
            continue
        written_so = re.search(r"[-.() /]", value.strip()) is not None
        plan = phonenumbers.is_valid_number(match.number) or re.search(r"555\D?01\d\d", value)
        if plan and (value.startswith("+") or _grouped(value) or (not written_so and _CUE.search(before))):
            yield Hit(match.start, match.end, Kind.TELEPHONE, value)


def _grouped(value: str) -> bool:
    """Say whether the digits are grouped 3-3-4, as North American numbers are."""
    groups = re.findall(r"\d+", value)
    groups = groups[1:] if groups and groups[0] == "1" else groups
    return [len(group) for group in groups[:3]] == [3, 3, 4]
