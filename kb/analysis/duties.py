"""Duty statements of occupations, as recorded in evidence files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.analysis.identify import id_of, in_order
from kb.analysis.tables import values
from kb.namespaces import SOC_2018
from kb.store.knowledge import Knowledge, Row


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


def duties_of(knowledge: Knowledge, codes: Sequence[str]) -> tuple[Duty, ...]:
    """Return the duties of occupations: required before may, then in the order of their source."""
    rows = knowledge.select(
        f"""
        SELECT ?it ?duty ?kind ?statement ?function ?source ?item ?mark ?place WHERE {{
          {values("it", [SOC_2018 + code for code in codes])}
          {{ SELECT ?duty ?it {{ ?duty a soce:DutyStatement ; soce:occupation ?it }} }}
          OPTIONAL {{ ?duty soce:dutyKind ?kind }}
          OPTIONAL {{ ?duty soce:statement ?statement }}
          OPTIONAL {{ ?duty soce:performs ?function }}
          OPTIONAL {{ ?duty dcterms:source ?source }}
          OPTIONAL {{ ?duty soce:locator/soce:item ?item }}
          OPTIONAL {{ ?duty soce:verification ?mark }}
          OPTIONAL {{ ?duty soce:order ?place }}
        }}"""
    )
    grouped: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        grouped.setdefault((row["it"], row["duty"]), []).append(row)
    places = {code: place for place, code in enumerate(codes)}
    ranked = sorted(
        grouped.values(),
        key=lambda group: (
            places[id_of(group[0]["it"])],
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
        code=id_of(row["it"]),
        kind=id_of(row.get("kind", "")),
        id=id_of(row["duty"]),
        statement=row.get("statement", ""),
        functions=tuple(sorted({id_of(r["function"]) for r in group if "function" in r})),
        source=id_of(row.get("source", "")),
        item=row.get("item", ""),
        verification=id_of(row.get("mark", "")),
    )
