"""The job descriptions of agencies in a base: which of them count, and why the others do not.

One counts where its agency permitted it, its record stands, and duties out of it were read and confirmed by
somebody. What waits for review, is unverified or was proposed by the program counts nowhere. Of several
descriptions of the same work by one agency the latest counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.common.names import natural
from kb.model import Records
from kb.model.records import Agent, Duty, JobDescription, Source
from kb.standing import Standing, Standings, Use

NO_STATE = "state not recorded"


@dataclass(frozen=True, slots=True)
class AgencyDescription:
    """A job description that counts."""

    source: Source
    job: JobDescription
    agency: Agent
    duties: tuple[Duty, ...]
    """Those read out of it that stand, in order of id."""

    @property
    def state(self) -> str:
        """Name of the agency's state."""
        return self.agency.state or NO_STATE


@dataclass(frozen=True, slots=True)
class LeftOutDescription:
    """A job description that does not count."""

    source: str
    """Id."""
    why: str
    """A clause that follows its name."""


@dataclass(frozen=True, slots=True)
class CountedDescriptions:
    """All job descriptions of a base, or those of one occupation."""

    counted: tuple[AgencyDescription, ...]
    left_out: tuple[LeftOutDescription, ...]


def counted_descriptions(found: Records, standings: Standings, occupation: str = "") -> CountedDescriptions:
    """Part the job descriptions on record, in order of id; of every occupation where none is named."""
    duties: dict[str, list[Duty]] = {}
    for duty in found.duties.values():
        duties.setdefault(duty.provenance.source, []).append(duty)
    counted, left_out = [], []
    for source in sorted(found.sources.values(), key=lambda source: natural(source.id)):
        if source.job is None or occupation not in ("", source.job.occupation):
            continue
        agency = found.agents.get(source.job.agency)
        own = duties.get(source.id, ())
        standing = tuple(duty for duty in own if _stands(duty.iri, standings) and _is_own(duty, source))
        why = _why_not(source, agency, own, standing, standings)
        if why or agency is None:
            left_out.append(LeftOutDescription(source.id, why))
        else:
            counted.append(AgencyDescription(source, source.job, agency, standing))
    latest, former = _latest(counted)
    return CountedDescriptions(
        latest, tuple(sorted((*left_out, *former), key=lambda one: natural(one.source)))
    )


def _is_own(duty: Duty, source: Source) -> bool:
    return source.job is not None and duty.occupation == source.job.occupation


def _why_not(
    source: Source,
    agency: Agent | None,
    duties: Iterable[Duty],
    standing: Iterable[Duty],
    standings: Standings,
) -> str:
    judgement = standings.of(source.iri)
    if not _stands(source.iri, standings):
        return judgement.said(Use.LIST).removeprefix(f"`source/{source.id}` ")
    if agency is None:
        return "names no agency that is on record"
    if source.job and not source.job.permission:
        return "has no permission of its agency on record"
    if not list(standing):
        return "has no confirmed duties" if list(duties) else "has no duties on record yet"
    return ""


def _stands(iri: str, standings: Standings) -> bool:
    """Say whether a record may be counted, apart from its being of one office alone."""
    return standings.of(iri).without(Standing.LOCAL).allows(Use.LIST)


def _latest(
    counted: list[AgencyDescription],
) -> tuple[tuple[AgencyDescription, ...], list[LeftOutDescription]]:
    latest: dict[tuple[str, str], AgencyDescription] = {}
    for one in counted:
        key = (one.agency.id, one.job.occupation)
        if key not in latest or one.job.revised >= latest[key].job.revised:
            latest[key] = one
    kept = {one.source.id for one in latest.values()}
    former = [
        LeftOutDescription(
            one.source.id, f"is older than `{latest[one.agency.id, one.job.occupation].source.id}`"
        )
        for one in counted
        if one.source.id not in kept
    ]
    return tuple(one for one in counted if one.source.id in kept), former
