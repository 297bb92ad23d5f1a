"""Occupations and groups as subjects of a comparison, each with the detailed occupations it stands for."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from kb.analysis.identify import id_of
from kb.analysis.tables import values
from kb.errors import MissingError
from kb.namespaces import SOC_2018
from kb.store.knowledge import Knowledge


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


def subjects_of(knowledge: Knowledge, codes: Iterable[str], *, whole: bool = False) -> tuple[Subject, ...]:
    """Return what codes stand for, in the order named; a group comes before its detailed occupations.

    With `whole` the occupations of groups are left out.

    Raises:
        MissingError: a code is not in the graph.
    """
    named = tuple(codes)
    members: dict[str, tuple[str, ...]] = {}
    for code in named:
        below = _members(knowledge, code)
        members[code] = below
        if not whole:
            for member in below:
                members.setdefault(member, (member,))
    texts = _texts(knowledge, list(members))
    return tuple(Subject(code, *texts[code], below, code in named) for code, below in members.items())


def _members(knowledge: Knowledge, code: str) -> tuple[str, ...]:
    """Return a code, or the detailed occupations of a group, by notation."""
    if not knowledge.select("SELECT ?it WHERE { ?it a skos:Concept } LIMIT 1", it=SOC_2018 + code):
        raise _unknown(knowledge, code)
    rows = knowledge.select(
        """
        SELECT DISTINCT ?it ?member WHERE {
          ?member skos:broader+ ?it .
          FILTER NOT EXISTS { ?narrower skos:broader ?member }
        }""",
        it=SOC_2018 + code,
    )
    return tuple(sorted(id_of(row["member"]) for row in rows)) or (code,)


def _unknown(knowledge: Knowledge, code: str) -> MissingError:
    rows = knowledge.select(
        f'SELECT DISTINCT ?it WHERE {{ ?it a skos:Concept FILTER(STRSTARTS(STR(?it), "{SOC_2018}")) }}'
    )
    known = sorted(i for row in rows if re.fullmatch(r"\d\d-\d{4}", i := id_of(row["it"])))
    near = ", ".join(difflib.get_close_matches(code, known, n=3))
    remedy = f"Did you mean {near}? " if near else ""
    return MissingError(
        f"The base has no SOC code `{code}`.",
        f"{remedy}soc-evidence import soc adds the codes that it lacks.",
    )


def _texts(knowledge: Knowledge, codes: list[str]) -> dict[str, tuple[str, str, bool]]:
    """Return title, definition and whether that is the official one; the first in order of several."""
    rows = knowledge.select(
        f"""
        SELECT ?it ?title ?official ?gloss WHERE {{
          {values("it", [SOC_2018 + code for code in codes])}
          OPTIONAL {{ ?it skos:prefLabel ?title }}
          OPTIONAL {{ ?it xkos:coreContentNote ?official }}
          OPTIONAL {{ ?it skos:scopeNote ?gloss }}
        }} ORDER BY DESC(?title) DESC(?official) DESC(?gloss)"""
    )
    return {
        id_of(row["it"]): (
            row.get("title", ""),
            row.get("official") or row.get("gloss", ""),
            "official" in row,
        )
        for row in rows
    }
