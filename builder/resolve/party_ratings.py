"""Whose functions duties have in a table or a count: the records', a majority of raters', or a rater's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.resolve import find
from builder.resolve.context import Context, UnresolvedError
from kb.analysis.assigned_duties import RECORDED, Assignment, assigned_by, unrated_said
from kb.errors import UsageError
from kb.findings import Check, Severity
from kb.model.records import Duty

RATINGS = "ratings"
"""Name of the option."""
TOLD = (
    "Whose functions the duties have: `majority` or `unanimous` of the raters on record, or the pseudonym of "
    "one; as recorded otherwise. Who assigned them is printed."
)
"""What the option does, for the reference page."""
UNKNOWN_PARTY = Check(
    "unknown-party",
    Severity.ERROR,
    "Nobody of this name rated duties, or nobody did.",
    "Write majority, unanimous or the pseudonym of a rater, or leave `ratings:` out.",
)


@dataclass(frozen=True, slots=True)
class PartyDuties:
    """Duties with the functions of one party."""

    by_code: dict[str, list[Duty]]
    """By code of the occupation, in their order."""
    by: Assignment

    @property
    def note(self) -> str:
        """The sentence that says who assigned the functions, and what was not rated."""
        return f"{self.by.said}{unrated_said(self.by)} " if self.by.said else ""

    def split(self, code: str, function: str) -> int:
        """Return on how many duties of an occupation raters were split over a function."""
        duties = {duty.id for duty in self.by_code.get(code, ())}
        return sum(split.function == function and split.duty in duties for split in self.by.splits)


def party_duties(
    codes: Sequence[str], party: str, context: Context, sources: Iterable[str] = ()
) -> PartyDuties:
    """Return the duties of occupations that a draft may count, with the functions of one party.

    Args:
        codes: the occupations.
        party: `majority`, `unanimous` or a rater; the records' own functions where it is empty.
        context: the draft.
        sources: ids of sources to which the duties are limited; all where there are none.

    Raises:
        UnresolvedError: there is no such party.
    """
    wanted = frozenset(sources)
    recorded = [duty for code in codes for duty in find.duties_of(code, context, wanted)]
    try:
        found = assigned_by(context.lookup, party, recorded, codes, context.standings)
    except UsageError as wrong:
        raise UnresolvedError(UNKNOWN_PARTY, wrong.message, wrong.remedy) from None
    by_code: dict[str, list[Duty]] = {code: [] for code in codes}
    for duty in found.duties:
        if not wanted or duty.provenance.source in wanted:
            by_code[duty.occupation].append(duty)
    context.used.statements |= dict.fromkeys(rating.iri for rating in found.ratings)
    return PartyDuties(by_code, found.by)


def party_of(options: Mapping[str, str]) -> str:
    """Return the party that the options of a directive name."""
    return options.get(RATINGS, "").strip().removeprefix(RECORDED)
