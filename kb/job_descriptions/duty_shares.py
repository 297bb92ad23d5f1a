"""How many agencies' job descriptions require each federally recorded duty: shares with Wilson's interval.

What is counted are duties that people read out of the descriptions and confirmed, never what likeness of
words suggests. The descriptions are those that agencies gave, no random sample of agencies: the interval
tells how few they are, not whom they stand for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kb.errors import MissingError
from kb.job_descriptions.agency_sizes import size_names, size_of
from kb.job_descriptions.counted_descriptions import (
    NO_STATE,
    AgencyDescription,
    CountedDescriptions,
    LeftOutDescription,
    counted_descriptions,
)
from kb.job_descriptions.federal_duties import FederalDuty, federal_duties
from kb.model import Records
from kb.model.soc_classes import subjects_of
from kb.model.survey_estimates import SMALL, Estimate, share
from kb.standing import Standings


class By(StrEnum):
    """What agencies are parted by."""

    STATE = "state"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class DutyShare:
    """One duty and the agencies that state it."""

    duty: FederalDuty
    requires: tuple[str, ...]
    """Ids of the agencies whose description says it of every worker."""
    may: tuple[str, ...]
    """Of those that say it of some workers only."""
    estimate: Estimate
    """Percent of all agencies of the group that require it."""


@dataclass(frozen=True, slots=True)
class AgencyGroup:
    """All agencies, or those of one state or size."""

    name: str
    """Empty for all of them."""
    descriptions: tuple[AgencyDescription, ...]
    shares: tuple[DutyShare, ...]


@dataclass(frozen=True, slots=True)
class DutyShares:
    """What the job descriptions of an occupation require, together."""

    occupation: str
    groups: tuple[AgencyGroup, ...]
    """All agencies first; then each state, or each size, that has some."""
    states: int
    dates: tuple[str, str]
    """Years of the oldest and the newest description; empty where none says."""
    undated: int
    """Descriptions that do not say when they were revised."""
    gathered: tuple[str, ...]
    """How the descriptions were come by, in their records' words."""
    left_out: tuple[LeftOutDescription, ...]

    @property
    def agencies(self) -> int:
        """How many agencies are counted."""
        return len(self.groups[0].descriptions)

    @property
    def how(self) -> str:
        """Say in sentences what the shares are shares of."""
        number, (first, last) = self.agencies, self.dates
        agencies = f"{number} agenc{'ies' if number != 1 else 'y'}"
        where = f" in {self.states} state{'s' if self.states != 1 else ''}" if self.states else ""
        dated = f", dated {first}" + (f" to {last}" if last != first else "") if first else ""
        undated = f", {self.undated} not dated" if self.undated else ""
        few = f" Of fewer than {SMALL} agencies read the interval, not the share." if number < SMALL else ""
        return (
            f"{agencies}{where}{dated}{undated}. A convenience sample: agencies that gave a job description "
            "and leave to count it, not drawn at random. How they were gathered: "
            f"{'; '.join(self.gathered) or 'not recorded'}. A description that does not say a duty counts as "
            "one that does not require it. Intervals are Wilson's, at 95 %, and say nothing of agencies that "
            f"gave none.{few}"
        )


def duty_shares(found: Records, code: str, standings: Standings, by: By | None = None) -> DutyShares:
    """Count the agencies that require each federally recorded duty of an occupation.

    Raises:
        MissingError: the base has no such code, no duties of it, or no description of it that counts.
    """
    subjects_of(found.knowledge, [code], whole=True)
    duties = federal_duties(found, code, standings)
    held = counted_descriptions(found, standings, code)
    if not held.counted:
        raise _none_counted(code, held)
    groups = [AgencyGroup("", held.counted, _shares(duties, held.counted))]
    for name, some in _parted(held.counted, by):
        groups.append(AgencyGroup(name, some, _shares(duties, some)))
    years = sorted(one.job.revised[:4] for one in held.counted if one.job.revised)
    return DutyShares(
        occupation=code,
        groups=tuple(groups),
        states=len({one.state for one in held.counted} - {NO_STATE}),
        dates=(years[0], years[-1]) if years else ("", ""),
        undated=sum(not one.job.revised for one in held.counted),
        gathered=tuple(sorted({one.job.gathered for one in held.counted if one.job.gathered})),
        left_out=held.left_out,
    )


def _none_counted(code: str, held: CountedDescriptions) -> MissingError:
    why = " ".join(f"`{one.source}` {one.why}." for one in held.left_out)
    return MissingError(
        f"No agency's job description of {code} is counted, so there is no share to give. {why}".rstrip(),
        f"Add one (soc-evidence add job.docx --duties {code}), record its agency's permission, "
        "and confirm its duties.",
    )


def _shares(
    duties: Sequence[FederalDuty], descriptions: Sequence[AgencyDescription]
) -> tuple[DutyShare, ...]:
    return tuple(_share(duty, descriptions) for duty in duties)


def _share(duty: FederalDuty, descriptions: Sequence[AgencyDescription]) -> DutyShare:
    requires, may = [], []
    for one in descriptions:
        kinds = {own.kind for own in one.duties if duty.is_said_by(own)}
        if "required" in kinds:
            requires.append(one.agency.id)
        elif kinds:
            may.append(one.agency.id)
    number = len(descriptions)
    percent = 100 * len(requires) / number
    return DutyShare(duty, tuple(requires), tuple(may), share(percent, number))


def _parted(
    descriptions: Sequence[AgencyDescription], by: By | None
) -> list[tuple[str, tuple[AgencyDescription, ...]]]:
    if by is None:
        return []
    of: Callable[[AgencyDescription], str] = (
        (lambda one: one.state) if by is By.STATE else (lambda one: size_of(one.agency.positions))
    )
    names = sorted({of(one) for one in descriptions}) if by is By.STATE else size_names()
    parted = [(name, tuple(one for one in descriptions if of(one) == name)) for name in names]
    return [(name, some) for name, some in parted if some]
