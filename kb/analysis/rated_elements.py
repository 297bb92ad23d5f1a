"""O*NET ratings of elements (knowledge, skills and the like), read table by table."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean

from kb.model.graph import Graph, Row
from kb.model.publisher_tables import Table
from kb.model.record_names import id_of
from kb.namespaces import iri

_WHOLE = ".00"
"""Ending of an O*NET-SOC code that stands for the SOC occupation itself, not for a part."""

_HAS_SHARES = "SELECT ?table ?rating { GRAPH ?table { ?rating soce:category ?category } } LIMIT 1"
_RATINGS = """
SELECT ?table ?onet ?rating ?scale ?element ?value WHERE {
  VALUES ?onet {}
  GRAPH ?table {
    ?rating soce:onetOccupation ?onet ; soce:scale ?scale ; soce:element ?element ;
      sdmx-measure:obsValue ?value .
}}"""
_WITHOUT_SHARES = _RATINGS.replace("}}", "FILTER NOT EXISTS { ?rating soce:category ?category } }}")
_SAMPLES = """
SELECT ?table ?onet ?rating ?origin ?period ?n WHERE {
  VALUES ?onet {}
  GRAPH ?table {
    ?rating soce:onetOccupation ?onet ; soce:domainSource ?origin ; sdmx-dimension:refPeriod ?period .
    OPTIONAL { ?rating soce:sample ?n }
  }
}"""

Profile = dict[str, float]
"""Value by id of the element."""
Ratings = dict[str, dict[str, Profile]]
"""Profiles by id of the scale, then by detailed code."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Who is behind the ratings of one occupation in one table."""

    code: str
    least: int | None
    most: int | None
    """Respondents (or analysts), over the elements."""
    origin: str
    """Incumbent, Occupational Expert or Analyst."""
    period: str
    left_out: int
    """Values that O*NET advises not to use, or holds not to be relevant; they are not compared."""

    @property
    def respondents(self) -> str:
        """Least and most respondents in words, such as `25-27`."""
        if self.least is None:
            return ""
        return str(self.least) if self.least == self.most else f"{self.least}-{self.most}"


def mean_profile(profiles: dict[str, Profile], members: tuple[str, ...]) -> Profile:
    """Return the plain mean of each element over the members that have a value for it."""
    collected: dict[str, list[float]] = {}
    for code in members:
        for element, value in profiles.get(code, {}).items():
            collected.setdefault(element, []).append(value)
    return {element: fmean(found) for element, found in sorted(collected.items())}


def read_ratings(graph: Graph, table: Table, onet: dict[str, list[str]]) -> Ratings:
    """Return the profiles of a table; a code without ratings of its own has the mean of its parts."""
    shares = graph.select(_HAS_SHARES, table=table.graph)
    rows = graph.select(
        _WITHOUT_SHARES if shares else _RATINGS,
        onet=[refined for some in onet.values() for refined in some],
        table=table.graph,
    )
    unused = _left_out(graph, table)
    of_parts: dict[str, dict[str, Profile]] = {}
    for row in rows:
        if row["rating"] not in unused:
            scale = of_parts.setdefault(id_of(row["scale"]), {})
            scale.setdefault(row["onet"], {})[id_of(row["element"])] = float(row["value"])
    return {
        scale: {code: profile for code, iris in onet.items() if (profile := _own_or_mean(parts, iris))}
        for scale, parts in of_parts.items()
    }


def _own_or_mean(parts: dict[str, Profile], iris: list[str]) -> Profile:
    whole = [it for it in iris if it.endswith(_WHOLE) and it in parts]
    return mean_profile(parts, tuple(whole or iris))


def _left_out(graph: Graph, table: Table) -> frozenset[str]:
    return frozenset(
        row["rating"]
        for flag in ("soce:recommendSuppress", "soce:notRelevant")
        for row in graph.select(
            "SELECT ?table ?flag ?rating { GRAPH ?table { ?rating ?flag true } }",
            table=table.graph,
            flag=iri(flag),
        )
    )


def read_samples(
    graph: Graph, table: Table, onet: dict[str, list[str]], codes: list[str]
) -> tuple[Sample, ...]:
    """Return who is behind the ratings of occupations."""
    iris = {refined: code for code in codes for refined in onet.get(code, ())}
    rows = graph.select(_SAMPLES, onet=list(iris), table=table.graph)
    whole = {iris[row["onet"]] for row in rows if row["onet"].endswith(_WHOLE)}
    grouped: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        code = iris[row["onet"]]
        if row["onet"].endswith(_WHOLE) or code not in whole:
            grouped.setdefault((code, row["period"], row["origin"]), []).append(row)
    unused = _left_out(graph, table)
    return tuple(_sample(*key, found, unused) for key, found in sorted(grouped.items()))


def _sample(code: str, period: str, origin: str, rows: list[Row], unused: frozenset[str]) -> Sample:
    counts = [int(row["n"]) for row in rows if "n" in row]
    return Sample(
        code,
        min(counts, default=None),
        max(counts, default=None),
        origin,
        period,
        sum(row["rating"] in unused for row in rows),
    )


def read_labels(graph: Graph, tables: dict[str, Table]) -> dict[str, str]:
    """Return the names of scales and of rated elements, by id, as far as their tables are imported."""
    return {
        id_of(row["it"]): row["label"]
        for slug in ("content-model-reference", "scales-reference")
        if slug in tables
        for row in graph.select(
            "SELECT ?table ?it ?label { GRAPH ?table { ?it skos:prefLabel ?label } }",
            table=tables[slug].graph,
        )
    }
