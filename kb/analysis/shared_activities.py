"""Detailed work activities (DWAs) that occupations share: what O*NET's analysts hold their tasks to be."""

from __future__ import annotations

from dataclasses import dataclass

from kb.model.graph import Graph
from kb.model.publisher_tables import Table, onet_occupations
from kb.model.record_names import id_of
from kb.model.soc_classes import Subject, members_of, others

_DONE = """
SELECT DISTINCT ?statements ?activities ?onet ?activity WHERE {
  VALUES ?onet {}
  GRAPH ?statements { ?task soce:onetOccupation ?onet }
  GRAPH ?activities { ?task soce:activity ?activity }
}"""
_TITLES = """
SELECT ?table ?it ?id ?title WHERE {
  GRAPH ?table { ?it skos:notation ?id ; skos:prefLabel ?title }
}"""
NEEDED = ("occupation-data", "task-statements", "tasks-to-dwas", "dwa-reference")


@dataclass(frozen=True, slots=True)
class Overlap:
    """The activities of a subject against those of the reference; all activities are ids."""

    code: str
    occupations: int
    """Detailed occupations whose activities are counted: those of the subject that O*NET gives any."""
    shared: tuple[str, ...] | None
    only_reference: tuple[str, ...] | None
    only_here: tuple[str, ...] | None
    """These three are None where no activities are recorded of the one or the other side."""
    jaccard: float | None
    """Shared of all that either has, from 0 to 1; None likewise."""


@dataclass(frozen=True, slots=True)
class Activities:
    """The first subject's activities, and how those of the others overlap with them."""

    reference: str
    own: tuple[str, ...] | None
    """None where none are recorded."""
    overlaps: tuple[Overlap, ...]
    titles: dict[str, str]
    """Title of each activity, by id."""
    sources: tuple[Table, ...]


def activities_of(graph: Graph, subjects: tuple[Subject, ...], tables: dict[str, Table]) -> Activities | None:
    """Compare by activities; None where the tables are not imported."""
    if any(slug not in tables for slug in NEEDED):
        return None
    reference = subjects[0]
    done = _done(graph, members_of(subject.members for subject in subjects), tables)
    own = frozenset[str]().union(*(done.get(code, frozenset()) for code in reference.members))
    overlaps = tuple(_overlap(subject, reference, own, done) for subject in subjects[1:])
    ids = own.union(*(done.get(code, frozenset()) for subject in subjects for code in subject.members))
    return Activities(
        reference.code,
        tuple(sorted(own)) or None,
        overlaps,
        _titles(graph, ids, tables["dwa-reference"]),
        (tables["task-statements"], tables["tasks-to-dwas"]),
    )


def _overlap(
    subject: Subject, reference: Subject, own: frozenset[str], done: dict[str, frozenset[str]]
) -> Overlap:
    members = [code for code in others(subject.members, reference.members) if code in done]
    here = frozenset[str]().union(*(done[code] for code in members))
    if not own or not here:
        return Overlap(subject.code, len(members), None, None, None, None)
    return Overlap(
        subject.code,
        len(members),
        tuple(sorted(own & here)),
        tuple(sorted(own - here)),
        tuple(sorted(here - own)),
        round(len(own & here) / len(own | here), 4),
    )


def _done(graph: Graph, codes: list[str], tables: dict[str, Table]) -> dict[str, frozenset[str]]:
    """Return the activities of each code, over all O*NET-SOC occupations within it."""
    onet = onet_occupations(graph, codes)
    rows = graph.select(
        _DONE,
        onet=[iri for iris in onet.values() for iri in iris],
        statements=tables["task-statements"].graph,
        activities=tables["tasks-to-dwas"].graph,
    )
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["onet"], set()).add(row["activity"])
    united = {
        code: frozenset[str]().union(*(found.get(iri, set()) for iri in iris)) for code, iris in onet.items()
    }
    return {code: frozenset(map(id_of, activities)) for code, activities in united.items() if activities}


def _titles(graph: Graph, ids: frozenset[str], table: Table) -> dict[str, str]:
    rows = graph.select(_TITLES, table=table.graph)
    titles = {row["id"]: row["title"].rstrip(".") for row in rows if row["id"] in ids}
    return dict(sorted(titles.items()))
