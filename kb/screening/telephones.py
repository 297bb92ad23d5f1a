"""Telephone numbers, through Google's libphonenumber and its numbering plans (`phonenumbers`).

A number that no plan has is one all the same where it is written like one, or follows the key of one: people
mistype, and transcripts have made-up area codes in place of real ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kb.screening.keys_and_values import KEYS, Places, keyed, one_of, words
from kb.screening.personal_data_kinds import Hit, Kind

REGION = "US"
_CANDIDATE = re.compile(r"\+\d[\d ().-]{6,24}\d")
"""Loading and running the library is worth it only where a number is written internationally."""
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
_EXTENSION = r"(?:,?\s{0,2}(?:x|ext\.?|extension)\s{0,2}\d{1,6}\b)?"
_SHAPED = re.compile(
    rf"(?<![\w$.,/-])(?P<country>\+?1[-.\s]|\+1|1(?=\())?"
    rf"(?:\([1-9]\d\d\)(?:{_DASH}|\s{{0,9}})\d{{3}}(?:\s?{_DASH}\s?|\s)\d{{4}}"
    rf"|(?!911)[1-9]\d\d(?:{_DASH}|[ /])[1-9]\d\d{_DASH}\d{{4}}"
    rf"|(?P<spaced>[1-9]\d\d[ ][1-9]\d\d[ ]\d{{4}}))(?![^\Wx]|[/-]|[.,]\d){_EXTENSION}"
)
"""Ten digits written as North Americans write telephone numbers, whether or not any plan has them."""
_CUE = re.compile(
    r"(?:\b(?:tel|phone|telephone|call(?:s|ed|ing|back)?|cell|mobile|fax|dial(?:ed)?|text(?:ed)?|"
    r"reach(?:ed)?|"
    r"contact|line|number|desk|rp|r/p|caller|compl(?:ainant)?)\b|\b(?:tel|ph|cell|mob|fax)\.)[^.\n]{0,40}\Z"
    r"|\b(?:office|home|work|ph|direct|main|front|dispatch|emergency|day|evening|night)\s?:\s{0,3}\Z",
    re.IGNORECASE,
)
"""Words of which one says that digits are a telephone number; those of the last line do so as a label."""
_LOCAL = re.compile(r"(?<![\w$.,/-])(?!911)[2-9]\d{2}[-. ]\d{4}(?![\w/-]|[.,]\d)")
"""Seven digits: a number only where a word says so, for figures look the same."""
_TEN = r"(?:\+?1[-. ]?)?\(?[1-9]\d{2}\)?[-. /]{0,2}\d{3}[-. ]{0,2}\d{2}[-. ]?\d{2}"
_SEVEN = r"(?!911)[2-9]\d{2}[-. ]?\d{4}"
_APART = r"\d(?:[-, .]{1,3}\d){6,10}"
_END = rf"(?![\w/-]|[.,]\d){_EXTENSION}"
_OF_WHICH = r"(?:[ ]?(?:(?:number|num|nbr|no|\d)\b\.?|\#))?(?:[ ]?\((?:home|work|cell|mobile|[hcw])\))?"
_JOINT = r"(?:['’]s\b)?[ ]?(?:is\b|was\b|at\b|to\b)?[ \t]{0,3}(?:[:=#/.-]{1,2}[ \t]{0,12}\n?[ \t]{0,12})?"
_KEYED = re.compile(
    rf"{keyed('telephones')}(?i:{_OF_WHICH}{_JOINT})(?P<value>{_TEN}{_END}|{_SEVEN}{_END}|{_APART}(?!\d))"
)
_CALLED = re.compile(
    rf"{keyed('callings')}(?i:(?:[ ]\w{{2,8}})?{_OF_WHICH}{_JOINT})(?P<value>{_TEN}{_END}"
    rf"|(?<=[:\#][ ]|\S[:\#])(?!911)[2-9]\d{{2}}[-.]\d{{4}}{_END})"
)
_SPREAD = re.compile(
    r"(?<![\w-])\d-\d-\d[-, ]{1,3}\d-\d-\d[-, ]{1,3}\d-\d-\d-\d(?![\w-])|(?<!\w)"
    r"\d-\d-\d-\d[-, ]{1,3}\d-\d-\d(?!\w)"
)
"""Digits one by one, as they are said and written down."""
_PAIRED = re.compile(r"(?<![\w$.,/#-])[2-9]\d\d-(?:\d{3}-\d\d[- ]\d\d|[2-9]\d{6})(?![\w-])")
_DIGITS = words(KEYS, "digits")
_SAID = re.compile(rf"\b{one_of(_DIGITS)}(?:[\s,.-]{{1,3}}{one_of(_DIGITS)}){{6,10}}\b", re.IGNORECASE)


def find_telephones(places: Places) -> Iterator[Hit]:
    """Yield numbers of any country written internationally, and those written or said as in North America.

    A number may come twice.
    """
    text = places.text
    if _CANDIDATE.search(text):
        yield from _international(text)
    yield from _shaped(places)
    for match in places.numbered(_LOCAL):
        if _CUE.search(text, max(0, match.start() - 60), match.start()):
            yield _hit(match)
    for name, pattern in (("telephones", _KEYED), ("callings", _CALLED)):
        for match in places.keyed(name, pattern):
            if not _FOREIGN_MARKS.search(text, max(0, match.start() - 60), match.start("value")):
                yield Hit(*match.span("value"), Kind.TELEPHONE, match["value"])
    for pattern in (_SPREAD, _PAIRED):
        yield from map(_hit, places.numbered(pattern))
    for match in places.keyed("digits", _SAID):
        if not _counts_up(match.group()):
            yield _hit(match)


def _hit(match: re.Match[str]) -> Hit:
    return Hit(match.start(), match.end(), Kind.TELEPHONE, match.group())


def _international(text: str) -> Iterator[Hit]:
    import phonenumbers

    for match in phonenumbers.PhoneNumberMatcher(text, REGION, leniency=phonenumbers.Leniency.POSSIBLE):
        before = text[max(0, match.start - 60) : match.start]
        after = text[match.end : match.end + 1]
        if _FOREIGN_MARKS.search(before) or before[-1:] in tuple("$/-.,#_") or after in tuple("-/_"):
            continue
        if match.raw_string.startswith("+") and phonenumbers.is_valid_number(match.number):
            yield Hit(match.start, match.end, Kind.TELEPHONE, match.raw_string)


def _shaped(places: Places) -> Iterator[Hit]:
    """Yield what is written like a number; with blanks alone only where a word, `+1` or a plan says so."""
    for match in places.numbered(_SHAPED):
        before = places.text[max(0, match.start() - 60) : match.start()]
        if _FOREIGN_MARKS.search(before) or ("(" not in match.group() and _CITED.search(before)):
            continue
        if not match["spaced"] or match["country"] or _CUE.search(before) or _is_planned(match["spaced"]):
            yield _hit(match)


def _is_planned(number: str) -> bool:
    import phonenumbers

    return phonenumbers.is_valid_number(phonenumbers.parse(number, REGION))


def _counts_up(said: str) -> bool:
    """Say whether the words count, as somebody does who presses on a chest."""
    places = [max(_DIGITS.index(word) - 1, 0) for word in re.findall(r"[a-z]+", said.lower())]
    return all(later - earlier in (1, -8) for earlier, later in pairwise(places))
