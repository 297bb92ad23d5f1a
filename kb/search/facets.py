"""What answers can be filtered by: read from the graph for each record, decided before ranking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kb import namespaces
from kb.common.dates_and_numbers import read_date
from kb.errors import UsageError
from kb.model.classification import default_classification
from kb.model.record_names import id_of
from kb.search.passage_database import Database
from kb.search.passages import SEARCHED, Bearing, Facets, searched_kind
from kb.standing import Standing
from kb.store.knowledge import Knowledge

_SIMPLE = {
    "function": "soce:performs|soce:concernsFunction",
    "verification": "soce:verification",
    "authority": "soce:authority|dcterms:source/soce:authority",
    "occupation": "soce:occupation|dcterms:subject|soce:onetOccupation/(skos:exactMatch|skos:broadMatch)",
    "principle": "soce:invokes",
    "standing": "soce:standing",
}
"""Facet to the path that gives its values."""
_CONTRIBUTOR = f"""
SELECT DISTINCT ?it ?name WHERE {{
  ?file prov:wasGeneratedBy ?contribution . ?contribution soce:contributor|soce:organization ?name .
  GRAPH ?file {{ ?it a ?class }}
  FILTER({SEARCHED})
}}"""
_BEARINGS = """
SELECT DISTINCT ?it ?claim ?direction ?strength WHERE {
  { ?claim soce:line ?line . ?line soce:direction ?direction ;
      soce:hasEvidenceItem|soce:hasFigure|soce:hasDuty ?it .
    OPTIONAL { ?line soce:strength ?strength } }
  UNION { ?it cito:supports ?claim . ?claim a soce:Claim . BIND("supports" AS ?direction) }
  UNION { ?it cito:disputes ?claim . ?claim a soce:Claim . BIND("disputes" AS ?direction) }
  UNION { ?it a soce:Objection ; soce:answeredBy ?claim . BIND("disputes" AS ?direction) }
}"""


def read_facets(knowledge: Knowledge, records: set[str]) -> dict[str, Facets]:
    """Return the facets of records."""
    groups = _groups(knowledge)
    values: dict[str, set[tuple[str, str]]] = {
        record: {("kind", searched_kind(record))} for record in records
    }
    for facet, path in _SIMPLE.items():
        for row in knowledge.select(
            f"SELECT DISTINCT ?it ?value WHERE {{ ?it {path} ?value FILTER({SEARCHED}) }}"
        ):
            if row["it"] in values:
                values[row["it"]].add((facet, id_of(row["value"])))
    for row in knowledge.select(_CONTRIBUTOR):
        if row["it"] in values:
            values[row["it"]].add(("contributor", row["name"]))
    for record, pairs in values.items():
        if searched_kind(record) in ("soc", "function"):
            pairs.add(("occupation" if searched_kind(record) == "soc" else "function", id_of(record)))
        codes = [value for facet, value in pairs if facet == "occupation"]
        if not any(facet == "standing" for facet, _ in pairs):
            pairs.add(("standing", Standing.USABLE.value))
        pairs |= {("group", group) for code in codes for group in (code, *groups.get(code, ()))}
    dates, sources, bearings = _dates(knowledge), _sources(knowledge), _bearings(knowledge)
    return {
        record: Facets(
            frozenset(pairs), dates.get(record, ""), sources.get(record, ""), bearings.get(record, ())
        )
        for record, pairs in values.items()
    }


def _groups(knowledge: Knowledge) -> dict[str, set[str]]:
    """Return the groups above each code of the classification."""
    classes = default_classification().namespace
    found: dict[str, set[str]] = {}
    for row in knowledge.select("SELECT DISTINCT ?it ?up WHERE { ?it skos:broader+ ?up }"):
        if row["it"].startswith(classes):
            found.setdefault(id_of(row["it"]), set()).add(id_of(row["up"]))
    return found


def _dates(knowledge: Knowledge) -> dict[str, str]:
    """Return the latest date of each record; its own goes before that of its source."""
    dates: dict[str, str] = {}
    own = "dcterms:date|sdmx-dimension:refPeriod|dcterms:issued|soce:statusDate"
    for path in ("dcterms:source/dcterms:issued", own):
        found: dict[str, str] = {}
        for row in knowledge.select(f"SELECT ?it ?date WHERE {{ ?it {path} ?date FILTER({SEARCHED}) }}"):
            found[row["it"]] = max(row["date"], found.get(row["it"], ""))
        dates |= found
    return dates


def _sources(knowledge: Knowledge) -> dict[str, str]:
    rows = knowledge.select(
        f"SELECT ?it ?source WHERE {{ ?it dcterms:source ?source FILTER({SEARCHED}) }} ORDER BY DESC(?source)"
    )
    return {row["it"]: row["source"] for row in rows}


def _bearings(knowledge: Knowledge) -> dict[str, tuple[Bearing, ...]]:
    """Return what each record speaks for and against; an evidence line goes before the bare word."""
    best: dict[tuple[str, str, str], str] = {}
    for row in knowledge.select(_BEARINGS):
        key = (row["it"], row["claim"], id_of(row["direction"]))
        best[key] = max(best.get(key, ""), id_of(row.get("strength", "")))
    found: dict[str, list[Bearing]] = {}
    for (record, claim, direction), strength in sorted(best.items()):
        found.setdefault(record, []).append(Bearing(claim, direction, strength))
    return {record: tuple(bearings) for record, bearings in found.items()}


@dataclass(frozen=True, slots=True)
class Filters:
    """What an answer must be; several values of one filter are alternatives, several filters add up."""

    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Facet and the values of which one must hold."""
    claims: tuple[str, ...] = ()
    """Ids of claims that it must speak for or against; a claim itself also passes."""
    direction: str = ""
    """supports or disputes: some claim, or one of `claims`."""
    since: str = ""
    until: str = ""
    """First and last date; a year or month stands for all of it."""

    @property
    def empty(self) -> bool:
        """Whether everything passes."""
        return self == Filters()


