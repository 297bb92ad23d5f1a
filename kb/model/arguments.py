"""Loads claims with their evidence lines, objections, principles and guidelines, and functions."""

from __future__ import annotations

from collections.abc import Mapping

from kb.model.graph_nodes import EMPTY, Node, NodeReader, provenance
from kb.model.records import Claim, EvidenceLine, Function, Objection, Principle

STRENGTHS = ("strong", "moderate", "weak")
"""Strengths of an evidence line, strongest first."""


def load_claims(reader: NodeReader, names: Mapping[str, str]) -> dict[str, Claim]:
    """Return every claim by id."""
    nodes = reader.fetch("?s a soce:Claim")
    lines = reader.fetch("?x a soce:Claim ; soce:line ?s")
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
        about=node.ids("dcterms:subject"),
        superseded_by=node.superseded_by,
    )


def _line(node: Node) -> EvidenceLine:
    return EvidenceLine(
        direction=node.id_of("soce:direction"),
        strength=node.id_of("soce:strength"),
        argument=node.prose("soce:argument"),
        items=node.ids("soce:hasEvidenceItem"),
        figures=node.ids("soce:hasFigure"),
        duties=node.ids("soce:hasDuty"),
    )


def _weight(line: EvidenceLine) -> tuple[bool, int, str]:
    """Support before dispute, strong before weak."""
    strength = STRENGTHS.index(line.strength) if line.strength in STRENGTHS else len(STRENGTHS)
    return line.direction != "supports", strength, line.argument


def load_objections(reader: NodeReader, names: Mapping[str, str]) -> dict[str, Objection]:
    """Return every objection by id."""
    nodes = reader.fetch("?s a soce:Objection")
    parts = reader.fetch("?x a soce:Objection ; soce:locator|oa:hasSelector ?s")
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
        about=node.ids("dcterms:subject"),
        superseded_by=node.superseded_by,
    )


def load_principles(reader: NodeReader) -> dict[str, Principle]:
    """Return principles and guidelines by id, such as P2 and G6."""
    either = "VALUES ?t { soce:Principle soce:Guideline }"
    nodes = reader.fetch(f"{either} ?s a ?t")
    parts = reader.fetch(f"{either} ?x a ?t ; soce:locator ?s")
    return {
        node.id: Principle(
            node.id,
            node.one("skos:prefLabel"),
            node.prose("soce:statement"),
            node.prose("soce:bearing"),
            provenance(node, parts),
            node.ids("dcterms:subject"),
        )
        for node in nodes.values()
    }


def load_functions(reader: NodeReader) -> dict[str, Function]:
    """Return the functions by id, in their own order."""
    nodes = reader.fetch("?s a soce:ProtectiveFunction")
    functions = [
        Function(
            node.id,
            node.one("skos:prefLabel") or node.id,
            node.prose("skos:definition"),
            node.one("soce:protective") not in ("false", "0"),
            int(node.one("soce:order") or 0),
            node.prose("soce:limits"),
        )
        for node in nodes.values()
    ]
    return {f.id: f for f in sorted(functions, key=lambda f: (f.order, f.id))}
