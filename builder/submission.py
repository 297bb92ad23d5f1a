"""The draft as a graph: a submission, its sections, and what they argue, address and answer.

    submission  a soce:Submission ; soce:submittedTo docket ; dcterms:hasPart section, …
    section     a soce:Section ; soce:argues claim ; soce:addressesTopic topic ; soce:addressesItem item ;
                soce:answersObjection objection ; cito:citesAsEvidence source or evidence item

An objection that the draft declines to contest is left out of the graph it is validated in, so that the
shapes do not ask for an answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pyoxigraph as ox

from builder.draft.nodes import Draft
from builder.draft.outline import Outline, Use
from builder.draft.places import Place
from kb.common.names import did_you_mean
from kb.findings import Finding
from kb.model import Records
from kb.model.records import Docket
from kb.namespaces import RDF_TYPE, file_graph, iri, record
from kb.records.collection import Collection, RecordFile
from kb.records.nodes import Place as RecordPlace
from kb.records.nodes import SourceMap
from kb.records.schema import load_schema
from kb.records.statements import Statement
from kb.standing import Standings
from kb.standing import Use as StandingUse
from kb.workspace import Workspace

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class SubmissionGraph:
    """The statements of a draft, and where each was written."""

    subject: str
    """IRI of the submission."""
    sections: tuple[str, ...]
    statements: tuple[Statement, ...]
    file: RecordFile


class _Writer:
    """Collects statements with their places."""

    def __init__(self, graph: str) -> None:
        self.graph = graph
        self.places = SourceMap()
        self.statements: list[Statement] = []

    def node(self, subject: str, kind: str, place: Place) -> None:
        self.places.subject(subject, _place(place))
        self.link(subject, "rdf:type", iri(kind), place)

    def link(self, subject: str, predicate: str, value: str, place: Place) -> None:
        self._add(subject, predicate, ox.NamedNode(value), place)

    def text(self, subject: str, predicate: str, value: str, place: Place) -> None:
        if value:
            self._add(subject, predicate, ox.Literal(value), place)

    def _add(self, subject: str, predicate: str, value: ox.NamedNode | ox.Literal, place: Place) -> None:
        full = iri(predicate)
        where = _place(place)
        self.places.value(subject, full, where, where, value.value)
        self.statements.append(Statement(subject, full, value, self.graph))


def make_graph(draft: Draft, outline: Outline, lookup: Records, name: str) -> SubmissionGraph:
    """Return the graph of a draft; `name` is the file's name, which its IRI is made of."""
    subject = file_graph("own", name)
    writer = _Writer(subject)
    docket = lookup.dockets.get(draft.front.docket)
    writer.node(subject, "soce:Submission", draft.front.place("title"))
    writer.text(subject, "dcterms:title", draft.front.title, draft.front.place("title"))
    if draft.front.docket:
        address = record("docket", draft.front.docket)
        writer.link(subject, "soce:submittedTo", address, draft.front.place("docket"))
    sections = tuple(f"{subject}#{section.anchor}" for section in outline.sections)
    for address, section in zip(sections, outline.sections, strict=True):
        writer.node(address, "soce:Section", section.heading.place)
        writer.link(subject, "dcterms:hasPart", address, section.heading.place)
        writer.text(address, "dcterms:title", section.title, section.heading.place)
    front = f"{subject}#front-matter"
    for predicate, uses in _named(outline, docket, lookup):
        for target, use in uses:
            writer.link(sections[use.section] if use.section >= 0 else front, predicate, target, use.place)
    statements = tuple(dict.fromkeys(writer.statements))
    digest = hashlib.sha256(draft.text.encode()).hexdigest()
    file = RecordFile(Path(name), draft.path, subject, digest, statements, writer.places, ())
    return SubmissionGraph(subject, sections, statements, file)


def _named(
    outline: Outline, docket: Docket | None, lookup: Records
) -> Iterator[tuple[str, list[tuple[str, Use]]]]:
    """Yield each predicate with the records that sections name for it."""
    claims = [use for use in outline.claims if _to_report(use, outline, lookup.claims)]
    answers = [use for use in outline.answers if _to_report(use, outline, lookup.objections)]
    yield "soce:argues", [(record("claim", use.id), use) for use in claims]
    yield "soce:argues", list(_answering_claims(answers, outline, lookup))
    yield "soce:answersObjection", [(record("objection", use.id), use) for use in answers]
    yield "soce:addressesItem", [(record("required-item", use.id), use) for use in outline.items]
    if docket:
        topics = [(record("topic", f"{docket.id}-{use.id}"), use) for use in outline.topics]
        yield "soce:addressesTopic", topics


