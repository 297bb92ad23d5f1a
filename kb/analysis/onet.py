"""O*NET-SOC occupations of SOC codes: the one that is the code itself, and those that refine it."""

from __future__ import annotations

from collections.abc import Iterable

from kb.model.classification import default_classification
from kb.model.graph import Graph
from kb.model.record_names import id_of

_REFINING = """
SELECT ?it ?onet WHERE {
  VALUES ?it {}
  ?onet skos:exactMatch|skos:broadMatch ?it ; skos:notation ?code .
}"""


def onet_occupations(graph: Graph, codes: Iterable[str]) -> dict[str, list[str]]:
    """Return the IRIs of the O*NET-SOC occupations of each code; the occupation itself (.00) comes first."""
    found: dict[str, list[str]] = {}
    rows = graph.select(_REFINING, it=default_classification().iris(codes))
    for row in sorted(rows, key=lambda row: row["onet"]):
        found.setdefault(id_of(row["it"]), []).append(row["onet"])
    return found


def members_of(subjects_members: Iterable[tuple[str, ...]]) -> list[str]:
    """Return the detailed codes of several subjects, each once, in order."""
    return sorted({code for members in subjects_members for code in members})


def others(members: tuple[str, ...], reference: tuple[str, ...]) -> tuple[str, ...]:
    """Return the members of a group without the occupation that it is compared with.

    A group that contains the reference would else be likened to the reference itself. Where the reference
    is a group, wholes are compared.
    """
    if len(reference) > 1:
        return members
    return tuple(code for code in members if code not in reference)
