"""A job description held against what the base knows: a review for the agency, every point with its place.

Whether a description says a federally recorded duty is told by likeness of words. That is a hint to look,
with the likeness and the nearest line beside it; what is counted is confirmed by people (`duty_shares`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kb.contributing.covered_duties import LIKELY, POSSIBLE, CoveredDuties
from kb.findings import Finding
from kb.job_descriptions.clerical_wording import ClericalWord, clerical_words
from kb.job_descriptions.counted_descriptions import counted_descriptions
from kb.job_descriptions.description_reading import DescriptionLine, ReadDescription
from kb.job_descriptions.federal_duties import FederalDuty, covered_duties, federal_duties
from kb.job_descriptions.neighbouring_descriptions import OtherWording, neighbours_wording, services_wording
from kb.job_descriptions.other_work import other_work
from kb.job_descriptions.state_requirements import standards, state_laws
from kb.job_descriptions.technologies import Technology, technologies
from kb.model import Records
from kb.model.records import EvidenceItem, Law
from kb.model.soc_classes import subjects_of
from kb.standing import Standings


class Said(StrEnum):
    """Whether a description says a duty, as far as words tell."""

    LIKELY = "likely"
    POSSIBLE = "perhaps"
    NOTHING = "nothing alike"

    @classmethod
    def of(cls, likeness: float) -> Said:
        """Return what a likeness tells."""
        if likeness >= LIKELY:
            return cls.LIKELY
        return cls.POSSIBLE if likeness >= POSSIBLE else cls.NOTHING


@dataclass(frozen=True, slots=True)
class DutyVerdict:
    """A federally recorded duty, and the line of the description that is most alike."""

    duty: FederalDuty
    said: Said
    likeness: float
    line: DescriptionLine


@dataclass(frozen=True, slots=True)
class NamedTechnology:
    """A technology, and the first line that names it."""

    technology: Technology
    line: DescriptionLine | None


@dataclass(frozen=True, slots=True)
class ReviewedJob:
    """Whose description is reviewed, and of what work."""

    occupation: str
    agency: str = ""
    """Name, as it is to be printed."""
    state: str = ""
    """Name of the state; empty where nobody gave it."""
    place: str = ""
    """County or city."""
    agency_id: str = ""
    """Of the agent on record, where there is one."""


@dataclass(frozen=True, slots=True)
class DescriptionReview:
    """Everything that is told of one job description."""

    subject: ReviewedJob
    title: str
    """Of the occupation."""
    description: ReadDescription
    duties: tuple[DutyVerdict, ...]
    own: tuple[DescriptionLine, ...]
    """Lines that are like no recorded duty: the agency's own."""
    technologies: tuple[NamedTechnology, ...] | None
    """None where O*NET's tables of technology are not imported."""
    clerical: tuple[ClericalWord, ...]
    judged: bool
    """Whether any recorded duty has functions by which clerical words can be told."""
    laws: tuple[Law, ...]
    standards: tuple[EvidenceItem, ...]
    neighbours: tuple[OtherWording, ...]
    services: tuple[OtherWording, ...]
    findings: tuple[Finding, ...]
    """What is wrong with the document, or with what was said of it."""

    def with_said(self, said: Said) -> list[DutyVerdict]:
        """Return the duties of which this is told."""
        return [verdict for verdict in self.duties if verdict.said is said]

    def in_short(self) -> tuple[str, ...]:
        """Say what came of it, in sentences."""
        likely, possible, nothing = (len(self.with_said(said)) for said in Said)
        said = [
            f"Of {len(self.duties)} federally recorded duties, {likely} are likely in it.",
            f"Perhaps in it are {possible}; nothing in it is like {nothing}.",
            f"Words of office support where the duty is none: {len(self.clerical) or 'none'}.",
            f"Last revised: {self.description.revised or 'not stated'}.",
        ]
        if self.technologies is not None:
            named = sum(one.line is not None for one in self.technologies)
            said.insert(2, f"Of {len(self.technologies)} pieces of recorded technology it names {named}.")
        return tuple(said)


