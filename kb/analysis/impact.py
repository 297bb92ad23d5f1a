"""What moving an occupation to another group changes, at every level and in every series.

Jobs after a move are sums and differences of published counts. A mean wage after it is the mean of the jobs
that the group then has: `(E·W ∓ e·w) / (E ∓ e)` of group (E, W) and occupation (e, w). The publisher's
relative standard errors are of the figures that go in; for what comes out none is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kb.analysis.placements import Placement, placements
from kb.common.output import Results, results
from kb.errors import UsageError
from kb.model import Records
from kb.model.evidence import choose_figures
from kb.model.records import Figure, Move, Occupation
from kb.model.soc_classes import ancestors_of, subjects_of
from kb.standing import Standings
from kb.standing.listing import listed

JOBS, WAGE = "employment", "annual-mean-wage"
"""Measures that are followed through the move."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A published figure with what is needed to cite it."""

    figure: str
    """Id of the figure."""
    value: Decimal
    relative_error: str
    """Relative standard error in percent, as published; empty where none is."""
    source: str


@dataclass(frozen=True, slots=True)
class GroupImpact:
    """One group before and after; None is what the base does not know."""

    code: str
    title: str
    level: str
    """`broad occupation`, `minor group` or `major group`."""
    joins: bool
    """Whether the occupation comes into the group; otherwise it leaves it."""
    jobs: Amount | None
    jobs_after: Decimal | None
    wage: Amount | None
    wage_after: Decimal | None
    """Mean annual wage of the jobs that it then has, in US dollars, rounded to the dollar."""
    members: tuple[str, ...]
    """Detailed occupations of the group in the base."""
    whole: bool
    """Whether the base has all of them: whether their jobs add up to the group's."""

    @property
    def change(self) -> Decimal | None:
        """Change of jobs in percent of those before, to a hundredth."""
        if self.jobs is None or self.jobs_after is None or not self.jobs.value:
            return None
        return ((self.jobs_after - self.jobs.value) * 100 / self.jobs.value).quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class Bridge:
    """The jobs of a group in one period, as published and as they would be after the move."""

    group: str
    period: str
    published: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class Impact:
    """The consequences of one move."""

    occupation: Occupation
    target: Occupation
    period: str
    """Of the figures; empty where there are none."""
    jobs: Amount | None
    wage: Amount | None
    groups: Results[GroupImpact]
    """Groups left, from the broad occupation up, then groups joined."""
    supervisors: Results[Occupation]
    """First-line supervisors of the major groups left and joined."""
    crosswalk: Results[Move]
    """What the correspondence with the predecessor has for the occupation."""
    outside: Results[tuple[str, str]]
    """Name and code of other classifications' classes that are this very occupation."""
    series: Results[Bridge]
    """A bridge table: the periods in which both the group and the occupation were counted."""
    placements: Results[Placement]
    unknown: Results[str]
    """What the base does not know, each as a sentence."""


def impact(found: Records, code: str, to: str, standings: Standings) -> Impact:
    """Follow an occupation into a group.

    Raises:
        MissingError: the base has no such code.
        UsageError: the first code is no detailed occupation, or is in the group already.
    """
    soc = found.classification
    subjects_of(found.knowledge, (code, to), whole=True)
    if not soc.is_detailed(code) or soc.is_detailed(to):
        raise UsageError(f"`{code}` cannot move to `{to}`.", "Give a detailed occupation and a group.")
    left, joined = ancestors_of(found.knowledge, code), [to, *ancestors_of(found.knowledge, to)]
    if to in left:
        raise UsageError(f"`{code}` is in {to} already.", "Give another group.")
    common = set(left) & set(joined)
    groups = [(group, False) for group in left if group not in common]
    groups += [(group, True) for group in joined if group not in common]
    reader = _Reader(found, standings)
    period = reader.latest(code)
    touched = [reader.group(group, code, period, joins=joins) for group, joins in groups]
    occupations = {name: found.occupation(name) for name in (code, to)}
    moving, target = (occupations[name] or Occupation(name, "") for name in (code, to))
    return Impact(
        moving,
        target,
        period,
        reader.amount(code, JOBS, period),
        reader.amount(code, WAGE, period),
        results(touched),
        results(_supervisors(found, [soc.highest(code), soc.highest(to)])),
        results(move for move in found.moves if move.new_code == code),
        results(other_classifications(found, code)),
        results(reader.series(groups, code)),
        results(placements()),
        results(_unknown(touched, period, code)),
    )


