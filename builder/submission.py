"""The draft as a graph: a submission, its sections, and what they argue, address and answer.

    submission  a soce:Submission ; soce:submittedTo docket ; dcterms:hasPart section, …
    section     a soce:Section ; soce:argues claim ; soce:addressesTopic topic ; soce:addressesItem item ;
                soce:answersObjection objection ; cito:citesAsEvidence source or evidence item

What it owes by its case is in there too (soce:mustAnswer, mustSupply, mustAddress), and what it declines to
contest, so that the shapes ask of each comment what that comment has to give.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox

from builder.case import Case, case_of
from builder.draft.nodes import Draft
from builder.draft.outline import Outline, Use
from builder.draft.places import Place
from builder.resolve.values import listed
from kb.common.names import did_you_mean, natural
from kb.findings import Finding, Severity
from kb.model import Records
from kb.model.docket_records import Docket
from kb.namespaces import RDF_TYPE, iri, record
from kb.records.collection import Collection, RecordFile
from kb.records.nodes import Place as RecordPlace
from kb.records.nodes import SourceMap
from kb.records.schema import load_schema
from kb.records.statements import Statement
from kb.standing import Standings
from kb.standing import Use as StandingUse
from kb.workspace import Workspace


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


def make_graph(draft: Draft, outline: Outline, lookup: Records, subject: str) -> SubmissionGraph:
    """Return the graph of a draft, which has the address of its file."""
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
    for objection in draft.front.declines_to_contest:
        place = draft.front.place(f"declines-to-contest/{objection}")
        writer.link(subject, "soce:declinesToContest", record("objection", objection), place)
    for item in draft.front.required_items:
        place = draft.front.place(f"required-items/{item}")
        writer.link(subject, "soce:addressesItem", record("required-item", item), place)
    for topic in (
        draft.front.topics if docket and not outline.topics else ()
    ):  # as a letter without sections does
        address = record("topic", f"{draft.front.docket}-{topic}")
        writer.link(subject, "soce:addressesTopic", address, draft.front.place(f"topics/{topic}"))
    front = f"{subject}#front-matter"
    for predicate, uses in _named(outline, docket, lookup):
        for target, use in uses:
            writer.link(sections[use.section] if use.section >= 0 else front, predicate, target, use.place)
    statements = tuple(dict.fromkeys(writer.statements))
    digest = hashlib.sha256(draft.text.encode()).hexdigest()
    file = RecordFile(Path(draft.path), draft.path, subject, digest, statements, writer.places, ())
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

    case = case_of(draft.front, lookup)
    places = Collection(load_schema(workspace.ontology), (graph.file,), ())
    owed = _owed(graph.subject, case, lookup, standings)
    statements = [*graph.statements, *owed, *_neighbourhood(case.docket, lookup)]
    focus = {graph.subject, *graph.sections}
    results = validate_statements(statements, load_shapes(workspace.ontology / "shapes"), places, focus)
    found = [_explained(finding, case, lookup) for node, finding in results if node in focus]
    if case.docket is None:  # what else is missing then follows from that
        found = [finding for finding in found if finding.check == "submission-docket"]
    kept = _together([finding for finding in found if not _follows(finding, found)])
    return [_in_short(finding, case.docket) for finding in kept]


def _follows(finding: Finding, found: list[Finding]) -> bool:
    """Say whether a topic is missed from the docket only because there is no such topic at all."""
    said = dict(finding.data)
    unknown = tuple((said | {"constraint": "class"}).items())
    return said.get("constraint") == "node" and any(other.data == unknown for other in found)


def _explained(finding: Finding, case: Case, lookup: Records) -> Finding:
    """Return a finding with the names that there are as its fix, where it is about one that leads nowhere.

    Who asks for part of a change need not be met by every objection to it: there they are warnings.
    """
    identifier = _identifier(finding)
    if finding.check == "section-references":
        return replace(finding, fix=_known_names(identifier, finding, case.docket, lookup))
    if finding.check == "submission-docket":
        known = f"Dockets: {', '.join(sorted(lookup.dockets))}. soc-evidence new docket begins another."
        return replace(finding, fix=did_you_mean(identifier, lookup.dockets, known))
    if finding.check == "submission-objections" and case.position == "in part":
        return replace(finding, severity=Severity.WARNING)
    return finding


def _in_short(finding: Finding, docket: Docket | None) -> Finding:
    """Return a finding that names topics as the notice does: T5 and not bls-2024-0001-T5."""
    of_topics = finding.value("path") in ("soce:mustAddress", "soce:addressesTopic")
    if docket is None or not of_topics:
        return finding
    return replace(finding, message=finding.message.replace(f"{docket.id}-", ""))


def _identifier(finding: Finding) -> str:
    return unquote(str(finding.value("value")).rpartition("/")[2])


def _known_names(identifier: str, finding: Finding, docket: Docket | None, lookup: Records) -> str:
    path = finding.value("path")
    if docket and path == "soce:addressesTopic":
        return f"Topics of {docket.id}: {', '.join(topic.notation for topic in docket.topics)}."
    if docket and path == "soce:addressesItem":
        items = ", ".join(item.id for item in docket.required_items)
        return f"Required items of {docket.id}: {items}."
    known = lookup.claims if path == "soce:argues" else lookup.objections
    return did_you_mean(identifier, known, finding.fix)


_FEW = 3
"""Missing things that are named in a finding each; more of a kind are named in one."""


def _together(found: list[Finding]) -> list[Finding]:
    """Return the findings, those of what is owed and missing joined to one a check where they are many."""
    joined: list[Finding] = []
    for check in dict.fromkeys(finding.check for finding in found):
        same = [finding for finding in found if finding.check == check]
        lacking = check.startswith("submission-") and len(same) > _FEW
        joined += [_joined(same)] if lacking else same
    return joined


def _joined(same: list[Finding]) -> Finding:
    first = same[0]
    names = sorted((_identifier(finding) for finding in same), key=natural)
    return replace(
        first,
        message=first.message.replace(_identifier(first), listed(names)),
        fix=first.fix.replace(_identifier(first), "…"),
        data=tuple((dict(first.data) | {"value": " ".join(names)}).items()),
    )


def _owed(subject: str, case: Case, lookup: Records, standings: Standings) -> Iterator[Statement]:
    """Yield what a submission has to reply to and to supply.

    Objections that no longer stand, or are not accepted yet, want no answer.
    """

    def owes(predicate: str, records: Iterable[str]) -> Iterator[Statement]:
        return (Statement(subject, iri(predicate), ox.NamedNode(address), "") for address in records)

    binding = [o.iri for o in lookup.objections.values() if case.binds(o)]
    asked = [address for address in binding if standings.of(address).allows(StandingUse.SHOW)]
    yield from owes("soce:mustAnswer", sorted(asked))
    yield from owes("soce:mustSupply", (record("required-item", item.id) for item in case.required_items))
    if case.docket:
        topics = (f"{case.docket.id}-{topic.notation}" for topic in case.topics)
        yield from owes("soce:mustAddress", (record("topic", topic) for topic in topics))


def _neighbourhood(docket: Docket | None, lookup: Records) -> Iterator[Statement]:
    """Yield what the shapes ask of records that a draft refers to: what they are, to what they belong."""

    def is_a(subject: str, kind: str) -> Statement:
        return Statement(subject, RDF_TYPE, ox.NamedNode(iri(kind)), "")

    for claim in lookup.claims:
        yield is_a(record("claim", claim), "soce:Claim")
    for objection in lookup.objections:
        yield is_a(record("objection", objection), "soce:Objection")
    if docket is None:
        return
    subject = record("docket", docket.id)
    yield is_a(subject, "soce:Docket")
    for topic in docket.topics:
        address = record("topic", f"{docket.id}-{topic.notation}")
        yield is_a(address, "soce:Topic")
        yield Statement(subject, iri("soce:topic"), ox.NamedNode(address), "")
    for item in docket.required_items:
        yield is_a(record("required-item", item.id), "soce:RequiredItem")


def _place(place: Place) -> RecordPlace:
    return RecordPlace(place.line, place.column)
