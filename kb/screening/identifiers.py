"""E-mail addresses, social security numbers, dates of birth, and numbers of cases and people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.screening.kinds import Hit, Kind

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
