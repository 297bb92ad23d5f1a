"""Loads agents, of agencies with their state and size, and what makes a source the job description of one."""

from __future__ import annotations

from kb.model.graph_nodes import Node, NodeReader
from kb.model.records import Agent, JobDescription


def load_agents(reader: NodeReader) -> dict[str, Agent]:
    """Return people, committees, offices and organizations by id."""
    return {node.id: _agent(node) for node in reader.fetch("?s a prov:Agent ; foaf:name ?name").values()}


def _agent(node: Node) -> Agent:
    positions = node.one("soce:positions")
    return Agent(
        id=node.id,
        name=node.one("foaf:name"),
        kind=node.id_of("soce:agentKind"),
        acronym=node.one("soce:acronym"),
        state=node.one("soce:state"),
        place=node.one("soce:place"),
        positions=int(positions) if positions.isdigit() else None,
    )


def job_description(node: Node) -> JobDescription | None:
    """Return what a source is the job description of; None for any other source."""
    occupation = node.id_of("soce:describesWorkOf")
    if not occupation:
        return None
    return JobDescription(
        occupation=occupation,
        agency=node.id_of("soce:employingAgency"),
        revised=node.one("dcterms:issued"),
        permission=node.one("soce:permission"),
        permitted_on=node.one("soce:permittedOn"),
        gathered=node.one("soce:gathered"),
    )
