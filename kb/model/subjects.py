"""Occupations and groups as subjects of a comparison, each with the detailed occupations it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.common.names import nearest_names
from kb.errors import MissingError
from kb.model.classification import default_classification
from kb.model.graph import Graph
from kb.model.record_names import id_of

_IS_CLASS = "ASK { VALUES ?it {} ?it a skos:Concept }"
_WITHIN = """
SELECT DISTINCT ?it ?member WHERE {
  ?member skos:broader+ ?it .
  FILTER NOT EXISTS { ?narrower skos:broader ?member }
}"""
_TEXTS = """
SELECT ?it ?title ?official ?gloss WHERE {
  VALUES ?it {}
  OPTIONAL { ?it skos:prefLabel ?title }
  OPTIONAL { ?it xkos:coreContentNote ?official }
  OPTIONAL { ?it skos:scopeNote ?gloss }
} ORDER BY DESC(?title) DESC(?official) DESC(?gloss)"""


@dataclass(frozen=True, slots=True)
class Subject:
    """A detailed occupation, or a group as a whole."""

    code: str
    title: str
    definition: str
    """Official definition, or our gloss until that is imported; groups have none."""
    official: bool
    members: tuple[str, ...]
    """Codes of the detailed occupations of a group; of an occupation its own code alone."""
    named: bool
    """False for an occupation that is there only because its group was named."""

    @property
    def group(self) -> bool:
        """Whether it is a group."""
        return self.members != (self.code,)


def subjects_of(graph: Graph, codes: Iterable[str], *, whole: bool = False) -> tuple[Subject, ...]:
    """Return what codes stand for, in the order named; a group comes before its detailed occupations.

    With `whole` the occupations of groups are left out.

    Raises:
        MissingError: a code is not in the graph.
    """
    named = tuple(codes)
    members: dict[str, tuple[str, ...]] = {}
    for code in named:
        below = _members(graph, code)
        members[code] = below
        if not whole:
            for member in below:
                members.setdefault(member, (member,))
    texts = _texts(graph, list(members))
    return tuple(Subject(code, *texts[code], below, code in named) for code, below in members.items())


def _members(graph: Graph, code: str) -> tuple[str, ...]:
    """Return a code, or the detailed occupations of a group, by notation."""
    classification = default_classification()
    known = classification.is_code(code) and graph.ask(_IS_CLASS, it=[classification.iri(code)])
    if not known:
        raise _unknown(graph, code)
    rows = graph.select(_WITHIN, it=classification.iri(code))
    return tuple(sorted(id_of(row["member"]) for row in rows)) or (code,)


def _unknown(graph: Graph, code: str) -> MissingError:
    classification = default_classification()
    rows = graph.select("SELECT DISTINCT ?it WHERE { ?it a skos:Concept }")
    codes = [row["it"].removeprefix(classification.namespace) for row in rows]
    near = ", ".join(nearest_names(code, filter(classification.is_code, codes)))
    remedy = f"Did you mean {near}? " if near else ""
    return MissingError(
        f"The base has no SOC code `{code}`.",
        f"{remedy}soc-evidence import soc adds the codes that it lacks.",
    )


def _texts(graph: Graph, codes: list[str]) -> dict[str, tuple[str, str, bool]]:
    """Return title, definition and whether that is the official one; the first in order of several."""
    rows = graph.select(_TEXTS, it=default_classification().iris(codes))
    return {
        id_of(row["it"]): (
            row.get("title", ""),
            row.get("official") or row.get("gloss", ""),
            "official" in row,
        )
        for row in rows
    }


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
