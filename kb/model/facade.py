"""All records of one graph, each kind read once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cached_property
from typing import TypeVar, cast

from kb.model import agencies, arguments, evidence, publications, soc_classes
from kb.model.classes_elsewhere import ClassElsewhere, load_classes_elsewhere
from kb.model.classification import Classification, default_classification
from kb.model.committee_decisions import Decision, load_decisions
from kb.model.docket_records import Docket
from kb.model.graph import Graph
from kb.model.graph_nodes import NodeReader, Prose
from kb.model.rating_records import Ratings, load_ratings
from kb.model.record_names import id_of, kind_of
from kb.model.records import (
    Agent,
    Claim,
    Duty,
    EvidenceItem,
    Figure,
    Function,
    Law,
    Move,
    Objection,
    Occupation,
    Principle,
    Record,
    Source,
)
from kb.model.survey_estimates import Estimate, estimate_of
from kb.namespaces import SCHEMES

Made = TypeVar("Made")


class Records:
    """Typed answers out of one graph.

    A record is served under its own id and listed with the others, whatever took its place. Whether it may be
    drawn on, or counted, is not decided here: see `kb.standing`.
    """

    def __init__(
        self, knowledge: Graph, prose: Prose = str, classification: Classification | None = None
    ) -> None:
        self.knowledge = knowledge
        self.classification = classification or default_classification()
        self.reader = NodeReader(knowledge, prose)
        self._figures_of: dict[str, Mapping[str, Figure]] = {}
        self._figures_from: dict[str, Mapping[str, Figure]] = {}
        self._figures: dict[str, Figure | None] = {}
        self._occupations: dict[str, Occupation | None] = {}
        self._derived: dict[Hashable, object] = {}

    def derived(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what follows from the graph under a key, made when it is first asked for."""
        if key not in self._derived:
            self._derived[key] = make()
        return cast(Made, self._derived[key])

    @cached_property
    def agents(self) -> dict[str, Agent]:
        """People, committees and organizations by id."""
        return agencies.load_agents(self.reader)

    @cached_property
    def _names(self) -> dict[str, str]:
        """Whom to name for what an agent says; nobody where it is the editors' own."""
        return {agent.id: "" if agent.kind == "editors" else agent.name for agent in self.agents.values()}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Sources by id."""
        return publications.load_sources(self.reader)

    @cached_property
    def evidence(self) -> Mapping[str, EvidenceItem]:
        """Evidence items by id."""
        return evidence.load_evidence(self.reader, self._names)

    @cached_property
    def duties(self) -> Mapping[str, Duty]:
        """Duty statements by id."""
        return evidence.load_duties(self.reader)

    def duties_of(self, code: str) -> tuple[Duty, ...]:
        """Duties of an occupation: required before may, then in the order of their source.

        An empty answer means that none are recorded, not that none are performed.
        """
        return self._duties_by_code.get(code, ())

    @cached_property
    def _duties_by_code(self) -> dict[str, tuple[Duty, ...]]:
        found: dict[str, list[Duty]] = {}
        for duty in evidence.in_reading_order(self.duties.values()):
            found.setdefault(duty.occupation, []).append(duty)
        return {code: tuple(duties) for code, duties in found.items()}

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Claims by id."""
        return arguments.load_claims(self.reader, self._names)

    @cached_property
    def objections(self) -> Mapping[str, Objection]:
        """Objections by id."""
        return arguments.load_objections(self.reader, self._names)

    @cached_property
    def principles(self) -> dict[str, Principle]:
        """Classification principles and coding guidelines by id."""
        return arguments.load_principles(self.reader)

    @cached_property
    def functions(self) -> dict[str, Function]:
        """Functions of work by id, in their own order."""
        return arguments.load_functions(self.reader)

    @cached_property
    def laws(self) -> Mapping[str, Law]:
        """Legislation by id."""
        return publications.load_laws(self.reader)

    @cached_property
    def decisions(self) -> Mapping[str, Decision]:
        """Decisions of the classifying committee by id."""
        return load_decisions(self.reader)

    @cached_property
    def elsewhere(self) -> Mapping[str, ClassElsewhere]:
        """Classes of other classifications by id of their record."""
        return load_classes_elsewhere(self.reader)

    @cached_property
    def ratings(self) -> Ratings:
        """Rating studies, with their duties, sheets and ratings."""
        return load_ratings(self.reader)

    @cached_property
    def dockets(self) -> dict[str, Docket]:
        """Docket profiles by id."""
        return publications.load_dockets(self.reader)

    @cached_property
    def titles(self) -> dict[str, str]:
        """Titles of the classification by code."""
        return soc_classes.load_titles(self.knowledge, self.classification)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Correspondences from the predecessor of the classification to it."""
        return soc_classes.load_moves(self.knowledge)

    @cached_property
    def definitions_source(self) -> str:
        """Id of the source of the definitions, as the classification scheme names it."""
        return soc_classes.source_of_definitions(self.knowledge, self.classification)

    @cached_property
    def correspondence_source(self) -> str:
        """Id of the source of the correspondence with the predecessor."""
        return soc_classes.source_of_moves(self.knowledge, self.classification)

    def occupation(self, code: str) -> Occupation | None:
        """Return a class of the classification, or None."""
        if code not in self._occupations:
            found = soc_classes.load_occupations(self.reader, [code], self.classification)
            self._occupations[code] = found.get(code)
        return self._occupations[code]

    def at(self, iri: str) -> Record | None:
        """Return the record or class of the classification with this IRI; None for what has no type here."""
        kind, identifier = kind_of(iri), id_of(iri)
        if kind == "soc":
            return self.occupation(identifier)
        if kind == "figure":
            return self.figure(identifier)
        known: Mapping[str, Record] = getattr(self, _BY_KIND[kind]) if kind in _BY_KIND else {}
        return known.get(identifier)

    def figures_of(self, code: str) -> Mapping[str, Figure]:
        """Figures of one occupation by id; an empty code gives those that concern none.

        Values that are only a bound are among them: see `Figure.bound`.
        """
        if code not in self._figures_of:
            self._figures_of[code] = evidence.load_figures_of(self.reader, code, self.classification)
        return self._figures_of[code]

    def figures_from(self, source: str) -> Mapping[str, Figure]:
        """Figures that a source publishes, by id."""
        if source not in self._figures_from:
            self._figures_from[source] = evidence.load_figures_from(self.reader, source)
        return self._figures_from[source]

    @cached_property
    def places(self) -> frozenset[str]:
        """Parts of the country, and countries, that figures are of."""
        rows = self.knowledge.select("SELECT DISTINCT ?place { ?figure soce:place ?place }")
        return frozenset(row["place"] for row in rows)

    def figure(self, identifier: str) -> Figure | None:
        """Return the figure with this id, or None."""
        if not self._figures:
            claimed = (i for claim in self.claims.values() for line in claim.lines for i in line.figures)
            self._load_figures({*claimed, identifier})
        if identifier not in self._figures:
            self._load_figures({identifier})
        return self._figures[identifier]

    @cached_property
    def survey_measures(self) -> frozenset[str]:
        """Ids of the measures whose percentages are shares of those who were asked."""
        rows = self.knowledge.select("SELECT ?measure { ?measure soce:shareOfAsked true }")
        return frozenset(id_of(row["measure"]) for row in rows)

    def estimate(self, figure: Figure) -> Estimate | None:
        """Return a figure as the value of a survey, with its interval; None where it is no such value."""
        return estimate_of(figure, self.survey_measures)

    def _load_figures(self, identifiers: Iterable[str]) -> None:
        """Load figures by id at once: those that claims rest on are asked for one after the other."""
        wanted = sorted(identifiers)
        found = evidence.load_figures(self.reader, wanted)
        self._figures |= {identifier: found.get(identifier) for identifier in wanted}

    @cached_property
    def labels(self) -> dict[str, str]:
        """Labels of the concepts of the project's schemes, by `scheme/concept`."""
        rows = self.knowledge.select(_LABELS)
        return {row["s"].removeprefix(SCHEMES): row["label"] for row in rows if row["s"].startswith(SCHEMES)}

    def label(self, scheme: str, concept: str) -> str:
        """Return a concept's label; without one, its id with spaces."""
        return self.labels.get(f"{scheme}/{concept}") or concept.replace("-", " ")


_BY_KIND = {
    "agent": "agents",
    "claim": "claims",
    "decision": "decisions",
    "docket": "dockets",
    "duty": "duties",
    "elsewhere": "elsewhere",
    "evidence": "evidence",
    "function": "functions",
    "guideline": "principles",
    "legislation": "laws",
    "objection": "objections",
    "principle": "principles",
    "source": "sources",
}
"""Where the records of a kind are, of those that are read by kind."""

_LABELS = f"""
SELECT ?s ?label WHERE {{
  ?scheme a skos:ConceptScheme FILTER (STRSTARTS(STR(?scheme), "{SCHEMES}"))
  ?s skos:inScheme ?scheme ; skos:prefLabel ?label
}} ORDER BY ?s"""
