"""Personal data in a text.

Names of people are not looked for: telling them from names of agencies, streets and authors takes a
language model, and sources are cited by their authors' names on purpose.
"""

from __future__ import annotations

from kb.findings import Check, Finding, Location, Severity
from kb.records.evidence_files import place_of
from kb.screening.personal_data_kinds import Hit
from kb.screening.personal_data_patterns import (
    find_addresses,
    find_births,
    find_cases,
    find_coordinates,
    find_emails,
    find_ssns,
)
from kb.screening.telephones import find_telephones
from kb.screening.waivers import Waivers

CHECK = Check(
    "personal-data",
    Severity.ERROR,
    "A file or draft holds what looks like personal data of a caller or of staff.",
    "Delete it, or, for the line of a public office, record a waiver in waivers.yaml: value, why, who, date.",
)
_FINDERS = (
    find_ssns,
    find_emails,
    find_telephones,
    find_births,
    find_cases,
    find_addresses,
    find_coordinates,
)
"""In order of precedence, should two of them claim the same digits."""


def screen(text: str) -> list[Hit]:
    """Return what looks like personal data, in the order of the text, without overlaps."""
    taken: list[Hit] = []
    for finder in _FINDERS:
        for hit in finder(text):
            if all(hit.end <= other.start or hit.start >= other.end for other in taken):
                taken.append(hit)
    return sorted(taken)


def screen_text(text: str, shown: str, waivers: Waivers | None = None) -> list[Finding]:
    """Return findings for a file's or a draft's text; `shown` is its path for the reader.

    The values are masked: a report of personal data must not spread them.
    """
    findings = []
    for hit in screen(text):
        if waivers and waivers.allows(hit):
            continue
        line, column = place_of(text, hit.start)
        message = f"This looks like a {hit.kind.value}: {hit.masked}"
        findings.append(CHECK.finding(message.replace("a e-", "an e-"), Location(shown, line, column)))
    return findings
