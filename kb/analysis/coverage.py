"""What a submission has to answer, and what is answered: the gaps before the deadline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.analysis.claim_support import SUPPORTED, Support, claim_support
from kb.common.names import natural
from kb.model.graph import Graph, Row
from kb.model.record_names import id_of
from kb.namespaces import iri

SECTIONS = ("claims", "objections", "principles", "guidelines", "required items", "topics")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that wants an answer."""

    section: str
    """One of SECTIONS."""
    id: str
    title: str
    state: str
    """What was found, in words."""
    open: bool
    """True when something is left to do."""
    by: tuple[str, ...]
    """What covers it: records for a claim, claims for the rest, sections of the draft for a topic."""


def coverage(graph: Graph, docket: str = "") -> list[Entry]:
    """Return every claim, objection, principle, guideline, required item and topic with its state.

    `docket` keeps only the topics of the docket with this id. Topics are answered by the sections of a
    draft that is in the graph; without one they are open.
    """
    support = claim_support(graph)
    supported = {claim for claim, found in support.items() if found.verdict == SUPPORTED}
    entries = [*map(_claim, support.values()), *_objections(graph, supported)]
    entries += _invoked(graph, supported, "principles", "soce:Principle")
    entries += _invoked(graph, supported, "guidelines", "soce:Guideline")
    entries += _items(graph, supported)
    entries += _topics(graph, docket)
    return sorted(entries, key=lambda entry: (SECTIONS.index(entry.section), natural(entry.id)))


def _claim(found: Support) -> Entry:
    state = found.verdict
    if found.unweighed:
        state += f"; contrary not weighed: {' '.join(found.unweighed)}"
    elif found.contrary:
        state += "; contrary acknowledged"
    left = found.verdict != SUPPORTED or bool(found.unweighed)
    return Entry("claims", found.claim, found.title, state, left, found.checked or found.unchecked)


def _objections(graph: Graph, supported: set[str]) -> Iterator[Entry]:
    rows = graph.select(
        """
        SELECT ?it ?title ?reason ?by WHERE {
          ?it a soce:Objection .
          OPTIONAL { ?it dcterms:title ?title }
          OPTIONAL { ?it soce:unanswered ?reason }
          OPTIONAL { ?it soce:answeredBy ?by . ?by a soce:Claim }
        }"""
    )
    for first, claims in _grouped(rows):
        if claims:
            weak = [claim for claim in claims if claim not in supported]
            left = len(weak) == len(claims)
            state = f"answered; without support: {' '.join(weak)}" if weak else "answered"
        else:
            left = "reason" not in first
            state = "unanswered" if left else f"left open: {first['reason']}"
        yield Entry("objections", id_of(first["it"]), first.get("title", ""), state, left, claims)


def _invoked(graph: Graph, supported: set[str], section: str, class_name: str) -> Iterator[Entry]:
    """Principles and guidelines are open when an objection invokes them and no supported claim does."""
    rows = graph.select(
        """
        SELECT ?kind ?it ?title ?by ?objection WHERE {
          ?it a ?kind .
          OPTIONAL { ?it skos:prefLabel ?title }
          OPTIONAL { ?by a soce:Claim ; soce:invokes ?it }
          OPTIONAL { ?objection a soce:Objection ; soce:invokes ?it }
        }""",
        kind=iri(class_name),
    )
    contested = {row["it"] for row in rows if "objection" in row}
    for first, claims in _grouped(rows):
        argued = [claim for claim in claims if claim in supported]
        left = first["it"] in contested and not argued
        state = "argued" if argued else "argued without support" if claims else "not argued"
        state += "; an objection invokes it" if first["it"] in contested else ""
        yield Entry(section, id_of(first["it"]), first.get("title", ""), state, left, claims)


def _items(graph: Graph, supported: set[str]) -> Iterator[Entry]:
    rows = graph.select(
        """
        SELECT ?it ?title ?by WHERE {
          ?it a soce:RequiredItem .
          OPTIONAL { ?it skos:prefLabel ?title }
          OPTIONAL { ?by a soce:Claim ; soce:addressesItem ?it }
        }"""
    )
    for first, claims in _grouped(rows):
        met = any(claim in supported for claim in claims)
        state = "supplied" if met else "supplied without support" if claims else "missing"
        yield Entry("required items", id_of(first["it"]), first.get("title", ""), state, not met, claims)


def _topics(graph: Graph, docket: str) -> Iterator[Entry]:
    rows = graph.select(
        """
        SELECT ?it ?docket ?title ?invites ?by WHERE {
          ?docket a soce:Docket ; soce:topic ?it .
          OPTIONAL { ?it skos:prefLabel ?title }
          OPTIONAL { ?it soce:invitesReply ?invites }
          OPTIONAL { ?by a soce:Section ; soce:addressesTopic ?it }
        }"""
    )
    kept = [row for row in rows if docket in ("", id_of(row["docket"]))]
    for first, sections in _grouped(kept):
        invited = first.get("invites") != "false"
        state = "answered" if sections else "no section of a draft answers it"
        state = state if invited or sections else "needs no reply"
        left = invited and not sections
        yield Entry("topics", id_of(first["it"]), first.get("title", ""), state, left, sections)


def _grouped(rows: Iterable[Row]) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """Yield one row of each `?it` with the ids of all its `?by`."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["it"], []).append(row)
    for group in groups.values():
        by = {id_of(row["by"]) for row in group if "by" in row}
        yield group[0], tuple(sorted(by, key=natural))
