"""Duties with their functions as one party assigned them: the editors, a majority of raters, one rater.

What a party did not rate is named and not counted: it is not that it performs nothing. A duty that only the
raters know, a task or definition out of an imported table, counts with theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.model import Records
from kb.model.rating_records import Rating
from kb.model.records import Duty, Provenance
from kb.standing import Standings
from kb.standing.rater_votes import MAJORITY, UNANIMOUS, Votes, rater_called, votes

RECORDED = "recorded"
"""Stands for the functions as the records of the duties have them."""


@dataclass(frozen=True, slots=True)
class Split:
    """A function of a duty on which raters were split."""

    duty: str
    function: str
    yes: int
    """How many found it."""
    raters: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who assigned functions to duties, and how far they agreed."""

    party: str
    """RECORDED, MAJORITY, UNANIMOUS or the id of an agent."""
    said: str
    """Who assigned them, as a sentence; empty where no duty has a function."""
    unrated: tuple[str, ...] = ()
    """Ids of recorded duties that the party did not rate, and that are not counted."""
    splits: tuple[Split, ...] = ()

    def split_said(self, duty: str) -> str:
        """Say on which functions of a duty raters were split, such as `investigate 2 of 3`."""
        return ", ".join(f"{s.function} {s.yes} of {s.raters}" for s in self.splits if s.duty == duty)


@dataclass(frozen=True, slots=True)
class Assigned:
    """Duties with the functions that one party assigned."""

    duties: tuple[Duty, ...]
    by: Assignment
    ratings: tuple[Rating, ...] = ()
    """The ratings that were counted, one a duty and rater."""


def unrated_said(by: Assignment) -> str:
    """Say how many recorded duties a party did not rate, as a sentence behind another; nothing for none."""
    count = len(by.unrated)
    return (
        f" Not rated, and not counted: {count} recorded {'duty' if count == 1 else 'duties'}."
        if count
        else ""
    )


def assigned_by(
    found: Records, party: str, duties: Iterable[Duty], codes: Sequence[str], standings: Standings
) -> Assigned:
    """Return duties with the functions of one party.

    Args:
        found: the records.
        party: RECORDED or empty, MAJORITY, UNANIMOUS, or an agent: a rater by id or pseudonym, or one who
            assigned functions to recorded duties.
        duties: those that count, of the occupations.
        codes: the occupations, for what only the raters know of them.
        standings: whether studies and sheets may be counted.

    Raises:
        UsageError: there is no such party.
    """
    recorded = tuple(duties)
    rated = found.derived(("votes", id(standings)), lambda: votes(found, standings))
    if party in ("", RECORDED):
        return Assigned(recorded, Assignment(RECORDED, assessors_said(found, recorded, rated)))
    own = tuple(duty for duty in recorded if party in duty.assessed_by)
    if own:
        rest = tuple(duty.id for duty in recorded if party not in duty.assessed_by)
        return Assigned(own, Assignment(party, f"{_name(found, party)} assigned the functions.", rest))
    return _by_raters(found, rater_called(party, rated.values()), recorded, codes, rated)


def _by_raters(
    found: Records, party: str, recorded: Sequence[Duty], codes: Sequence[str], rated: Mapping[str, Votes]
) -> Assigned:
    counted: list[Duty] = []
    unrated: list[str] = []
    used: dict[str, Votes] = {}
    for duty in recorded:
        vote = rated.get(duty.id) or rated.get(f"task {duty.task}")
        functions = vote.by(party) if vote else None
        if vote is None or functions is None:
            unrated.append(duty.id)
        else:
            used[duty.id] = vote
            counted.append(replace(duty, functions=functions, assessed_by=vote.raters))
    known = {vote.duty.id for vote in used.values()}
    for vote in rated.values():
        functions = vote.by(party)
        # A recorded duty that does not count here is not let in again as a rated one.
        if vote.duty.duty or vote.duty.id in known or vote.duty.occupation not in codes or functions is None:
            continue
        used[vote.duty.id] = vote
        counted.append(_duty(vote, functions))
    splits = [
        Split(identifier, function, yes, len(vote.ratings))
        for identifier, vote in used.items()
        for function, yes in vote.splits.items()
    ]
    said = _raters_said(found, party, used.values())
    by = Assignment(party, said, tuple(unrated), tuple(splits))
    return Assigned(tuple(counted), by, tuple(r for vote in used.values() for r in vote.ratings))


def _duty(vote: Votes, functions: tuple[str, ...]) -> Duty:
    """Return what only raters know of as a duty, in the words that they read."""
    rated = vote.duty
    return Duty(
        id=rated.id,
        occupation=rated.occupation,
        kind=rated.kind,
        statement=rated.statement,
        functions=functions,
        provenance=Provenance(rated.source, verification="verified" if rated.source else "unverified"),
        task=rated.task,
        assessed_by=vote.raters,
    )


def assessors_said(found: Records, duties: Iterable[Duty], rated: Mapping[str, Votes]) -> str:
    """Say in a sentence who assigned the functions of recorded duties."""
    agents = sorted({agent for duty in duties if duty.functions for agent in duty.assessed_by})
    editors = [agent for agent in agents if agent in found.agents and found.agents[agent].kind == "editors"]
    others = [_name(found, agent) for agent in agents if agent not in editors]
    if not agents:
        return ""
    if others:
        who = [*(["one set of editors"] if editors else []), *others]
        said = f"The functions of each duty were assigned by {' and '.join(who)}"
    else:
        said = "The functions of each duty were assigned by one set of editors"
    raters = sorted({rater for vote in rated.values() for rater in vote.raters})
    if raters:
        return f"{said}; ratings by {len(raters)} others are on record and not counted here."
    return f"{said}; no independent rating is recorded."


def _name(found: Records, agent: str) -> str:
    return found.agents[agent].name if agent in found.agents else agent


def _raters_said(found: Records, party: str, used: Iterable[Votes]) -> str:
    counted = list(used)
    raters = sorted({rater for vote in counted for rater in vote.raters})
    if party not in (MAJORITY, UNANIMOUS):
        return f"The functions are those that one rater, {_name(found, party)}, found."
    split = sum(bool(vote.splits) for vote in counted)
    how = "more than half" if party == MAJORITY else "all"
    return (
        f"The functions are those that {how} of {len(raters)} raters found; "
        f"they were split on {split} of {len(counted)} duties."
    )
