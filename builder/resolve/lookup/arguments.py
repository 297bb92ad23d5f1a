"""Claims with their evidence lines, objections, principles and guidelines, functions, bills."""

from __future__ import annotations

from collections.abc import Mapping

from builder.resolve.lookup.nodes import EMPTY, Node, fetch, provenance
from builder.resolve.lookup.records import Bill, Claim, Function, Line, Objection, Principle
from kb.store import Knowledge

STRENGTHS = ("strong", "moderate", "weak")
"""Strengths of an evidence line, strongest first."""


def load_claims(knowledge: Knowledge, names: Mapping[str, str]) -> dict[str, Claim]:
    """Return every claim by id."""
    nodes = fetch(knowledge, "?s a soce:Claim")
    lines = fetch(knowledge, "?x a soce:Claim ; soce:line ?s")
    return {node.id: _claim(node, lines, names) for node in nodes.values()}


def _claim(node: Node, lines: Mapping[str, Node], names: Mapping[str, str]) -> Claim:
    agent = node.id_of("prov:wasAttributedTo")
    of_claim = [_line(lines.get(address, EMPTY)) for address in node.many("soce:line")]
    return Claim(
        id=node.id,
        title=node.prose("dcterms:title") or node.id,
        statement=node.prose("soce:statement"),
        basis=node.id_of("soce:basis"),
        attributed_to=names.get(agent, agent),
        principles=node.ids("soce:invokes"),
        items=node.ids("soce:addressesItem"),
        relies_on=node.ids("soce:reliesOn"),
        lines=tuple(sorted(of_claim, key=_weight)),
    )


def _line(node: Node) -> Line:
    return Line(
        direction=node.id_of("soce:direction"),
        strength=node.id_of("soce:strength"),
        argument=node.prose("soce:argument"),
        items=node.ids("soce:hasEvidenceItem"),
        figures=node.ids("soce:hasFigure"),
        duties=node.ids("soce:hasDuty"),
    )


def _weight(line: Line) -> tuple[bool, int, str]:
    """Support before dispute, strong before weak."""
    strength = STRENGTHS.index(line.strength) if line.strength in STRENGTHS else len(STRENGTHS)
    return line.direction != "supports", strength, line.argument


def load_objections(knowledge: Knowledge, names: Mapping[str, str]) -> dict[str, Objection]:
    """Return every objection by id."""
    nodes = fetch(knowledge, "?s a soce:Objection")
    parts = fetch(knowledge, "?x a soce:Objection ; soce:locator|oa:hasSelector ?s")
    return {node.id: _objection(node, parts, names) for node in nodes.values()}


def _objection(node: Node, parts: Mapping[str, Node], names: Mapping[str, str]) -> Objection:
    agents = [names.get(agent, agent) for agent in node.ids("prov:wasAttributedTo")]
    return Objection(
        id=node.id,
        title=node.prose("dcterms:title"),
        statement=node.prose("soce:statement"),
        provenance=provenance(node, parts),
        quote=parts.get(node.one("oa:hasSelector"), EMPTY).one("oa:exact"),
        raised_by=" and ".join(agents),
        date=node.one("dcterms:date"),
        principles=node.ids("soce:invokes"),
        anticipated=node.one("soce:anticipated") in ("true", "1"),
        answered_by=node.ids("soce:answeredBy"),
        unanswered=node.prose("soce:unanswered"),
        reply=node.prose("soce:reply"),
    )


def load_principles(knowledge: Knowledge) -> dict[str, Principle]:
    """Return principles and guidelines by id, such as P2 and G6."""
    either = "VALUES ?t { soce:Principle soce:Guideline }"
    nodes = fetch(knowledge, f"{either} ?s a ?t")
    parts = fetch(knowledge, f"{either} ?x a ?t ; soce:locator ?s")
    return {
        node.id: Principle(
            node.id,
            node.one("skos:prefLabel"),
            node.prose("soce:statement"),
            node.prose("soce:bearing"),
            provenance(node, parts),
        )
        for node in nodes.values()
    }


def load_functions(knowledge: Knowledge) -> dict[str, Function]:
    """Return the functions by id, in their own order."""
    nodes = fetch(knowledge, "?s a soce:ProtectiveFunction")
    functions = [
        Function(
            node.id,
            node.one("skos:prefLabel") or node.id,
            node.prose("skos:definition"),
            node.one("soce:protective") not in ("false", "0"),
            int(node.one("soce:order") or 0),
        )
        for node in nodes.values()
    ]
    return {f.id: f for f in sorted(functions, key=lambda f: (f.order, f.id))}


def load_bills(knowledge: Knowledge) -> dict[str, Bill]:
    """Return legislation by id."""
    nodes = fetch(knowledge, "?s a schema:Legislation")
    parts = fetch(knowledge, "?x a schema:Legislation ; soce:locator ?s")
    return {node.id: _bill(node, parts) for node in nodes.values()}


def _bill(node: Node, parts: Mapping[str, Node]) -> Bill:
    return Bill(
        id=node.id,
        number=node.one("bibo:number"),
        title=node.prose("dcterms:title"),
        jurisdiction=node.one("soce:jurisdiction"),
        session=node.one("soce:session"),
        introduced=node.one("soce:introduced"),
        sponsors=", ".join(node.many("soce:sponsors")),
        effect=node.id_of("soce:effect"),
        statement=node.prose("soce:statement"),
        status=node.id_of("soce:legislativeStatus"),
        status_date=node.one("soce:statusDate"),
        provenance=provenance(node, parts),
    )
