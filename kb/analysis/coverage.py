"""What submissions have to answer, and what of it the records can answer: the gaps in the base.

What one draft answers is another question (`builder.draft_coverage`); its entries are of the same kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kb.common.names import natural
from kb.model.graph import Graph, Row
from kb.model.record_names import id_of
from kb.namespaces import iri, record
from kb.standing import Standing, Standings, Use
from kb.standing.gathering import standings_of_graph
from kb.standing.support import SUPPORTED, Support, claim_support, supported_claims

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


def coverage(
    graph: Graph,
    docket: str = "",
    standings: Standings | None = None,
    support: Mapping[str, Support] | None = None,
) -> list[Entry]:
    """Return every claim, objection, principle, guideline, required item and topic with its state.

    `docket` keeps only the topics of the docket with this id. Topics are answered by the sections of a
    draft that is in the graph; without one they are a draft's to answer, and not open here. What was
    retracted, superseded or rejected wants no answer and is not listed; what waits for review is listed as
    that, and answers nothing. `standings` and `support` are those of the graph where the caller has them.
    """
    standings = standings or standings_of_graph(graph)
    support = claim_support(graph, standings) if support is None else support
    claims = _Claims(standings, supported_claims(support))
    entries = [*(_claim(found) for found in support.values()), *_objections(graph, claims)]
    entries += _invoked(graph, claims, "principles", "soce:Principle")
    entries += _invoked(graph, claims, "guidelines", "soce:Guideline")
    entries += [*_items(graph, claims), *_topics(graph, docket)]
    listed = (_judged(entry, standings) for entry in entries)
    return sorted(filter(None, listed), key=lambda entry: (SECTIONS.index(entry.section), natural(entry.id)))


_KINDS = dict(
    zip(SECTIONS, ("claim", "objection", "principle", "guideline", "required-item", "topic"), strict=True)
)


def _judged(entry: Entry, standings: Standings) -> Entry | None:
    """Return an entry as its record's standing has it; None where it wants no answer."""
    judgement = standings.of(record(_KINDS[entry.section], entry.id))
    if not judgement.fallen:
        return entry
    if judgement.standing is Standing.AWAITING_REVIEW and not judgement.rejected:
        return replace(entry, state="awaiting review", open=True, by=())
    return None


@dataclass(frozen=True, slots=True)
class _Claims:
    """Which claims can answer something."""

    standings: Standings
    supported: frozenset[str]

    def standing(self, claims: Iterable[str]) -> tuple[str, ...]:
        """Return those that count: none that fell, or that has to be argued anew."""
        return tuple(c for c in claims if self.standings.of(record("claim", c)).allows(Use.SUPPORT))


def _claim(found: Support) -> Entry:
    state = found.verdict
    if found.verdict == SUPPORTED and not found.counting:
        state += " through the claims that it relies on"
    elif found.verdict == SUPPORTED and found.in_part:
        state += " in part: of what supports it only a part was verified"
    if found.unweighed:
        state += f"; contrary not weighed: {' '.join(found.unweighed)}"
    elif found.contrary:
        state += "; contrary acknowledged"
    if found.unsettled:
        state = f"to be argued anew: {found.unsettled}"
    left = found.verdict != SUPPORTED or bool(found.unweighed or found.unsettled)
    by = found.counting or (found.relies_on if found.verdict == SUPPORTED else found.other)
    return Entry("claims", found.claim, found.title, state, left, by)


def _objections(graph: Graph, known: _Claims) -> Iterator[Entry]:
    rows = graph.select(
        """
        SELECT ?it ?title ?reason ?by WHERE {
          ?it a soce:Objection .
          OPTIONAL { ?it dcterms:title ?title }
          OPTIONAL { ?it soce:unanswered ?reason }
          OPTIONAL { ?it soce:answeredBy ?by . ?by a soce:Claim }
        }"""
    )
    for first, named in _grouped(rows):
        claims = known.standing(named)
        if claims:
            weak = [claim for claim in claims if claim not in known.supported]
            left = len(weak) == len(claims)
            state = f"can be answered; without support: {' '.join(weak)}" if weak else "can be answered"
        else:
            left = "reason" not in first
            state = "no answer on record" if left else f"left open: {first['reason']}"
        fallen = [claim for claim in named if claim not in claims]
        state += f"; no longer answered by: {' '.join(fallen)}" if fallen else ""
        yield Entry("objections", id_of(first["it"]), first.get("title", ""), state, left, claims)


def _invoked(graph: Graph, known: _Claims, section: str, class_name: str) -> Iterator[Entry]:
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
    contested = {
        row["it"] for row in rows if "objection" in row and not known.standings.of(row["objection"]).fallen
    }
    for first, named in _grouped(rows):
        claims = known.standing(named)
        argued = [claim for claim in claims if claim in known.supported]
        left = first["it"] in contested and not argued
        state = (
            "can be argued"
            if argued
            else "can be argued without support"
            if claims
            else "no claim invokes it"
        )
        state += "; an objection invokes it" if first["it"] in contested else ""
        yield Entry(section, id_of(first["it"]), first.get("title", ""), state, left, claims)


def _items(graph: Graph, known: _Claims) -> Iterator[Entry]:
    rows = graph.select(
        """
        SELECT ?it ?title ?by WHERE {
          ?it a soce:RequiredItem .
          OPTIONAL { ?it skos:prefLabel ?title }
          OPTIONAL { ?by a soce:Claim ; soce:addressesItem ?it }
        }"""
    )
    for first, named in _grouped(rows):
        claims = known.standing(named)
        met = any(claim in known.supported for claim in claims)
        state = (
            "can be supplied"
            if met
            else "can be supplied without support"
            if claims
            else "no claim on record"
        )
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
        state = "answered" if sections else "for a draft to answer" if invited else "needs no reply"
        yield Entry("topics", id_of(first["it"]), first.get("title", ""), state, False, sections)


def _grouped(rows: Iterable[Row]) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """Yield one row of each `?it` with the ids of all its `?by`."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["it"], []).append(row)
    for group in groups.values():
        by = {id_of(row["by"]) for row in group if "by" in row}
        yield group[0], tuple(sorted(by, key=natural))