def _answering_claims(answers: list[Use], outline: Outline, lookup: Records) -> Iterator[tuple[str, Use]]:
    """Yield the claims that an objection directive sets below the reply: its section argues them."""
    for use in answers:
        section = outline.section_of(use)
        if section and section.heading.place != use.place:
            for claim in lookup.objections[use.id].answered_by:
                yield record("claim", claim), use


def _to_report(use: Use, outline: Outline, known: Container[str]) -> bool:
    """Leave out an unknown record that a directive names: filling the directive has reported it."""
    section = outline.section_of(use)
    return use.id in known or (section is not None and section.heading.place == use.place)


def validate(
    draft: Draft, graph: SubmissionGraph, lookup: Records, standings: Standings, workspace: Workspace
) -> list[Finding]:
    """Return what the shapes of the ontology find in the draft's graph."""
    from kb.validation.shacl import load_shapes, validate_statements

    places = Collection(load_schema(workspace.ontology), (graph.file,), ())
    statements = [*graph.statements, *_neighbourhood(draft, lookup, standings)]
    focus = {graph.subject, *graph.sections}
    results = validate_statements(statements, load_shapes(workspace.ontology / "shapes"), places, focus)
    found = [_with_nearest(finding, lookup) for _, finding in results]
    if draft.front.docket not in lookup.dockets:  # what else is missing then follows from that
        found = [finding for finding in found if finding.check == "submission-docket"]
    return [finding for finding in found if not _follows(finding, found)]


def _follows(finding: Finding, found: list[Finding]) -> bool:
    """Say whether a topic is missed from the docket only because there is no such topic at all."""
    said = dict(finding.data)
    unknown = tuple((said | {"constraint": "class"}).items())
    return said.get("constraint") == "node" and any(other.data == unknown for other in found)


def _with_nearest(finding: Finding, lookup: Records) -> Finding:
    """Return a finding with the nearest id as its fix, where it is about an id that leads nowhere."""
    identifier = unquote(str(finding.value("value")).rpartition("/")[2])
    if finding.check == "section-references":
        fix = did_you_mean(identifier, [*lookup.claims, *lookup.objections], finding.fix)
    elif finding.check == "submission-docket":
        fix = did_you_mean(identifier, lookup.dockets, finding.fix)
    else:
        return finding
    return replace(finding, fix=fix)


def _neighbourhood(draft: Draft, lookup: Records, standings: Standings) -> Iterator[Statement]:
    """Yield what the shapes ask of records that a draft refers to: what they are, to what they belong.

    Objections that no longer stand, or are not accepted yet, want no answer.
    """

    def say(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> Statement:
        return Statement(subject, iri(predicate), value, "")

    def is_a(subject: str, kind: str) -> Statement:
        return Statement(subject, RDF_TYPE, ox.NamedNode(iri(kind)), "")

    for claim in lookup.claims:
        yield is_a(record("claim", claim), "soce:Claim")
    for objection in sorted(lookup.objections):
        address = record("objection", objection)
        asked = standings.of(address).allows(StandingUse.SHOW)
        if asked and objection not in draft.front.declines_to_contest:
            yield is_a(address, "soce:Objection")
    docket = lookup.dockets.get(draft.front.docket)
    if docket is None:
        return
    subject = record("docket", docket.id)
    profile = f"{subject}#profile"
    yield is_a(subject, "soce:Docket")
    yield say(subject, "soce:contentProfile", ox.NamedNode(profile))
    for topic in docket.topics:
        address = record("topic", f"{docket.id}-{topic.notation}")
        yield is_a(address, "soce:Topic")
        yield say(subject, "soce:topic", ox.NamedNode(address))
        yield say(address, "soce:invitesReply", _boolean(topic.invites_reply))
    for item in docket.required_items:
        if item.id not in draft.front.required_items:
            address = record("required-item", item.id)
            yield is_a(address, "soce:RequiredItem")
            yield say(address, "dcterms:isPartOf", ox.NamedNode(profile))


def _boolean(value: bool) -> ox.Literal:
    return ox.Literal(str(value).lower(), datatype=ox.NamedNode(iri("xsd:boolean")))


def _place(place: Place) -> RecordPlace:
    return RecordPlace(place.line, place.column)