def allowed(database: Database, filters: Filters, things: int) -> npt.NDArray[np.bool_] | None:
    """Return which things pass, or None when all do.

    Raises:
        UsageError: a value occurs nowhere, or a date is no date.
    """
    if filters.empty:
        return None
    mask = np.ones(things, dtype=np.bool_)
    for facet, wanted in filters.facets:
        _must_occur(database, facet, wanted)
        mask &= _marked([database.having(facet, f"value IN {_marks(wanted)}", wanted)], things)
    for fitting in (*_bearing(database, filters), *_dated(database, filters)):
        mask &= _marked(fitting, things)
    return mask


def _marked(numbers: list[npt.NDArray[np.int32]], things: int) -> npt.NDArray[np.bool_]:
    marked = np.zeros(things, dtype=np.bool_)
    for some in numbers:
        marked[some] = True
    return marked


def _bearing(database: Database, filters: Filters) -> Iterator[list[npt.NDArray[np.int32]]]:
    """Yield the things that bear as wanted on the claims that are wanted, or on any."""
    claims = [namespaces.record("claim", claim) for claim in filters.claims]
    for claim in claims:
        if not database.things_of([claim]):
            raise UsageError(
                f"There is no claim `{id_of(claim)}`.", "soc-evidence coverage lists the claims."
            )
    if not claims and not filters.direction:
        return
    directions = [filters.direction] if filters.direction else ["supports", "disputes"]
    condition = f"value IN {_marks(claims)}" if claims else "1"
    themselves = [] if filters.direction else database.things_of(claims)
    yield [
        *(database.having(direction, condition, claims) for direction in directions),
        np.array(themselves, dtype=np.int32),
    ]


def _dated(database: Database, filters: Filters) -> Iterator[list[npt.NDArray[np.int32]]]:
    """Yield the things that are not older, and those that are not younger, as far as their dates tell."""
    for date in (filters.since, filters.until):
        if date and read_date(date) is None:
            raise UsageError(f"`{date}` is no date.", "Write 2020, 2020-03 or 2020-03-24.")
    if filters.since:
        as_exact = "substr(value, 1, 10) >= substr(?, 1, length(value))"
        yield [database.having("date", as_exact, [filters.since])]
    if filters.until:
        yield [database.having("date", "substr(value, 1, length(?)) <= ?", [filters.until, filters.until])]


def _must_occur(database: Database, facet: str, wanted: tuple[str, ...]) -> None:
    for value in wanted:
        if not database.rows("SELECT 1 FROM facet_things WHERE name = ? AND value = ?", (facet, value)):
            rows = database.rows("SELECT value FROM facet_things WHERE name = ? ORDER BY 1", (facet,))
            known = [row[0] for row in rows]
            shown = ", ".join(known[:15]) + (", …" if len(known) > 15 else "")
            raise UsageError(f"No record has the {facet} `{value}`.", f"There are: {shown}.")


def _marks(values: Sequence[str]) -> str:
    return "(" + ", ".join("?" for _ in values) + ")"
