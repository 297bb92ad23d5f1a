"""A sentence with a number should carry a source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A sentence states a number and cites nothing.",
    "Take the number from the graph with {figure}`…`, or cite a source: [@key, p. 3].",
)
_NUMBER = re.compile(
    r"(?<![\w.\-–/*])\$?"
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:\s?%|\s+percent)?(?![\w\-–/]))"
)
_NAMES = frozenset({"911", "988", "112"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERED = (
    "Principle Principles Guideline Guidelines Section section Table table Figure Part Appendix Note Option "
    "option group Group groups page No. O*NET SOC U.S.C. CFR FR Title Version version January February March "
    "April May June July August September October November December"
).split()
_NAMED = re.compile(rf"\b(?:{'|'.join(map(re.escape, _NUMBERED))})\s+(?:\d+,?\s+(?:(?:and|to|or)\s+)?)*$")
"""Words before a number that only names something."""


def find(subject: Subject) -> Iterator[Finding]:
    """Report the first such number of each sentence; years, single digits, numbers of sections pass."""
    for sentence in subject.prose.of("text"):
        if sentence.sourced:
            continue
        for match in _NUMBER.finditer(sentence.text):
            if _YEAR.fullmatch(match[0]) or _NAMED.search(sentence.text[: match.start()]):
                continue
            if len(match[0]) == 1 or match[0] in _NAMES:
                continue
            where = subject.at(sentence.place(match.start()))
            yield CHECK.finding(f"The number {match[0]} has no source in its sentence.", where)
            break
