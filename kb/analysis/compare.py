"""Occupations side by side: what they do, which functions that performs, and their figures."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from kb.analysis.figures import Figure, figures_of
from kb.analysis.identify import id_of, in_order
from kb.errors import MissingError
from kb.namespaces import SOC_2018
from kb.store.knowledge import Knowledge, Row


@dataclass(frozen=True, slots=True)
class Occupation:
    """A column of the comparison."""

    code: str
    title: str
    definition: str
    """Official definition, or our gloss until that is imported."""
    official: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty statement of one occupation."""

    code: str
    kind: str
    """required or may."""
    id: str
    statement: str
    functions: tuple[str, ...]
    source: str
    item: str
    """Item in the source, such as an O*NET task."""
    verification: str


@dataclass(frozen=True, slots=True)
class Cell:
    """Duties of one occupation that perform one function."""

    code: str
    required: tuple[str, ...]
    may: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FunctionRow:
    """A function and the duties that perform it, in the order of the occupations."""

    function: str
    label: str
    protective: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything compared, in the order in which the occupations were named."""

    occupations: tuple[Occupation, ...]
    duties: tuple[Duty, ...]
    functions: tuple[FunctionRow, ...]
    figures: tuple[Figure, ...]
    """By measure, then period, latest first, then occupation."""


def compare(knowledge: Knowledge, codes: Iterable[str]) -> Comparison:
    """Compare occupations; a group such as 33-9000 stands for its detailed occupations.

    Raises:
        MissingError: a code is not in the graph.
    """
    expanded: dict[str, None] = {}
    for code in codes:
        expanded.update(dict.fromkeys(_members(knowledge, code)))
    wanted = tuple(expanded)
    duties = _duties(knowledge, wanted)
    return Comparison(
        tuple(_occupation(knowledge, code) for code in wanted),
        duties,
        _functions(knowledge, wanted, duties),
        figures_of(knowledge, wanted),
    )


def _members(knowledge: Knowledge, code: str) -> list[str]:
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
    return sorted(id_of(row["member"]) for row in rows) or [code]


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


def _occupation(knowledge: Knowledge, code: str) -> Occupation:
    row = knowledge.select(
        """
        SELECT ?it ?title ?official ?gloss WHERE {
          ?it a skos:Concept .
          OPTIONAL { ?it skos:prefLabel ?title }
          OPTIONAL { ?it xkos:coreContentNote ?official }
          OPTIONAL { ?it skos:scopeNote ?gloss }
        } ORDER BY ?title ?official ?gloss LIMIT 1""",
        it=SOC_2018 + code,
    )[0]
    text = row.get("official") or row.get("gloss", "")
    return Occupation(code, row.get("title", ""), text, "official" in row)


def _duties(knowledge: Knowledge, codes: tuple[str, ...]) -> tuple[Duty, ...]:
    rows = [
        {**row, "code": code}
        for code in codes
        for row in knowledge.select(
            """
            SELECT ?it ?duty ?kind ?statement ?function ?source ?item ?mark ?place WHERE {
              ?duty a soce:DutyStatement ; soce:occupation ?it .
              OPTIONAL { ?duty soce:dutyKind ?kind }
              OPTIONAL { ?duty soce:statement ?statement }
              OPTIONAL { ?duty soce:performs ?function }
              OPTIONAL { ?duty dcterms:source ?source }
              OPTIONAL { ?duty soce:locator/soce:item ?item }
              OPTIONAL { ?duty soce:verification ?mark }
              OPTIONAL { ?duty soce:order ?place }
            }""",
            it=SOC_2018 + code,
        )
    ]
    grouped: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        grouped.setdefault((row["code"], row["duty"]), []).append(row)
    ranked = sorted(
        grouped.values(),
        key=lambda group: (
            codes.index(group[0]["code"]),
            id_of(group[0].get("kind", "")) != "required",
            id_of(group[0].get("source", "")),
            int(group[0].get("place", 0)),
            in_order(group[0]["duty"]),
        ),
    )
    return tuple(_duty(group) for group in ranked)


def _duty(group: list[Row]) -> Duty:
    row = group[0]
    return Duty(
        code=row["code"],
        kind=id_of(row.get("kind", "")),
        id=id_of(row["duty"]),
        statement=row.get("statement", ""),
        functions=tuple(sorted({id_of(r["function"]) for r in group if "function" in r})),
        source=id_of(row.get("source", "")),
        item=row.get("item", ""),
        verification=id_of(row.get("mark", "")),
    )


def _functions(
    knowledge: Knowledge, codes: tuple[str, ...], duties: tuple[Duty, ...]
) -> tuple[FunctionRow, ...]:
    rows = knowledge.select(
        """
        SELECT ?function ?label ?protective ?place WHERE {
          ?function a soce:ProtectiveFunction .
          OPTIONAL { ?function skos:prefLabel ?label }
          OPTIONAL { ?function soce:protective ?protective }
          OPTIONAL { ?function soce:order ?place }
        }"""
    )
    rows.sort(key=lambda row: (int(row.get("place", 999)), row["function"]))
    return tuple(
        FunctionRow(
            id_of(row["function"]),
            row.get("label", ""),
            row.get("protective") == "true",
            tuple(_cell(code, id_of(row["function"]), duties) for code in codes),
        )
        for row in rows
    )


def _cell(code: str, function: str, duties: tuple[Duty, ...]) -> Cell:
    performing = [duty for duty in duties if duty.code == code and function in duty.functions]
    return Cell(
        code,
        tuple(duty.id for duty in performing if duty.kind == "required"),
        tuple(duty.id for duty in performing if duty.kind != "required"),
    )
