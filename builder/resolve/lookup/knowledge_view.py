"""The lookups of one build, each kind read once, when it is first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from builder.resolve.lookup import arguments, dockets, evidence, occupations, sources
from builder.resolve.lookup.nodes import fetch, local
from builder.resolve.lookup.records import (
    Bill,
    Claim,
    Docket,
    Duty,
    Evidence,
    Figure,
    Function,
    Move,
    Objection,
    Occupation,
    Principle,
    Source,
)
from kb.namespaces import RECORDS, SCHEMES
from kb.store import Knowledge

Value = TypeVar("Value")

_CODE = re.compile(r"\d\d-\d{4}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""What may become part of an IRI in a query; anything else names nothing."""

_SUPERSEDED = """
SELECT ?old ?new WHERE {
  { ?new dcterms:replaces ?old } UNION { ?old dcterms:isReplacedBy ?new }
} ORDER BY ?old ?new
"""


class Lookup:
    """Typed answers out of one graph, current records only."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._figures: dict[str, dict[str, Figure]] = {}
        self._by_id: dict[str, Figure | None] = {}
        self._occupations: dict[str, Occupation | None] = {}

    @cached_property
    def _superseded(self) -> dict[str, str]:
        rows = self.knowledge.select(_SUPERSEDED)
        return {row["old"]: row["new"] for row in rows if row["old"].startswith(RECORDS)}

    def _current(self, kind: str, found: Mapping[str, Value]) -> dict[str, Value]:
        """Leave superseded records out, and let their ids lead to what superseded them."""
        current: dict[str, Value] = {}
        base = f"{RECORDS}{kind}/"
        for identifier in found:
            address = base + identifier
            seen: set[str] = set()
            while address in self._superseded and address not in seen:
                seen.add(address)
                address = self._superseded[address]
            replacement = found.get(local(address))
            if replacement is not None:
                current[identifier] = replacement
        return current

    @cached_property
    def agents(self) -> dict[str, str]:
        """Names of people, committees and organizations by id."""
        return {node.id: node.one("foaf:name") for node in fetch(self.knowledge, _AGENTS).values()}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources by id."""
        return self._current("source", sources.load(self.knowledge))

    @cached_property
    def evidence(self) -> dict[str, Evidence]:
        """Evidence items by id."""
        return self._current("evidence", evidence.load_evidence(self.knowledge, self.agents))

    @cached_property
    def duties(self) -> dict[str, Duty]:
        """Duty statements by id."""
        return self._current("duty", evidence.load_duties(self.knowledge))

    def duties_of(self, code: str) -> tuple[Duty, ...]:
        """Duties of an occupation: required before may, then in the order of their source."""
        of_code = {duty.id: duty for duty in self.duties.values() if duty.occupation == code}
        return tuple(
            sorted(
                of_code.values(),
                key=lambda d: (d.kind != "required", d.provenance.source, d.order, d.id),
            )
        )

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims by id."""
        return self._current("claim", arguments.load_claims(self.knowledge, self.agents))

    @cached_property
    def objections(self) -> dict[str, Objection]:
        """Objections by id."""
        return self._current("objection", arguments.load_objections(self.knowledge, self.agents))

    @cached_property
    def principles(self) -> dict[str, Principle]:
        """Classification principles and coding guidelines by id."""
        return arguments.load_principles(self.knowledge)

    @cached_property
    def functions(self) -> dict[str, Function]:
        """Functions of work by id, in their own order."""
        return arguments.load_functions(self.knowledge)

    @cached_property
    def bills(self) -> dict[str, Bill]:
        """Legislation by id."""
        return self._current("legislation", arguments.load_bills(self.knowledge))

    @cached_property
    def dockets(self) -> dict[str, Docket]:
        """Docket profiles by id."""
        return dockets.load(self.knowledge)

    @cached_property
    def titles(self) -> dict[str, str]:
        """2018 SOC titles by code."""
        return occupations.titles(self.knowledge)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Correspondences from the 2010 to the 2018 SOC."""
        return occupations.moves(self.knowledge)

    @cached_property
    def definitions_source(self) -> str:
        """Id of the source of the 2018 definitions, as the classification scheme names it."""
        return occupations.source_of_definitions(self.knowledge)

    @cached_property
    def correspondence_source(self) -> str:
        """Id of the source of the 2010 to 2018 correspondence."""
        return occupations.source_of_moves(self.knowledge)

    def occupation(self, code: str) -> Occupation | None:
        """Return a 2018 class, or None."""
        if not _CODE.fullmatch(code):
            return None
        if code not in self._occupations:
            self._occupations[code] = occupations.load(self.knowledge, [code]).get(code)
        return self._occupations[code]

    def figures_of(self, code: str) -> dict[str, Figure]:
        """Figures of one occupation by id; an empty code gives those that concern none."""
        if code and not _CODE.fullmatch(code):
            return {}
        if code not in self._figures:
            found = evidence.load_figures(self.knowledge, code)
            self._figures[code] = self._current("figure", found)
        return self._figures[code]

    def figure(self, identifier: str) -> Figure | None:
        """Return the figure with this id, or the one that superseded it."""
        if not _ID.fullmatch(identifier):
            return None
        if not self._by_id:
            self._load_figures(
                [i for claim in self.claims.values() for line in claim.lines for i in line.figures]
            )
        if identifier not in self._by_id:
            self._load_figures([identifier])
        return self._by_id[identifier]

    def _load_figures(self, identifiers: Iterable[str]) -> None:
        """Load figures by id at once: those that claims rest on are asked for one after the other."""
        addresses = {i: f"{RECORDS}figure/{i}" for i in sorted(set(identifiers)) if _ID.fullmatch(i)}
        current = {i: local(self._superseded.get(address, address)) for i, address in addresses.items()}
        found = evidence.load_figures_named(self.knowledge, sorted(set(current.values())))
        self._by_id |= {i: found.get(new) for i, new in current.items()}

    @cached_property
    def labels(self) -> dict[str, str]:
        """Labels of the concepts of the project's schemes, by `scheme/concept`."""
        rows = self.knowledge.select(
            f"""SELECT ?s ?label WHERE {{
                ?scheme a skos:ConceptScheme FILTER (STRSTARTS(STR(?scheme), "{SCHEMES}"))
                ?s skos:inScheme ?scheme ; skos:prefLabel ?label
            }} ORDER BY ?s"""
        )
        return {row["s"].removeprefix(SCHEMES): row["label"] for row in rows if row["s"].startswith(SCHEMES)}

    def label(self, scheme: str, concept: str) -> str:
        """Return a concept's label; without one, its id with spaces."""
        return self.labels.get(f"{scheme}/{concept}") or concept.replace("-", " ")


_AGENTS = "?s a prov:Agent ; foaf:name ?name"
