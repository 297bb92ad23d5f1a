"""How many protective functions the duties of an occupation perform, under every rule that one might choose.

A count of functions depends on which duties are counted, how many of them a function needs, and how long
the list of duties is. No rule is the right one; a result that holds under all of them does not hang on one.

Lists of different length are compared by rarefaction: the expected number of functions among k duties drawn
at random without replacement, `Σ 1 − C(n − m, k) / C(n, k)` over functions with m of n duties (Hurlbert, "The
Nonconcept of Species Diversity", Ecology 52, 1971). It is computed exactly, so that nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import comb

from kb.analysis.assigned_duties import Assignment, assigned_by
from kb.analysis.compared_duties import duties_of
from kb.analysis.required_by import Threshold, read_threshold, sort_duties
from kb.analysis.task_ratings import TaskRating, task_ratings, weights_of
from kb.common.output import Results, results
from kb.model import Records
from kb.model.records import Duty
from kb.model.soc_classes import subjects_of
from kb.standing import Standings

DRAWN = 12
"""Duties drawn for the comparison of lists of different length."""
_SHARE = Fraction(1, 10)
"""Least share of the duties, or of their weight, that a function has to have in two of the rules."""
_PLACES = 1

Count = int | float | None
"""A number of functions, or an expected one; None where the rule cannot be applied."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to count."""

    id: str
    label: str
    counts: tuple[Count, ...]
    """In the order of the occupations."""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The counts of occupations under every rule."""

    codes: tuple[str, ...]
    functions: int
    """How many protective functions there are."""
    rules: Results[Rule]
    lacking: Results[str]
    """Rules that could not be applied, each with the reason, as a sentence."""
    assigned: Assignment | None = None
    """Who assigned the functions, where the duties were gathered here."""

    def of(self, code: str) -> tuple[Count, ...]:
        """Return the counts of one occupation, rule by rule."""
        place = self.codes.index(code)
        return tuple(rule.counts[place] for rule in self.rules)

    def span(self, code: str) -> tuple[float, float] | None:
        """Return the least and the most that any rule gives an occupation; None where none gives any."""
        known = [count for count in self.of(code) if count is not None]
        return (min(known), max(known)) if known else None


Weights = Mapping[str, Fraction]
"""Weight of a duty by its id: importance times relevance as the survey of tasks has them."""


def sensitivity_of(
    found: Records, codes: Sequence[str], standings: Standings, required_by: str = "", party: str = ""
) -> Sensitivity:
    """Count under every rule the duties on record that count; a group stands for its occupations with duties.

    Raises:
        MissingError: the base has no such code.
        UsageError: `required_by` is no threshold, or nobody of the name of the party rated.
    """
    threshold = read_threshold(required_by) if required_by else None
    members = [c for s in subjects_of(found.knowledge, codes, whole=True) for c in s.members]
    occupations = list(dict.fromkeys(members))
    recorded = duties_of(found, occupations, standings).counted
    assigned = assigned_by(found, party, recorded, occupations, standings)
    counted = assigned.duties
    having = {duty.occupation for duty in counted}
    shown = [code for code in occupations if code in having or code in codes]
    ratings = task_ratings(found.knowledge, [duty.task for duty in counted])
    return replace(sensitivity(found, shown, counted, ratings, threshold), assigned=assigned.by)


def sensitivity(
    found: Records,
    codes: Sequence[str],
    duties: Iterable[Duty],
    ratings: Mapping[str, TaskRating] | None = None,
    required_by: Threshold | None = None,
) -> Sensitivity:
    """Count the protective functions of occupations under every rule.

    Args:
        found: the records, for functions and the source of the definitions.
        codes: detailed occupations.
        duties: those that count, of these occupations.
        ratings: of their tasks; without any the weighted rule is not applied.
        required_by: a threshold on the ratings, which makes a rule of its own.
    """
    protective = frozenset(function.id for function in found.functions.values() if function.protective)
    by_code: dict[str, list[Duty]] = {code: [] for code in codes}
    for duty in duties:
        by_code.setdefault(duty.occupation, []).append(duty)
    tally = _Tally(protective)
    rated = ratings or {}
    weights = weights_of((duty for some in by_code.values() for duty in some), rated)
    definitions = found.definitions_source
    sources = sorted({duty.provenance.source for some in by_code.values() for duty in some})
    ways: list[tuple[str, str, Callable[[list[Duty]], Count]]] = [
        ("required-and-may", "All duties, required and “may”", tally.performed),
        ("required", "Required duties only", lambda some: tally.performed(_required(some))),
        (
            "definition",
            "The definition only, all clauses",
            lambda some: tally.performed(_from(some, definitions)),
        ),
        (
            "definition-required",
            "The definition only, required clauses",
            lambda some: tally.performed(_required(_from(some, definitions))),
        ),
        ("tasks", "Tasks only", lambda some: tally.performed([d for d in some if d.task])),
        (
            "core-tasks",
            "Core tasks only",
            lambda some: tally.performed(_required([d for d in some if d.task])),
        ),
        ("two-duties", "A function needs two duties", lambda some: tally.performed(some, least=2)),
        ("tenth", "A function needs a tenth of the duties", tally.by_share),
        (
            "rarefied",
            f"Expected among {DRAWN} duties drawn at random",
            lambda some: tally.rarefied(some, DRAWN),
        ),
        *(
            (f"without-{name}", f"Without {_called(name, found)}", _dropping(name, tally))
            for name in (sources if len(sources) > 1 else [])
        ),
    ]
    if weights:
        label = f"A tenth of the importance times relevance{_by_whom(rated.values(), found)}"
        ways.append(("weighted", label, lambda some: tally.weighted(some, weights)))
    if required_by:
        by = required_by
        label = f"Required by {by.said}, or by type without a rating"
        ways.append(
            (
                "required-by",
                label,
                lambda some: tally.performed(_required(sort_duties(some, rated, by).duties)),
            )
        )
    rules = [Rule(name, label, tuple(count(by_code[code]) for code in codes)) for name, label, count in ways]
    lacking = [] if weights else ["No ratings of tasks are imported, so that none could be weighted."]
    lacking += [f"No duties of {code} are recorded." for code in codes if not by_code[code]]
    return Sensitivity(tuple(codes), len(protective), results(rules), results(lacking))


def _called(source: str, found: Records) -> str:
    """Return what a source is called for short; its id where it is not on record."""
    return found.sources[source].short_title if source in found.sources else source


def _by_whom(ratings: Iterable[TaskRating], found: Records) -> str:
    """Return the works that rated tasks are from, in brackets."""
    named = sorted({_called(rating.source, found) for rating in ratings if rating.source})
    return f" ({', '.join(named)})" if named else ""


def _required(duties: Iterable[Duty]) -> list[Duty]:
    return [duty for duty in duties if duty.kind == "required"]


def _from(duties: Iterable[Duty], source: str) -> list[Duty]:
    return [duty for duty in duties if duty.provenance.source == source]


def _dropping(source: str, tally: _Tally) -> Callable[[list[Duty]], Count]:
    return lambda some: tally.performed([duty for duty in some if duty.provenance.source != source])


class _Tally:
    """Counts protective functions among duties; a list without a duty gives no count, not zero."""

    def __init__(self, protective: frozenset[str]) -> None:
        self.protective = protective

    def times(self, duties: Iterable[Duty]) -> dict[str, int]:
        """Return how many of the duties perform each function that any performs."""
        found: dict[str, int] = {}
        for duty in duties:
            for function in self.protective.intersection(duty.functions):
                found[function] = found.get(function, 0) + 1
        return found

    def performed(self, duties: Sequence[Duty], least: int = 1) -> Count:
        return sum(times >= least for times in self.times(duties).values()) if duties else None

    def by_share(self, duties: Sequence[Duty]) -> Count:
        return sum(times >= _SHARE * len(duties) for times in self.times(duties).values()) if duties else None

    def rarefied(self, duties: Sequence[Duty], drawn: int) -> Count:
        all_ways = comb(len(duties), drawn)
        if not all_ways:
            return None
        missed = (
            Fraction(comb(len(duties) - times, drawn), all_ways) for times in self.times(duties).values()
        )
        return round(float(sum(1 - part for part in missed)), _PLACES)

    def weighted(self, duties: Sequence[Duty], weights: Weights) -> Count:
        rated = [duty for duty in duties if duty.id in weights]
        total = sum(weights[duty.id] for duty in rated)
        if not total:
            return None
        shares: dict[str, Fraction] = {}
        for duty in rated:
            for function in self.protective.intersection(duty.functions):
                shares[function] = shares.get(function, Fraction(0)) + weights[duty.id]
        return sum(share >= _SHARE * total for share in shares.values())
