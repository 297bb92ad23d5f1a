"""Judge every record of a base from what its graph says of it and of what it rests on."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kb.common.dates_and_numbers import read_count, read_date, read_day
from kb.namespaces import RECORDS, concept
from kb.standing.inherited_faults import inherited
from kb.standing.judged_statements import (
    DECIDED_BY,
    DISPUTES,
    ENDED,
    GENERATED,
    LINE,
    OFFICE,
    ORDER,
    OUTCOME,
    REACH,
    REASON,
    RETRACTED,
    REVIEW,
    SOURCE,
    TEXT_CHANGED,
    VALID_FROM,
    VALID_UNTIL,
    VERIFICATION,
    Quad,
    SortedStatements,
)
from kb.standing.standings import Judgement, Reason, Standing, Standings, worst_first

WEAK = {
    concept("verification", "second-hand"): Standing.SECOND_HAND,
    concept("verification", "unverified"): Standing.UNVERIFIED,
}
"""Marks of verification that a claim cannot be supported through."""
_ACCEPTED, _WAITING = "accepted", "waiting"
_COUNTRY = concept("reach", "country")
_OWN_FAULTS = (Standing.RETRACTED, Standing.SUPERSEDED, Standing.AWAITING_REVIEW)
_EDITIONS = (f"{RECORDS}source/", f"{RECORDS}dataset/")
"""Records that follow one another as editions of a work do."""


def judge(quads: Iterable[Quad], day: dt.date) -> Standings:
    """Return the standing of every record on a day.

    Args:
        quads: what the graph says, at least the quads with one of `READ`.
        day: the day to judge on.
    """
    base = SortedStatements()
    for subject, predicate, value, graph in quads:
        base.take(subject, predicate, value, graph)
    return _Judging(base, day).run()


@dataclass(frozen=True, slots=True)
class _Decided:
    """What a review said of a record or of a contribution."""

    outcome: str
    by: str = ""
    reason: str = ""

    @property
    def accepted(self) -> bool:
        return self.outcome == _ACCEPTED


class _Judging:
    """The work on one base."""

    def __init__(self, base: SortedStatements, day: dt.date) -> None:
        self.base, self.day = base, day
        self.found: dict[str, list[Reason]] = defaultdict(list)
        self.bounds: list[dt.date] = []
        self.waiting: dict[str, str] = {}
        """Graph of a contribution that nobody has accepted -> how its review went."""
        self.decided: dict[str, _Decided] = {}
        """Record on which a decision was made -> the last one."""

    def run(self) -> Standings:
        self._review()
        self._own_faults()
        self._spread()
        self._disputes()
        self._reach()
        judgements = {name: Judgement(name, worst_first(reasons)) for name, reasons in self.found.items()}
        return Standings(judgements, self.day, self.bounds)

    def _add(self, record: str, standing: Standing, by: str = "", when: str = "", why: str = "") -> None:
        self.found[record].append(Reason(standing, record, standing, (), by, when, why))

    def _review(self) -> None:
        """Contributions that nobody has accepted, and what came with them."""
        waiting = self.waiting
        for (subject, predicate), values in self.base.values.items():
            if predicate == GENERATED:
                for contribution in values:
                    review = self.base.one(contribution, REVIEW)
                    if _outcome(review) not in ("", _ACCEPTED):
                        waiting[subject] = _outcome(review)
        self.decided = self._decisions()
        for name, graph in self.base.homes.items():
            if graph in waiting and _owner(name) not in self.decided:
                self._unaccepted(name, _Decided(waiting[graph]))
        for name in self.decided.keys() | {name for name in self.base.homes if _owner(name) in self.decided}:
            if not self.decided[_owner(name)].accepted:
                self._unaccepted(name, self.decided[_owner(name)])

    def _unaccepted(self, record: str, decided: _Decided) -> None:
        standing, by = Standing.AWAITING_REVIEW, "" if decided.outcome == _WAITING else decided.by
        found = Reason(standing, record, standing, why=decided.reason, outcome=decided.outcome, decided_by=by)
        self.found[record].append(found)

    def _decisions(self) -> dict[str, _Decided]:
        """Return what was decided last on records; of two decisions of one order the stricter counts."""
        last: dict[str, tuple[int, bool, str, _Decided]] = {}
        for decision, record, graph in self.base.decisions:
            if graph in self.waiting:
                continue  # what waits decides nothing about itself
            made = _Decided(
                _outcome(self.base.one(decision, OUTCOME)),
                self.base.one(decision, DECIDED_BY),
                self.base.one(decision, REASON),
            )
            order = read_count(self.base.one(decision, ORDER)) or 0
            found = (order, not made.accepted, decision, made)
            last[record] = max(found, last.get(record, found), key=lambda one: one[:3])
        return {record: made for record, (_, _, _, made) in last.items()}

    def _waits(self, record: str, graph: str) -> bool:
        """Say whether what a graph says of a record does not count because nobody has accepted it."""
        if graph in self.waiting and self.base.homes.get(record) != graph:
            return True
        decided = self.decided.get(_owner(record))
        return not decided.accepted if decided else graph in self.waiting

    def _own_faults(self) -> None:
        for (subject, predicate), values in self.base.values.items():
            if predicate == RETRACTED:
                node = min(values)
                when, why = self.base.one(node, ENDED), self.base.one(node, REASON)
                self._add(subject, Standing.RETRACTED, when=when, why=why)
            elif predicate == VERIFICATION and min(values) in WEAK:
                self._add(subject, WEAK[min(values)])
            elif predicate in (VALID_FROM, VALID_UNTIL):
                self._dates(subject, predicate, min(values))
            elif predicate == TEXT_CHANGED:
                self._add(subject, Standing.CHANGED)
        for old, new, sayer, graph in self.base.replaced:
            if old != new and not self._waits(sayer, graph):
                # an earlier edition may still be cited for what it said in its day
                standing = Standing.OUTDATED if old.startswith(_EDITIONS) else Standing.SUPERSEDED
                self.found[old].append(Reason(standing, old, Standing.SUPERSEDED, by=new))

    def _dates(self, record: str, predicate: str, written: str) -> None:
        """Hold a date of validity against the day; a month or a year holds to its end."""
        begins = predicate == VALID_FROM
        bound = read_date(written) if begins else _day_after(written)
        if bound is None:
            return  # a date that cannot be read is a finding of its own
        outside = self.day < bound if begins else self.day >= bound
        if outside:
            self._add(record, Standing.OUT_OF_DATE, when=f"{'from' if begins else 'until'} {written}")
        self.bounds.append(bound)

    def _spread(self) -> None:
        """Let records inherit from what they rest on, breadth first, each reason by its shortest way."""
        resting: dict[str, list[tuple[str, str]]] = defaultdict(list)
        waiting = {
            name
            for name, reasons in self.found.items()
            if any(reason.standing is Standing.AWAITING_REVIEW for reason in reasons)
        }
        for subject, predicate, value in self.base.links:
            if predicate == LINE and value in waiting:
                continue  # what is added to a claim does it no harm while nobody has accepted it
            resting[value].append((subject, predicate))
        reached = [(name, reason) for name, reasons in self.found.items() for reason in reasons]
        seen = {_once(name, reason) for name, reason in reached}
        while reached:
            following = []
            for name, reason in sorted(reached, key=lambda step: (step[0], *_once(*step), step[1].through)):
                for subject, predicate in sorted(resting.get(name, ())):
                    passed = inherited(reason, name, predicate)
                    if passed and subject != reason.by and _once(subject, passed) not in seen:
                        seen.add(_once(subject, passed))
                        self.found[subject].append(passed)
                        following.append((subject, passed))
            reached = following

    def _disputes(self) -> None:
        """Records that evidence speaks against, as far as that evidence stands itself."""
        for (item, predicate), values in list(self.base.values.items()):
            if predicate != DISPUTES or any(r.standing in _OWN_FAULTS for r in self.found.get(item, ())):
                continue
            for target in values:
                if not target.startswith(f"{RECORDS}claim/"):
                    self._add(target, Standing.DISPUTED, by=item)

    def _reach(self) -> None:
        """Duties of one office: they or their source came with its contribution, or the source says so."""
        offices = {
            graph
            for (graph, predicate), values in self.base.values.items()
            if predicate == GENERATED and any(self.base.one(value, OFFICE) for value in values)
        }
        for subject, predicate, source in self.base.links:
            if predicate == SOURCE and subject.startswith(f"{RECORDS}duty/"):
                reach = self.base.one(source, REACH)
                came = {self.base.homes.get(subject, ""), self.base.homes.get(source, "")}
                if reach != _COUNTRY and (reach or not came.isdisjoint(offices)):
                    self._add(subject, Standing.LOCAL, by=source)


def _outcome(concept_iri: str) -> str:
    """Return the name of an outcome of a review."""
    return concept_iri.rpartition("/")[2]


def _owner(name: str) -> str:
    """Return the record that a node is described in, such as a claim for its line; a record is its own."""
    return name.partition("#")[0]


def _once(record: str, reason: Reason) -> tuple[str, ...]:
    """Return what makes a reason one that a record has already."""
    known = (reason.by, reason.when, reason.why, reason.outcome, reason.decided_by)
    return record, reason.standing, reason.cause, reason.fault, *known


def _day_after(written: str) -> dt.date | None:
    """Return the first day after a day, month or year."""
    first = read_date(written)
    if first is None:
        return None
    if read_day(written):
        return first + dt.timedelta(days=1)
    if len(written) == len("2025-05"):
        return dt.date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return dt.date(first.year + 1, 1, 1)
