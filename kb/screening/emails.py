"""E-mail addresses, written plainly or hidden from programs: `jroe at county dot gov`, `jroe (at) x.gov`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.screening.keys_and_values import Places
from kb.screening.personal_data_kinds import Hit, Kind

_PLAIN = re.compile(
    r"(?<![\w.@/+-])[A-Za-z0-9][\w.+'’-]{0,63}[@\uff20](?:[A-Za-z0-9-]{1,63}\s?\.\s?(?=[A-Za-z0-9-]{2,63})){1,5}"
    r"[A-Za-z]{2,12}\b"
)
_DOT = r"(?:\s{0,3}[\[({]\s?(?:dot|\.)\s?[\])}]\s{0,3}|\s{1,3}dot\s{1,3})"
_LOCAL = rf"[\w+'-]{{1,64}}(?:(?:\.|{_DOT}|\s(?:underscore|dash|hyphen)\s)[\w+'-]{{1,64}}){{0,3}}"
_DOMAIN = r"[a-z0-9-]{1,63}"
_TOP = r"(?:com|org|net|gov|edu|mil|us|io|co|info|biz|uk|ca)"
_BRACKETED = re.compile(
    rf"(?<![\w.]){_LOCAL}\s{{0,3}}[\[({{]\s?(?:at|@)\s?[\])}}]"
    rf"\s{{0,3}}{_DOMAIN}(?:(?:\.|{_DOT}){_DOMAIN}){{0,4}}"
    rf"(?:\.|{_DOT}){_TOP}\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    rf"(?<![\w.]){_LOCAL}\s{{1,3}}at\s{{1,3}}{_DOMAIN}(?:(?:\.|{_DOT}){_DOMAIN}){{0,4}}{_DOT}{_TOP}\b",
    re.IGNORECASE,
)
_HIDDEN_AT = re.compile(r"[\[({]\s?(?:at|@)\s?[\])}]", re.IGNORECASE)
_SAID_DOT = re.compile(r"\bdot\b", re.IGNORECASE)
_REACH = 160
"""Characters before a sign of a hidden address in which it may begin."""


def find_emails(places: Places) -> Iterator[Hit]:
    """Yield e-mail addresses; hidden ones are looked for only around a bracketed `at` or the word `dot`."""
    text = places.text
    if "@" in text or "\uff20" in text:
        for match in _PLAIN.finditer(text):
            yield Hit(match.start(), match.end(), Kind.EMAIL, match.group())
    for sign, pattern in ((_HIDDEN_AT, _BRACKETED), (_SAID_DOT, _SPOKEN)):
        reached = 0
        for found in sign.finditer(text):
            if found.start() < reached:
                continue
            begin = max(reached, found.start() - _REACH)
            reached = found.end() + _REACH
            for match in pattern.finditer(text, begin, reached):
                yield Hit(match.start(), match.end(), Kind.EMAIL, match.group())
