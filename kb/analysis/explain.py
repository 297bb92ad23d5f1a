"""The path from a record down to the words it rests on, and up to what uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kb.analysis import description
from kb.analysis.identify import id_of, in_order, kind_of
from kb.analysis.relations import DOWN, UP, USED_IN_LINES, Relation
from kb.findings import Location
from kb.store.knowledge import Knowledge

Place = Callable[[str], Location | None]
"""Finds the file and line where a record is written."""


@dataclass(frozen=True, slots=True)
class Node:
    """One record in the explanation."""

    relation: str
    """How it relates to the record above it; empty for the one asked about."""
    kind: str
    id: str
    title: str
    details: tuple[tuple[str, str], ...]
    """What the record says, as label and text, in reading order; empty where only its name matters."""
    place: str
    """File and line."""
    rests_on: tuple[Node, ...]
    """Down to the sources."""
    used_by: tuple[Node, ...]
    """Up to the claims and objections."""


def explain(knowledge: Knowledge, iri: str, place: Place) -> Node:
    """Explain a record: everything it rests on in full, everything that uses it by name."""
    return _Explanation(knowledge, place).node(iri, "", down=True, up=True, above=())


class _Explanation:
    """Walks the graph in one direction at a time; a record is never unfolded inside itself."""

    def __init__(self, knowledge: Knowledge, place: Place) -> None:
        self.knowledge, self.place = knowledge, place

    def node(self, iri: str, relation: str, *, down: bool, up: bool, above: tuple[str, ...]) -> Node:
        below = (*above, iri)
        where = self.place(iri)
        return Node(
            relation=relation,
            kind=kind_of(iri) or "other",
            id=id_of(iri),
            title=description.title(self.knowledge, iri),
            details=description.details(self.knowledge, iri) if down else (),
            place=str(where) if where else "",
            rests_on=tuple(self.unfold(self.below(iri), below, down=True)) if down else (),
            used_by=tuple(self.unfold(self.above(iri, asked=not above), below, down=False)) if up else (),
        )

    def unfold(
        self, found: Iterator[tuple[str, str]], above: tuple[str, ...], *, down: bool
    ) -> Iterator[Node]:
        for relation, iri in found:
            if iri not in above:
                yield self.node(iri, relation, down=down, up=not down, above=above)

    def below(self, iri: str) -> Iterator[tuple[str, str]]:
        """Yield relation and IRI of what a record rests on."""
        if kind_of(iri) == "claim":
            yield from self._lines(iri)
        yield from self._related(iri, DOWN.get(kind_of(iri), ()))

    def above(self, iri: str, *, asked: bool) -> Iterator[tuple[str, str]]:
        """Yield relation and IRI of what uses a record."""
        if kind_of(iri) in USED_IN_LINES:
            yield from self._uses(iri)
        known = UP.get(kind_of(iri), ())
        yield from self._related(iri, tuple(r for r in known if asked or not r.only_asked))

    def _related(self, iri: str, relations: tuple[Relation, ...]) -> Iterator[tuple[str, str]]:
        for relation in relations:
            rows = self.knowledge.select(
                f"SELECT DISTINCT ?it ?other WHERE {{ ?it {relation.path} ?other }}", it=iri
            )
            for other in sorted((row["other"] for row in rows), key=_by_kind):
                yield relation.label, other

    def _lines(self, iri: str) -> Iterator[tuple[str, str]]:
        """Yield the records in a claim's evidence lines, supporting and strong ones first."""
        rows = self.knowledge.select(
            """
            SELECT DISTINCT ?it ?line ?direction ?strength ?weight ?argument ?record WHERE {
              ?it soce:line ?line .
              ?line soce:direction ?direction ; soce:hasEvidenceItem|soce:hasFigure|soce:hasDuty ?record .
              OPTIONAL { ?line soce:strength ?strength . OPTIONAL { ?strength soce:order ?weight } }
              OPTIONAL { ?line soce:argument ?argument }
            }""",
            it=iri,
        )
        rows.sort(
            key=lambda r: (
                id_of(r["direction"]) != "supports",
                int(r.get("weight", 9)),
                in_order(r["line"]),
                _by_kind(r["record"]),
            )
        )
        for row in rows:
            strength = f", {id_of(row['strength'])}" if "strength" in row else ""
            argument = f": {row['argument']}" if "argument" in row else ""
            yield f"{_SIDES[id_of(row['direction'])]}{strength}{argument}", row["record"]

    def _uses(self, iri: str) -> Iterator[tuple[str, str]]:
        """Yield the claims that a record speaks for or against, by a line or by its own word."""
        rows = self.knowledge.select(
            """
            SELECT DISTINCT ?it ?claim ?direction ?strength WHERE {
              { ?claim soce:line ?line . ?line soce:direction ?direction ;
                  soce:hasEvidenceItem|soce:hasFigure|soce:hasDuty ?it .
                OPTIONAL { ?line soce:strength ?strength } }
              UNION { ?it cito:supports ?claim . BIND("supports" AS ?direction) }
              UNION { ?it cito:disputes ?claim . BIND("disputes" AS ?direction) }
            }""",
            it=iri,
        )
        best: dict[tuple[str, str], str] = {}
        for row in rows:
            key = (row["claim"], id_of(row["direction"]))
            best[key] = max(best.get(key, ""), id_of(row.get("strength", "")))
        for (claim, direction), strength in sorted(best.items(), key=lambda item: in_order(item[0][0])):
            yield f"{_SIDES[direction]}, {strength or 'in no evidence line'}", claim


_SIDES = {"supports": "for", "disputes": "against"}


def _by_kind(iri: str) -> tuple[str, tuple[tuple[int, int | str], ...]]:
    return kind_of(iri), in_order(id_of(iri))
