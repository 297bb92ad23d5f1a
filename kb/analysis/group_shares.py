"""Shares of a group, each without one member after another: whether a share rests on one of them.

A share on record is read by its formula: the occupations in its numerator, or all but those where the formula
takes their share from 100. A member that is left out is left out of part and group alike. The group is the
sum of its members' published jobs, which rounding keeps apart from the published total by a few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kb.common.output import Results, results
from kb.errors import UsageError
from kb.model import Records
from kb.model.evidence import choose_figures
from kb.model.records import Figure
from kb.model.soc_classes import subjects_of
from kb.standing import Standings, Use

JOBS, SHARE = "employment", "share-of-group"
_HALF = Decimal(50)
_CODE = re.compile(r"\d\d-\d{4}")
_PART = re.compile(r"100 \* \(?(?P<part>[\d\-+ ]+?)\)? / (?P<group>\d\d-\d{4})")
_REST = "100 - "
"""What a formula begins with whose share is that of all others."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The share of a group without one member."""

    code: str
    title: str
    jobs: Decimal
    share: Decimal
    """In percent, to a tenth."""


@dataclass(frozen=True, slots=True)
class GroupShare:
    """One share of a group, as it is and without each of its members."""

    group: str
    label: str
    """What the share is of."""
    figure: str
    """Id of the figure on record; empty where the part was named when asking."""
    part: tuple[str, ...]
    """Members whose jobs are counted, or are not where `rest`."""
    rest: bool
    period: str
    share: Decimal
    without: Results[LeftOut]
    """Those that change the share most come first."""
    unknown: tuple[str, ...]
    """Members whose jobs in the period are not on record; the shares are without them."""
    figures: tuple[str, ...]
    """Ids of the figures of jobs that the shares are computed from."""
    sources: tuple[str, ...]
    """Ids of the sources of these."""

    @property
    def span(self) -> tuple[Decimal, Decimal]:
        """The least and the most that the share is without one member, itself among them."""
        shares = [self.share, *(one.share for one in self.without)]
        return min(shares), max(shares)

    @property
    def turning(self) -> tuple[LeftOut, ...]:
        """Members without which a majority is none, or the reverse."""
        return tuple(one for one in self.without if (one.share > _HALF) != (self.share > _HALF))


def shares_on_record(found: Records, group: str, standings: Standings) -> list[GroupShare]:
    """Return the shares of a group that are on record and whose formula names members.

    Raises:
        MissingError: there is no such code.
        UsageError: it is an occupation and no group.
    """
    members_of_group(found, group)
    shares = [
        figure
        for figure in found.figures_of(group).values()
        if figure.measure == SHARE and standings.of(figure.iri).allows(Use.LIST)
    ]
    read = (share_of_figure(found, figure, standings) for figure in shares)
    return [share for share in read if share]


def share_of_figure(found: Records, figure: Figure, standings: Standings) -> GroupShare | None:
    """Return a share on record without each member; None where its formula is none of members of a group."""
    formula = _PART.search(figure.formula)
    if figure.measure != SHARE or not formula:
        return None
    group = formula["group"]
    part = tuple(code for named in _CODE.findall(formula["part"]) for code in _members(found, named))
    rest = figure.formula.startswith(_REST)
    label = figure.label or found.label("measure", figure.measure)
    members = _members(found, group)
    if not set(part) <= set(members):
        return None
    return _share(found, group, part, (label, figure.id, figure.period), standings, rest=rest)


def share_of_part(found: Records, group: str, part: Sequence[str], standings: Standings) -> GroupShare:
    """Return the share that some members have of a group, in the latest period, without each member.

    Raises:
        MissingError: there is no such code.
        UsageError: one of `part` is no member of the group, or no jobs of its members are on record.
    """
    members = members_of_group(found, group)
    part = [code for named in part for code in _members(found, named)]
    strange = [code for code in part if code not in members]
    if strange:
        raise UsageError(f"{', '.join(strange)} is not in {group}.", f"Name members: {', '.join(members)}.")
    periods = {f.period for code in part for f in found.figures_of(code).values() if f.measure == JOBS}
    label = "; ".join(found.titles.get(code, code) for code in part)
    about = (label, "", max(periods, default=""))
    share = _share(found, group, tuple(part), about, standings, rest=False)
    if share is None:
        raise UsageError(
            f"No jobs of the members of {group} are on record.",
            "Import a year: soc-evidence import oews FILE.",
        )
    return share


def members_of_group(found: Records, group: str) -> tuple[str, ...]:
    """Return the detailed occupations of a group.

    Raises:
        MissingError: there is no such code.
        UsageError: it is an occupation and no group.
    """
    members = _members(found, group)
    if members == (group,):
        raise UsageError(f"{group} is one occupation and no group.", "Give a group, such as its major group.")
    return members


def _members(found: Records, group: str) -> tuple[str, ...]:
    (subject,) = subjects_of(found.knowledge, [group], whole=True)
    return subject.members


def _share(
    found: Records,
    group: str,
    part: tuple[str, ...],
    about: tuple[str, str, str],
    standings: Standings,
    *,
    rest: bool,
) -> GroupShare | None:
    label, figure, period = about
    members = _members(found, group)
    jobs = {code: known for code in members if (known := _jobs(found, code, period, standings))}
    counted = {code for code in jobs if (code in part) != rest}
    values = {code: known.value for code, known in jobs.items()}
    whole = _percent(values, counted)
    if whole is None or len(jobs) == 1:
        return None
    without = []
    for code, value in values.items():
        others = {other: number for other, number in values.items() if other != code}
        share = _percent(others, counted - {code})
        if share is not None and 0 < len(counted - {code}) < len(others):
            without.append(LeftOut(code, found.titles.get(code, code), value, share))
    without.sort(key=lambda one: (-abs(one.share - whole), one.code))
    unknown = tuple(code for code in members if code not in jobs)
    ids = tuple(known.id for known in jobs.values())
    sources = tuple(sorted({known.provenance.source for known in jobs.values()}))
    return GroupShare(
        group, label, figure, part, rest, period, whole, results(without), unknown, ids, sources
    )


def _percent(values: dict[str, Decimal], counted: Iterable[str]) -> Decimal | None:
    total = sum(values.values(), Decimal(0))
    if not total:
        return None
    part = sum((values[code] for code in counted), Decimal(0))
    return (100 * part / total).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _jobs(found: Records, code: str, period: str, standings: Standings) -> Figure | None:
    chosen = choose_figures(found.figures_of(code).values(), JOBS, period, found.classification).found
    allowed = [one for one in chosen if not one.bound and standings.of(one.iri).allows(Use.LIST)]
    return allowed[-1] if allowed else None
