"""Telephone numbers, through Google's libphonenumber and its numbering plans (`phonenumbers`).

A number that no plan has is one all the same where it is written like one: people mistype, and transcripts
have made-up area codes in place of real ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.screening.personal_data_patterns import Hit, Kind

REGION = "US"
_CANDIDATE = re.compile(r"\d{3}\D{0,3}\d{3}\D{0,3}\d{4}|\+\d")
"""Loading and running the library is worth it only where something like a number stands."""
_CUE = re.compile(
    r"(?:\b(?:tel|phone|telephone|call(?:s|ed|ing|back)?|cell|mobile|fax|dial(?:ed)?|text(?:ed)?|reach(?:ed)?|"
    r"contact|line|number|desk)\b|\b(?:tel|ph|cell|mob|fax)\.)[^.\n]{0,40}\Z"
    r"|\b(?:office|home|work|ph|direct|main|front|dispatch|emergency|day|evening)\s?:\s{0,3}\Z",
    re.IGNORECASE,
)
"""Words of which one says that digits are a telephone number; those of the last line do so as a label."""
_LOCAL = re.compile(r"(?<![\w$.,/-])[2-9]\d{2}[-. ]\d{4}(?![\w/-]|[.,]\d)")
"""Seven digits: a number only where a word says so, for figures look the same."""
_FOREIGN_MARKS = re.compile(
    r"(?:doi\.org/|doi:\s*|10\.\d{4,}/|https?://|isbn[:\s-]*|pmid[:\s]*|sha256[:\s]*)\S*\Z"
    r"|\b(?-i:OAR|WAC)\b[^.\n]*\Z|\badmin(?:istrative|\.)\s+(?:rules?|code)\b[^.\n]*\Z",
    re.I,
)
"""What stands before numbers that are no telephone's. Administrative rules of Oregon and Washington have
the very same form (OAR 259-008-0011), also further down in a list of them."""
_CITED = re.compile(
    r"(?:§|\b(?:docket|sec(?:tion|tions|s)?|rules?|chapters?)\b\.?)(?:\s+(?:nos?\.?|numbers?))?[\s:#]*\Z",
    re.I,
)
_DASH = r"[-.\u2010-\u2015]"
_SHAPED = re.compile(
    rf"(?<![\w$.,/#-])(?P<country>\+?1[-.\s])?"
    rf"(?:\([1-9]\d\d\)(?:{_DASH}|\s{{0,9}})\d{{3}}(?:\s?{_DASH}\s?|\s)\d{{4}}"
    rf"|[1-9]\d\d(?:{_DASH}|[ /])[1-9]\d\d{_DASH}\d{{4}}"
    rf"|(?P<spaced>[1-9]\d\d[ ][1-9]\d\d[ ]\d{{4}}))(?![^\Wx]|[/-]|[.,]\d)"
)
"""Ten digits written as North Americans write telephone numbers, whether or not any plan has them."""


def find_telephones(text: str) -> Iterator[Hit]:
    """Yield numbers of any country written internationally, and those written as in the United States.

    A number may come twice.
    """
    if _CANDIDATE.search(text):
        yield from _full(text)
    yield from _shaped(text)
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


def _shaped(text: str) -> Iterator[Hit]:
    """Yield what is written like a number; with spaces alone only where a word or `+1` says so."""
    for match in _SHAPED.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        if _FOREIGN_MARKS.search(before) or ("(" not in match.group() and _CITED.search(before)):
            continue
        if not match["spaced"] or match["country"] or _CUE.search(before):
            yield Hit(match.start(), match.end(), Kind.TELEPHONE, match.group())


def _grouped(value: str) -> bool:
    """Say whether the digits are grouped 3-3-4, as North American numbers are."""
    groups = re.findall(r"\d+", value)
    groups = groups[1:] if groups and groups[0] == "1" else groups
    return [len(group) for group in groups[:3]] == [3, 3, 4]
