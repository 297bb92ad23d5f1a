"""Places in the Federal Register that are nearly those of the notice, or of a record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A place in the Federal Register differs by a digit or two from that of the notice.",
    "Compare it with the notice; the docket's profile has it as `citation`.",
)
_CITED = re.compile(r"\b(?P<volume>\d{2,3})\s+(?:FR|Fed\.\s?Reg\.|Federal Register)\s+(?P<page>\d[\d,]{1,6})")


def find(subject: Subject) -> Iterator[Finding]:
    """Compare each place with those of the dockets that the base knows; others are left alone."""
    known = {d.citation for d in subject.context.lookup.dockets.values() if d.citation}
    pairs = [match.groups() for one in sorted(known) for match in [_CITED.search(one)] if match]
    for sentence in subject.prose.runs:
        for match in _CITED.finditer(sentence.text):
            said = (match["volume"], match["page"].replace(",", "").rstrip())
            for volume, page in pairs:
                if said != (volume, page) and _differ(said[0] + said[1], volume + page) <= 2:
                    message = f"{match[0].rstrip(',')} is not where the notice stands: {volume} FR {page}."
                    yield CHECK.finding(message, subject.at(sentence.place(match.start())))


def _differ(left: str, right: str) -> int:
    """Return in how many digits two numbers of one length differ; many where the length does."""
    return sum(a != b for a, b in zip(left, right, strict=False)) if len(left) == len(right) else len(right)
