"""The path from a record down to the words it rests on, and up to what uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from kb.analysis.description import Descriptions
from kb.analysis.relations import DOWN, UP, USED_IN_LINES, Relation
from kb.analysis.task_ratings import rating_details, task_ratings
from kb.common.names import natural
from kb.findings import Location
from kb.model import Records
from kb.model.graph import Graph
from kb.model.record_names import id_of, kind_of, whole_of
from kb.standing import Standing, Standings
from kb.standing.gathering import standings_of_graph

Place = Callable[[str], Location | None]
"""Finds the file and line where a record is written."""

LEVELS_UP = 2
"""How far up from the record asked about its uses are followed: a quotation's claims and the objections
that those answer, a source's records and their claims."""

_SIDES = {"supports": "for", "disputes": "against"}


@dataclass(frozen=True, slots=True)
class Node:
    """One record in the explanation, or one evidence line of a claim."""

    relation: str
    """How it relates to the record above it; empty for the one asked about."""
    kind: str
    """Kind of record, `soc` for a code, `line` for an evidence line, `other` for the rest."""
    id: str
    title: str
    """Name or statement; of an evidence line the argument."""
    details: tuple[tuple[str, str], ...]
    """What the record says, as label and text, in reading order; empty where only its name matters."""
    standing: str
    """How far it may be relied on, such as `superseded`; empty where nothing is known against it."""
    reason: str
    """Why, in words."""
    place: str
    """File and line."""
    rests_on: tuple[Node, ...]
    """Down to the sources."""
    used_by: tuple[Node, ...]
    """Up to the claims and objections."""


def explain(
    graph: Graph,
    iri: str,
    place: Place,
    standings: Standings | None = None,
    descriptions: Descriptions | None = None,
    records: Records | None = None,
) -> Node:
    """Explain a record: everything it rests on in full, everything that uses it by name.

    `standings`, `descriptions` and `records` are those of the graph where the caller has them already.
    """
    standings, descriptions = standings or standings_of_graph(graph), descriptions or Descriptions(graph)
    walk = _Explanation(graph, place, standings, descriptions, records or Records(graph))
    return walk.node(iri, "", down=True, up=True, above=())


class _Explanation:
    """Walks the graph in one direction at a time; a record is never unfolded inside itself."""

    def __init__(
        self,
        graph: Graph,
        place: Place,
        standings: Standings,
        descriptions: Descriptions,
        records: Records,
    ) -> None:
        self.graph, self.place, self.standings = graph, place, standings
        self.descriptions, self.records = descriptions, records

    def node(self, iri: str, relation: str, *, down: bool, up: bool, above: tuple[str, ...]) -> Node:
        here = (*above, iri)
        lines = self.lines(iri, here) if down and kind_of(iri) == "claim" else ()
        rests_on = (*lines, *self.unfold(self.below(iri), here, down=True)) if down else ()
        judgement = self.standings.of(iri)
        uses = self.above(iri, asked=not above) if up and len(above) < LEVELS_UP else ()
        return Node(
            relation=relation,
            kind=kind_of(iri) or "other",
            id=id_of(iri),
            title=self.descriptions.title(iri),
            details=(*self.descriptions.details(iri), *self.rated(iri)) if down else (),
            standing="" if judgement.standing is Standing.USABLE else judgement.standing.value,
            reason=judgement.said(),
            place=self.where(iri),
            rests_on=rests_on,
            used_by=tuple(self.unfold(uses, here, down=False)),
        )

    def rated(self, iri: str) -> tuple[tuple[str, str], ...]:
        """Return what a survey says, as label and text: of a duty that is a task, or a share's interval."""
        if kind_of(iri) == "figure":
            figure = self.records.figure(id_of(iri))
            estimate = self.records.estimate(figure) if figure else None
            return (("95 % interval", estimate.interval),) if estimate and estimate.interval else ()
        if kind_of(iri) != "duty":
            return ()
        rows = self.graph.select("SELECT ?it ?task WHERE { ?it soce:onetTask ?task }", it=iri)
        return rating_details(task_ratings(self.graph, [row["task"] for row in rows]).values())

    def unfold(
        self, found: Iterable[tuple[str, str]], above: tuple[str, ...], *, down: bool
    ) -> Iterator[Node]:
        for relation, iri in found:
            if iri not in above:
                yield self.node(iri, relation, down=down, up=not down, above=above)

    def where(self, iri: str) -> str:
        return str(self.place(iri) or "")

    def lines(self, claim: str, above: tuple[str, ...]) -> Iterator[Node]:
        """Yield a claim's evidence lines with their records, supporting and strong ones first."""
        rows = self.graph.select(
            """
            SELECT DISTINCT ?it ?line ?direction ?strength ?weight ?argument ?record WHERE {
              ?it soce:line ?line .
              ?line soce:direction ?direction ; soce:hasEvidenceItem|soce:hasFigure|soce:hasDuty ?record .
              OPTIONAL { ?line soce:strength ?strength . OPTIONAL { ?strength soce:order ?weight } }
              OPTIONAL { ?line soce:argument ?argument }
            }""",
            it=claim,
        )
        rows.sort(
            key=lambda row: (
                id_of(row["direction"]) != "supports",
                int(row.get("weight", 9)),
                row.get("argument", ""),
                natural(row["line"]),
                _by_kind(row["record"]),
            )
        )
        for line, group in groupby(rows, key=lambda row: row["line"]):
            members = list(group)
            first = members[0]
            strength = f", {id_of(first['strength'])}" if "strength" in first else ""
            yield Node(
                relation=f"{_SIDES[id_of(first['direction'])]}{strength}",
                kind="line",
                id=id_of(line),
                title=first.get("argument", ""),
                details=(),
                standing="",
                reason="",
                place=self.where(line),
                rests_on=tuple(self.unfold((("", row["record"]) for row in members), above, down=True)),
                used_by=(),
            )

    def below(self, iri: str) -> Iterator[tuple[str, str]]:
        """Yield relation and IRI of what a record rests on, evidence lines apart."""
        return self.related(iri, DOWN.get(kind_of(iri), ()))

    def above(self, iri: str, *, asked: bool) -> Iterator[tuple[str, str]]:
        """Yield relation and IRI of what uses a record."""
        if kind_of(iri) in USED_IN_LINES:
            yield from self.uses(iri)
        known = UP.get(kind_of(iri), ())
        yield from self.related(iri, [relation for relation in known if asked or not relation.only_asked])

    def related(self, iri: str, relations: Iterable[Relation]) -> Iterator[tuple[str, str]]:
        for relation in relations:
            held = f"?file {relation.recorded_as} ?other ." if relation.recorded_as else ""
            rows = self.graph.select(
                f"SELECT DISTINCT ?it ?other WHERE {{ {held} ?it {relation.path} ?other }}", it=iri
            )
            for other in sorted({whole_of(row["other"]) for row in rows}, key=_by_kind):
                yield relation.label, other

    def uses(self, iri: str) -> Iterator[tuple[str, str]]:
        """Yield the claims that a record speaks for or against, by a line or by its own word."""
        for claim, direction, strength in self.descriptions.bearings.get(iri, ()):
            yield f"{_SIDES[direction]}, {strength or 'in no evidence line'}", claim


def _by_kind(iri: str) -> tuple[str, tuple[tuple[int, int | str], ...]]:
    return kind_of(iri), natural(id_of(iri))
