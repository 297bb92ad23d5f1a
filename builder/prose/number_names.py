"""Digits that name or date something and count nothing: dates, times, codes, laws, sections, telephones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from builder.prose.words import terms

MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|Mar\.|April|Apr\.|May|June|Jun\.|July|Jul\.|Aug(?:ust|\.)|"
    r"Sept(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
"""Pattern of a month's name."""
YEAR = r"(?:19|20)\d\d"
"""Pattern of a year."""
_QUANTITY = r"(?!\s?%|\s+per\s?cent|\s+percent|\s+dollars)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATES = rf"""
    \b{MONTH}\s+{_DAY}(?:\s?[-–]\s?{_DAY}|\s+(?:and|to)\s+{_DAY})?(?:,?\s+{YEAR})?\b
    \b{_DAY}(?:\s?[-–]\s?{_DAY}|\s+(?:and|to)\s+{_DAY})?\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR})?
    \b{YEAR}-\d\d(?:-\d\d)?\b(?!\d)
    \b\d{{1,2}}/\d{{1,2}}/(?:\d\d|\d{{4}})\b
    (?<![\w$€£.,]){YEAR}(?:\s?[-–/]\s?(?:{YEAR}|\d\d))?s?(?![\w,.]*\d){_QUANTITY}(?!-\w)
    (?<!\w)[’'‘]\d\ds?\b
    \bFY\s?-?\d{{2,4}}\b
"""
_TIMES = r"""
    \b\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?\s?m\b\.?)?
    \b\d{1,2}\s?[ap]\.?m\b\.?
    \b24/7(?:/365)?\b
    \b24[ -]hours?(?:\s+(?:a|per|each)\s+day)?\b
    \b(?:seven|7)\s+days\s+(?:a|per)\s+week\b
    \b365\s+days\s+(?:a|per)\s+year\b
    (?i:\baround[ -]the[ -]clock\b)
"""
_REPORTERS = "|".join(
    (
        r"U\.\s?S\.\s?C\.|USC|C\.\s?F\.\s?R\.|CFR|F\.\s?R\.|FR|Fed\.\s?Reg\.|Stat\.",
        r"F\.\s?(?:\dd|4th|Supp\.)|U\.S\.|S\.\s?Ct\.",
    )
)
"""What stands between the volume and the page of a law, a rule or a judgement."""
_BILLS = "|".join(
    (
        r"H\.\s?R\.|(?<![A-Z]\.)S\.|H\.\s?B\.|S\.\s?B\.|A\.\s?B\.|HB|SB|AB|LB|LD|H\.F\.|S\.F\.",
        r"H\.\s?Res\.|S\.\s?Res\.|H\.\s?J\.\s?Res\.",
    )
)
_IN_LAW = r"\d[\w.:,–-]*(?:\([\w]+\))*(?:\s+(?:and|to|through)\s+\d[\w.–-]*)?"
_LAWS = rf"""
    \b\d+\s+(?:{_REPORTERS})(?:\s+(?:at|parts?|§+|pt\.))*\s*{_IN_LAW}
    §+\s*{_IN_LAW}
    \b\d+(?:\([a-z0-9]+\))+
    \b(?:Public\s+Law|Pub\.\s?L\.|P\.\s?L\.)\s*(?:No\.\s*)?\d+[-–]\d+
    \b(?:{_BILLS})\s*-?\s*\d[\d-]*
    \b(?:Executive\s+Order|E\.O\.)\s+\d+
    \b(?:Statutes?|Stat\.|Code|RCW|Ann\.|Act)\s+(?:§\s*)?\d+(?:[.-]\d+)*\b
"""
_CODES = r"""
    (?<![\w.,$])\d(?:-\d){2}(?:[\s/]\w*)?(?<!\s)\b
    \(\d{3}\)\s?\d{3}[-. ]\d{4}
    \b(?:1[-. ])?\d{3}[-. ]\d{3}[-. ]\d{4}\b
    \b\d{3}-\d{4}\b
    \b\d{2}-\d{4}(?:\.\d\d)?\b
    \b\d+(?:[.-]\d+){2,}\b
    \b\d{1,3}:\d{1,3}\b
    (?<![\w.,])0\d+\b(?!\.)
    \b[A-Z]{2}\s+\d{5}(?:-\d{4})?\b
    \b[A-Za-z][A-Za-z./*&-]*\d[\w.:/-]*(?<![.:/-])
    \b\d+(?:st|nd|rd|th)\b
    \bNos?\.\s*\d[\w.-]*(?:(?:,|\s+and|\s+to)\s+\d[\w.-]*)*
    \b\d+[A-Za-z]{1,2}\b(?<![\d](?:bn|mn|MM|pp))(?<!\dk)(?<!\dK)(?<!\dm)(?<!\dM)(?<!\dB)
    (?:^|(?<=[\s“"(]))\((?:\d{1,2}|[a-z]|[ivx]+)\)(?=\s)
    ^\s*\d{1,2}[.)]\s
    \[\d{1,3}\]
    \b(?:on|to|from)\s+a\s+scale\s+(?:of|from)\s+\d+\s+to\s+\d+
    (?<=,\s)1\s+to\s+5\b
    \bone[ -](?:to|on)[ -]one\b
"""
_BODY = r"\b(?<![A-Z]\.)(?!U\.S\.)[A-Z][A-Z*/&.-]+s?"
_KIND = (
    r"(?:[A-Z]{2,}|Standards?|Std\.?|Part|SP|Rev\.?|Publication|Document|Form|Release|version|v\.?|No\.|"
    r"Guideline|Recommendation)"
)
_STREET = (
    "(?:Way|Street|St\\.|Avenue|Ave\\.?|Road|Rd\\.|Boulevard|Blvd\\.|Drive|Lane|Court|Plaza|Square|Parkway)"
)
_OF_BODIES = rf"""
    {_BODY}(?:\s+{_KIND})*\s+v?\d+(?:[.:/-]\d+)*\b(?!,\d|\.\d|\s+(?:of|million|billion|thousand)\b){_QUANTITY}
    \b\d+\s+[A-Z]\w+(?:\s+[A-Z]\w+)?\s+{_STREET}
"""
"""Standards by their bodies, such as NFPA 1225, and addresses."""
_SHORT = r"(?<![\w$€£.,/-])(?:911|988|112)(?![\w,.]*\d)" + _QUANTITY
_ITEM = r"(?:[A-Z]{0,2}\d+(?:[.–-]?\w+)*(?!,\d{3}|\w)|[IVX]+\b)"
_LIST = rf"{_ITEM}(?:(?:,\s*|,?\s+(?:and|to|or|through)\s+|\s?[–-]\s?){_ITEM})*"


def named(text: str) -> list[tuple[int, int]]:
    """Return the spans of a text in which digits or number words only name something, in order."""
    return sorted(_spans(text))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _patterns():
        for match in pattern.finditer(text):
            yield match.span()


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    lines = "\n".join((_DATES, _TIMES, _LAWS, _CODES, _OF_BODIES, _SHORT)).splitlines()
    numbered = "|".join(re.escape(word) for word in terms("numbered"))
    first = rf"\b(?i:{numbered})\.?\s+(?:No\.\s*|number\s+)?{_LIST}{_QUANTITY}"
    return tuple(re.compile(line.strip()) for line in (*lines, first) if line.strip())
