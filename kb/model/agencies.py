"""Loads agents, of agencies with their state and size, and what makes a source the job description of one."""

from __future__ import annotations

from collections.abc import Mapping

from kb.model.graph_nodes import EMPTY, Node, NodeReader
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


def job_description(node: Node, parts: Mapping[str, Node]) -> JobDescription | None:
    """Return what a source is the job description of; None for any other source."""
    occupation = node.id_of("soce:describesWorkOf")
    if not occupation:
        return None
    permission = parts.get(node.one("soce:permission"), EMPTY)
    return JobDescription(
        occupation=occupation,
        agency=node.id_of("soce:agency"),
        revised=node.one("dcterms:issued"),
        permission=permission.one("soce:permittedHow"),
        permitted_on=permission.one("prov:endedAtTime"),
        gathered=node.one("soce:gathered"),
    )