class _Reader:
    """Reads the national figures of classes, those that count."""

    def __init__(self, found: Records, standings: Standings) -> None:
        self.found, self.standings = found, standings

    def figures(self, code: str) -> Sequence[Figure]:
        figures = listed(self.found.figures_of(code).values(), self.standings).counted
        return [figure for figure in figures if not figure.bound]

    def latest(self, code: str) -> str:
        """Return the latest period in which the occupation's jobs were counted."""
        chosen = choose_figures(self.figures(code), JOBS, "latest", self.found.classification).found
        return chosen[0].period if chosen else ""

    def amount(self, code: str, measure: str, period: str) -> Amount | None:
        """Return the figure of a class; None where there is none, or several that differ."""
        chosen = choose_figures(self.figures(code), measure, period, self.found.classification).found
        values = {figure.value for figure in chosen}
        if not period or len(values) != 1:
            return None
        one = chosen[0]
        return Amount(one.id, one.value, one.relative_error, one.provenance.source)

    def group(self, group: str, code: str, period: str, *, joins: bool) -> GroupImpact:
        """Return a group before and after the occupation leaves or joins it."""
        soc = self.found.classification
        (subject, *_) = subjects_of(self.found.knowledge, (group,), whole=True)
        jobs, wage = self.amount(group, JOBS, period), self.amount(group, WAGE, period)
        own_jobs, own_wage = self.amount(code, JOBS, period), self.amount(code, WAGE, period)
        sign = 1 if joins else -1
        after = jobs.value + sign * own_jobs.value if jobs and own_jobs else None
        mean = None
        if jobs and own_jobs and wage and own_wage and after:
            total = jobs.value * wage.value + sign * own_jobs.value * own_wage.value
            mean = (total / after).quantize(Decimal(1))
        members = tuple(member for member in subject.members if soc.is_detailed(member))
        return GroupImpact(
            group,
            subject.title,
            soc.level(group),
            joins,
            jobs,
            after,
            wage,
            mean,
            members,
            self._adds_up(members, jobs, period),
        )

    def _adds_up(self, members: Sequence[str], jobs: Amount | None, period: str) -> bool:
        """Say whether the jobs of the members are those of their group; each count is rounded to ten."""
        counts = [self.amount(member, JOBS, period) for member in members]
        if jobs is None or not members or None in counts:
            return False
        total = sum(count.value for count in counts if count)
        return abs(total - jobs.value) <= 5 * (len(members) + 1)

    def series(self, groups: Iterable[tuple[str, bool]], code: str) -> Iterable[Bridge]:
        """Yield the jobs of each group in each period, as published and as they would be."""
        own = {f.period: f.value for f in self._counts(code)}
        for group, joins in groups:
            for figure in sorted(self._counts(group), key=lambda f: f.period):
                if figure.period in own:
                    moved = own[figure.period] if joins else -own[figure.period]
                    yield Bridge(group, figure.period, figure.value, figure.value + moved)

    def _counts(self, code: str) -> tuple[Figure, ...]:
        return choose_figures(self.figures(code), JOBS, "all", self.found.classification).found


def _supervisors(found: Records, majors: Iterable[str]) -> Iterable[Occupation]:
    """Yield the detailed occupations of each major group's supervisors, as the classification files them."""
    ending = found.classification.supervisors
    for major in dict.fromkeys(majors):
        group = major[: -len(ending)] + ending
        for code in sorted(found.titles):
            if found.classification.is_within(code, group) and (one := found.occupation(code)):
                yield one


def other_classifications(found: Records, code: str) -> Iterable[tuple[str, str]]:
    """Yield the name of each other classification and its code for this very occupation."""
    rows = found.knowledge.select(_OUTSIDE, it=[found.classification.iri(code)])
    for row in rows:
        yield row["name"], row["code"]


_OUTSIDE = """
SELECT ?name ?code WHERE {
  VALUES ?it {}
  ?other skos:exactMatch ?it ; skos:notation ?code ; skos:inScheme ?scheme .
  ?scheme dcterms:title ?name .
} ORDER BY ?name ?code"""


def _unknown(groups: Sequence[GroupImpact], period: str, code: str) -> Iterable[str]:
    if not period:
        yield f"No jobs of {code} are recorded: soc-evidence import oews brings a year in."
    for group in groups:
        if period and group.jobs is None:
            yield f"The jobs of {group.code} in {period} are not recorded: soc-evidence import oews."
        elif period and group.wage is None:
            yield f"The mean wage of {group.code} in {period} is not recorded: soc-evidence import oews."
        if not group.whole:
            yield f"Whether the base has every occupation of {group.code} is not known."
    yield f"How many supervisors of {code} would move with it is not published."
    yield "For the figures after the move no relative standard error is published."
