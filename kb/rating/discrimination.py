"""Whether a count of functions tells the occupations of a group from others, as the raters found them.

"At least k functions" is a test of membership: its sensitivity is the share of the group's occupations that
pass, its specificity the share of the others that do not. The occupation in question is neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.common.output import Results, results
from kb.model import Records
from kb.standing.rater_votes import Votes


@dataclass(frozen=True, slots=True)
class OccupationCount:
    """How many protective functions the rated duties of one occupation perform."""

    code: str
    title: str
    member: bool | None
    """Whether it is in the group; None for the occupation in question."""
    duties: int
    functions: int


@dataclass(frozen=True, slots=True)
class CutOff:
    """What "at least k functions" comes to."""

    least: int
    passing_members: int
    members: int
    failing_others: int
    others: int

    @property
    def sensitivity(self) -> float | None:
        """Share of the group that passes; None without a member."""
        return self.passing_members / self.members if self.members else None

    @property
    def specificity(self) -> float | None:
        """Share of the others that do not pass; None without any."""
        return self.failing_others / self.others if self.others else None


@dataclass(frozen=True, slots=True)
class Discrimination:
    """How well the count tells a group from others, for each k."""

    group: str
    party: str
    """How the ratings of several raters became one."""
    counts: Results[OccupationCount]
    cut_offs: Results[CutOff]


def group_of_functions(found: Records) -> str:
    """Return the major group whose definitions the protective functions are read from; the most frequent."""
    rows = found.knowledge.select(
        "SELECT ?function ?it { ?function soce:derivedFromDefinition ?it ; soce:protective true }"
    )
    majors = [found.classification.highest(row["it"].rpartition("/")[2]) for row in rows]
    return max(sorted(set(majors)), key=majors.count, default="")


def discrimination(
    found: Records, votes: Sequence[Votes], group: str, occupation: str, party: str
) -> Discrimination:
    """Count the functions of every rated occupation, and try each k.

    Args:
        found: the records, for functions and titles.
        votes: on all duties of a study.
        group: code of the group whose membership is tested.
        occupation: code of the occupation in question; empty where none is.
        party: MAJORITY, UNANIMOUS or the id of a rater.
    """
    protective = {function.id for function in found.functions.values() if function.protective}
    performed: dict[str, set[str]] = {}
    duties: dict[str, int] = {}
    for vote in votes:
        functions = vote.by(party)
        if functions is not None:
            performed.setdefault(vote.duty.occupation, set()).update(protective.intersection(functions))
            duties[vote.duty.occupation] = duties.get(vote.duty.occupation, 0) + 1
    counts = [
        OccupationCount(
            code,
            found.titles.get(code, ""),
            None if code == occupation else found.classification.covers(group, code),
            duties[code],
            len(functions),
        )
        for code, functions in sorted(performed.items())
    ]
    return Discrimination(group, party, results(counts), results(_cut_offs(counts, len(protective))))


def _cut_offs(counts: Sequence[OccupationCount], most: int) -> Iterable[CutOff]:
    members = [one.functions for one in counts if one.member]
    others = [one.functions for one in counts if one.member is False]
    for least in range(1, most + 1):
        yield CutOff(
            least,
            sum(n >= least for n in members),
            len(members),
            sum(n < least for n in others),
            len(others),
        )
