"""Work activities and work context over occupations: each value with sample and interval, none averaged.

A group has no survey of its own, so only detailed occupations are compared. Where a publisher gives a
standard error and no bounds, the interval is value ± 1.96 standard errors, and marked as computed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.analysis.rated_elements import Sample, read_labels, read_samples
from kb.model.graph import Graph, Row
from kb.model.publisher_tables import Table, onet_occupations
from kb.model.record_names import id_of
from kb.model.soc_classes import Subject, members_of
from kb.model.survey_estimates import Estimate

_WHOLE = ".00"
_Z = 1.96
_PLACES = 2

_ESTIMATES = """
SELECT ?table ?onet ?scale ?element ?value ?n ?error ?lower ?upper ?suppress ?irrelevant WHERE {
  VALUES ?onet {}
  GRAPH ?table {
    ?rating soce:onetOccupation ?onet ; soce:scale ?scale ; soce:element ?element ;
      sdmx-measure:obsValue ?value .
    FILTER NOT EXISTS { ?rating soce:category ?category }
    OPTIONAL { ?rating soce:sample ?n }
    OPTIONAL { ?rating soce:standardError ?error }
    OPTIONAL { ?rating soce:lowerBound ?lower }
    OPTIONAL { ?rating soce:upperBound ?upper }
    OPTIONAL { ?rating soce:recommendSuppress ?suppress }
    OPTIONAL { ?rating soce:notRelevant ?irrelevant }
  }
}"""


@dataclass(frozen=True, slots=True)
class ElementRow:
    """One element on one scale, such as the importance of assisting others."""

    id: str
    title: str
    estimates: tuple[Estimate | None, ...]
    """In the order of the occupations; None where there is none."""

    @property
    def overlaps(self) -> tuple[bool | None, ...]:
        """Whether each interval overlaps the first occupation's; None where that cannot be said."""
        first = self.estimates[0]
        return tuple(first.overlaps(other) if first and other else None for other in self.estimates)


@dataclass(frozen=True, slots=True)
class ElementComparison:
    """One table on one scale."""

    table: Table
    scale: str
    """Id, such as IM."""
    label: str
    """Such as Importance."""
    codes: tuple[str, ...]
    """Of detailed occupations; the others are compared with the first."""
    rows: tuple[ElementRow, ...]
    """Highest of the first occupation first."""
    samples: tuple[Sample, ...]

    @property
    def name(self) -> str:
        """Table and scale, such as `Work Activities, importance`."""
        return f"{self.table.title.rpartition(': ')[2]}, {self.label.lower()}"

    @property
    def years(self) -> tuple[str, ...]:
        """Years in which the occupations were asked, in order."""
        return tuple(sorted({sample.period[:4] for sample in self.samples}))


def elements_of(
    graph: Graph,
    subjects: Sequence[Subject],
    rated: Iterable[Table],
    tables: dict[str, Table],
    titled: Sequence[str] = (),
) -> Iterator[ElementComparison]:
    """Compare occupations element by element in some tables; groups among the subjects are passed over.

    Args:
        graph: with the imported tables.
        subjects: occupations, the first the one that the others are compared with.
        rated: the tables to read.
        tables: all imported tables by slug, for the names of scales and elements.
        titled: only elements whose title has one of these texts, whatever the case; all without any.
    """
    codes = [subject.code for subject in subjects if not subject.group]
    labels = read_labels(graph, tables)
    onet = onet_occupations(graph, members_of([(code,) for code in codes]))
    own = {iri: code for code, iris in onet.items() for iri in iris if iri.endswith(_WHOLE)}
    for table in rated:
        samples = read_samples(graph, table, onet, codes)
        scales = _by_scale(graph.select(_ESTIMATES, onet=list(own), table=table.graph), own)
        for scale, found in sorted(scales.items()):
            rows = _rows(found, codes, labels, titled)
            if rows:
                label = labels.get(scale, scale)
                yield ElementComparison(table, scale, label, tuple(codes), rows, samples)


Values = dict[str, dict[str, Estimate]]
"""Estimates by id of the element, then by code."""


def _by_scale(rows: Iterable[Row], own: dict[str, str]) -> dict[str, Values]:
    found: dict[str, Values] = {}
    for row in rows:
        values = found.setdefault(id_of(row["scale"]), {})
        values.setdefault(id_of(row["element"]), {})[own[row["onet"]]] = _estimate(row)
    return found


def _rows(
    found: Values, codes: Sequence[str], labels: dict[str, str], titled: Sequence[str]
) -> tuple[ElementRow, ...]:
    rows = [
        ElementRow(element, labels.get(element, element), tuple(values.get(code) for code in codes))
        for element, values in found.items()
        if _is_titled(labels.get(element, element), titled)
    ]
    return tuple(sorted(rows, key=lambda row: (-_value(row.estimates[0]), row.title)))


def _is_titled(title: str, titled: Sequence[str]) -> bool:
    return not titled or any(text.casefold() in title.casefold() for text in titled)


def _value(estimate: Estimate | None) -> float:
    return estimate.value if estimate else float("-inf")


def _estimate(row: Row) -> Estimate:
    value, sample = float(row["value"]), int(row["n"]) if "n" in row else None
    unfit = "suppress" in row or "irrelevant" in row
    if "lower" in row and "upper" in row:
        return Estimate(value, sample, float(row["lower"]), float(row["upper"]), unfit)
    if "error" in row:
        half = _Z * float(row["error"])
        low, high = round(value - half, _PLACES), round(value + half, _PLACES)
        return Estimate(value, sample, low, high, unfit, computed=True)
    return Estimate(value, sample, None, None, unfit)
