"""What raters found in a duty, taken together: by majority, by all, or by one of them.

Only sheets count whose rater passed the dummy duties, or on which a decision is recorded. Those that are
withdrawn, or whose study is, do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.common.names import did_you_mean
from kb.errors import UsageError
from kb.model import Records
from kb.model.rating_records import RatedDuty, Rating, RatingSheet
from kb.standing.standings import Standings, Use

MAJORITY, UNANIMOUS = "majority", "unanimous"
"""How the ratings of several raters become one."""


@dataclass(frozen=True, slots=True)
class Votes:
    """What the raters who count found in one duty."""

    duty: RatedDuty
    ratings: tuple[Rating, ...]
    """One a rater, in the order of the raters."""

    @property
    def raters(self) -> tuple[str, ...]:
        """Ids of the agents."""
        return tuple(rating.rater for rating in self.ratings)

    @property
    def tally(self) -> dict[str, int]:
        """How many raters found each function that any found."""
        found: dict[str, int] = {}
        for rating in self.ratings:
            for function in rating.functions:
                found[function] = found.get(function, 0) + 1
        return dict(sorted(found.items()))

    @property
    def splits(self) -> dict[str, int]:
        """The tally of the functions on which they were split."""
        return {function: yes for function, yes in self.tally.items() if yes < len(self.ratings)}

    def by(self, party: str) -> tuple[str, ...] | None:
        """Return the functions by MAJORITY, UNANIMOUS or a rater's id; None where that rater did not rate."""
        if party in (MAJORITY, UNANIMOUS):
            least = len(self.ratings) // 2 + 1 if party == MAJORITY else len(self.ratings)
            return tuple(function for function, yes in self.tally.items() if yes >= least)
        return next((rating.functions for rating in self.ratings if rating.rater == party), None)


def rater_called(party: str, known: Iterable[Votes]) -> str:
    """Return MAJORITY, UNANIMOUS or the id of the rater that a party names, by id or pseudonym.

    Raises:
        UsageError: nobody of this name rated.
    """
    raters = sorted({rater for vote in known for rater in vote.raters})
    names = {MAJORITY: MAJORITY, UNANIMOUS: UNANIMOUS}
    names |= {rater.partition(".")[2]: rater for rater in raters} | {rater: rater for rater in raters}
    if party in names and raters:
        return names[party]
    if not raters:
        raise UsageError(
            "No ratings by others are on record.", "soc-evidence rate sheet writes sheets for raters."
        )
    fix = did_you_mean(party, names, f"There are {', '.join(names)}.")
    raise UsageError(f"Nobody called `{party}` rated these duties.", fix)


def counted_sheets(found: Records, standings: Standings) -> dict[str, RatingSheet]:
    """Return the sheets that count, by id."""
    studies = found.ratings.studies
    return {
        sheet.id: sheet
        for sheet in found.ratings.sheets.values()
        if sheet.counts
        and sheet.study in studies
        and standings.of(sheet.iri).allows(Use.LIST)
        and standings.of(studies[sheet.study].iri).allows(Use.LIST)
    }


def votes(found: Records, standings: Standings) -> dict[str, Votes]:
    """Return the votes on all that was rated, by `RatedDuty.work`; studies of the same duty are pooled."""
    by_work: dict[str, list[Rating]] = {}
    for rating, duty in _counted(found, standings):
        by_work.setdefault(duty.work, []).append(rating)
    return {work: _votes(some, found.ratings.duties) for work, some in sorted(by_work.items())}


def votes_of_study(found: Records, standings: Standings, study: str) -> list[Votes]:
    """Return the votes on the duties of one study, in the order of their ids."""
    by_duty: dict[str, list[Rating]] = {}
    for rating, duty in _counted(found, standings):
        if duty.study == study:
            by_duty.setdefault(duty.id, []).append(rating)
    return [_votes(some, found.ratings.duties) for _, some in sorted(by_duty.items())]


def _counted(found: Records, standings: Standings) -> Iterator[tuple[Rating, RatedDuty]]:
    sheets, duties = counted_sheets(found, standings), found.ratings.duties
    for rating in found.ratings.ratings.values():
        if rating.sheet in sheets and rating.rates in duties:
            yield rating, duties[rating.rates]


def _votes(ratings: Iterable[Rating], duties: Mapping[str, RatedDuty]) -> Votes:
    """Gather the ratings of one duty; of a rater who rated it in two studies the later in order counts."""
    last = {rating.rater: rating for rating in sorted(ratings, key=lambda rating: rating.id)}
    kept = tuple(last[rater] for rater in sorted(last))
    return Votes(duties[kept[0].rates], kept)