@dataclass(frozen=True, slots=True)
class ReviewedDescription:
    """What came of reviewing a document."""

    review: DescriptionReview | None
    """None where it cannot be read, or states no duties."""
    findings: tuple[Finding, ...]


def review_description(
    found: Records, standings: Standings, subject: ReviewedJob, read: ReadDescription
) -> DescriptionReview:
    """Hold a description that states duties against the base.

    Raises:
        MissingError: the base has no such code, or no duties of it.
    """
    (named,) = subjects_of(found.knowledge, [subject.occupation], whole=True)
    duties = federal_duties(found, subject.occupation, standings)
    known = covered_duties(found, duties, subject.occupation, standings)
    protective = frozenset(function.id for function in found.functions.values() if function.protective)
    verdicts = _verdicts(duties, known, read.duties)
    likely = _likely_by_line(duties, known, read.duties)
    neighbours, services = _others(found, standings, subject, duties, protective)
    other = other_work(found, standings, subject.occupation, read)
    return DescriptionReview(
        subject=subject,
        title=named.title,
        description=read,
        duties=verdicts,
        own=tuple(line for line in read.duties if known.of(line.text)[0].likeness < POSSIBLE),
        technologies=_technologies(found, subject.occupation, read.lines),
        clerical=_clerical(read, likely, protective),
        judged=any(duty.functions for duty in duties),
        laws=state_laws(found, standings, subject.occupation, subject.state),
        standards=standards(found, standings, subject.occupation),
        neighbours=neighbours,
        services=services,
        findings=(*read.findings, *other),
    )


def _verdicts(
    duties: Sequence[FederalDuty], known: CoveredDuties, lines: Sequence[DescriptionLine]
) -> tuple[DutyVerdict, ...]:
    best: dict[str, tuple[float, DescriptionLine]] = {}
    for line in lines:
        for coverage in known.of(line.text):
            if coverage.duty not in best or coverage.likeness > best[coverage.duty][0]:
                best[coverage.duty] = (coverage.likeness, line)
    return tuple(DutyVerdict(duty, Said.of(best[duty.id][0]), *best[duty.id]) for duty in duties)


def _likely_by_line(
    duties: Sequence[FederalDuty], known: CoveredDuties, lines: Sequence[DescriptionLine]
) -> list[tuple[DescriptionLine, list[FederalDuty]]]:
    by_id = {duty.id: duty for duty in duties}
    return [(line, [by_id[c.duty] for c in known.of(line.text) if c.is_likely]) for line in lines]


def _clerical(
    read: ReadDescription,
    likely: Sequence[tuple[DescriptionLine, list[FederalDuty]]],
    protective: frozenset[str],
) -> tuple[ClericalWord, ...]:
    """Return the words in the title, and in each line whose likeliest duty protects."""
    heading = next((line for line in read.lines if line.text == read.title), DescriptionLine(read.title, 0))
    found = clerical_words(heading, None)
    for line, duties in likely:
        if duties and not protective.isdisjoint(duties[0].functions):
            found += clerical_words(line, duties[0])
    return tuple(found)


def _technologies(
    found: Records, code: str, lines: Sequence[DescriptionLine]
) -> tuple[NamedTechnology, ...] | None:
    used = technologies(found, code)
    if used is None:
        return None
    return tuple(
        NamedTechnology(one, next((line for line in lines if one.is_named_in(line.text)), None))
        for one in used
    )


def _others(
    found: Records,
    standings: Standings,
    subject: ReviewedJob,
    duties: Sequence[FederalDuty],
    protective: frozenset[str],
) -> tuple[tuple[OtherWording, ...], tuple[OtherWording, ...]]:
    """Return how agencies of the state say the duties, and services of the place comparable ones."""
    if not subject.state:
        return (), ()
    counted = counted_descriptions(found, standings).counted
    near = [one for one in counted if one.state == subject.state]
    same = [
        one for one in near if one.job.occupation == subject.occupation and one.agency.id != subject.agency_id
    ]
    place = subject.place.casefold()
    services = [
        one
        for one in near
        if place and one.agency.place.casefold() == place and one.job.occupation != subject.occupation
    ]
    return (
        tuple(neighbours_wording(duties, same)),
        tuple(services_wording(duties, services, protective)),
    )
