"""Whether a description reads like the work of another occupation than of the one that was named."""

from __future__ import annotations

from kb.contributing.covered_duties import CoveredDuties
from kb.findings import Check, Finding, Location, Severity
from kb.job_descriptions.description_reading import ReadDescription
from kb.job_descriptions.federal_duties import covered_duties, federal_duties
from kb.model import Records
from kb.standing import Standings
from kb.standing.listing import listed

OTHER_WORK = Check(
    "description-of-other-work",
    Severity.WARNING,
    "A job description reads more like the work of another occupation than of the one that was named.",
    "Name the occupation that it is of: --occupation CODE.",
)
_MORE, _TIMES = 3, 2
"""Another occupation is named from so many duties more, and so many times as many, that are likely said."""


def other_work(found: Records, standings: Standings, code: str, read: ReadDescription) -> list[Finding]:
    """Tell where duties of another occupation on record are said far more often."""
    here = _likely(found, standings, code, read)
    recorded = {duty.occupation for duty in listed(found.duties.values(), standings).counted} - {code}
    counts = {other: _likely(found, standings, other, read) for other in sorted(recorded)}
    most = max(counts, key=lambda other: counts[other], default="")
    if not most or counts[most] < max(here * _TIMES, here + _MORE):
        return []
    title = found.titles.get(most, "")
    message = (
        f"The description says {here} recorded dut{'y' if here == 1 else 'ies'} of {code}, as far as words "
        f"tell, and {counts[most]} of {most} {title}".rstrip()
    )
    fix = f"If it is of {most}: --occupation {most}."
    return [OTHER_WORK.finding(f"{message}.", Location(read.document), fix)]


def _likely(found: Records, standings: Standings, code: str, read: ReadDescription) -> int:
    """Return how many recorded duties of an occupation a description likely says."""
    known: CoveredDuties = covered_duties(found, federal_duties(found, code, standings), code, standings)
    said = (coverage for line in read.duties for coverage in known.of(line.text) if coverage.is_likely)
    return len({coverage.duty for coverage in said})
