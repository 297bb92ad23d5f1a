"""Work activities, context, interests and the like over occupations: each value with sample and interval.

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

_HIGH_POINTS = frozenset(("IH", "VH"))
"""Scales whose values are numbers of elements, the first, second and third highest of another scale."""
_WHOLE = ".00"
_NAMING = ("occupation-data", "content-model-reference", "scales-reference")
"""Tables that give occupations, elements and scales their names."""
_Z = 1.96
_PLACES = 2

_ESTIMATES = """
SELECT ?table ?onet ?rating ?scale ?element ?value ?n ?error ?lower ?upper ?suppress ?irrelevant WHERE {
  VALUES ?onet {}
  GRAPH ?table {
    ?rating soce:onetOccupation ?onet ; soce:scale ?scale ; soce:element ?element ;
      sdmx-measure:obsValue ?value .
    FILTER NOT EXISTS { ?rating soce:category ?category }
    OPTIONAL { ?rating soce:sample ?n }
    OPTIONAL { ?rating soce:standardError ?error }
    OPTIONAL { ?rating soce:lowerBound ?lower }
    OPTIONAL { ?rating soce:upperBound ?upper }
    OPTIONAL { ?rating soce:recommendSuppress ?suppress FILTER(?suppress) }
    OPTIONAL { ?rating soce:notRelevant ?irrelevant FILTER(?irrelevant) }
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
    statements: tuple[str, ...]
    """Addresses of the ratings and of what they name: tables, occupations, elements, scale."""

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
    named = [tables[slug].graph for slug in _NAMING if slug in tables]
    for table in rated:
        samples = read_samples(graph, table, onet, codes)
        every = graph.select(_ESTIMATES, onet=list(own), table=table.graph)
        found = [row for row in every if _is_titled(row["element"], labels, titled)]
        for scale in sorted({row["scale"] for row in found if id_of(row["scale"]) not in _HIGH_POINTS}):
            on_scale = [row for row in found if row["scale"] == scale]
            addresses = {row[part] for row in on_scale for part in ("rating", "onet", "scale", "element")}
            yield ElementComparison(
                table,
                id_of(scale),
                labels.get(id_of(scale), id_of(scale)),
                tuple(codes),
                _rows(on_scale, own, codes, labels),
                samples,
                tuple(sorted({*addresses, table.graph, *named})),
            )


def _rows(
    found: Iterable[Row], own: dict[str, str], codes: Sequence[str], labels: dict[str, str]
) -> tuple[ElementRow, ...]:
    values: dict[str, dict[str, Estimate]] = {}
    for row in found:
        values.setdefault(id_of(row["element"]), {})[own[row["onet"]]] = _estimate(row)
    rows = [
        ElementRow(element, labels.get(element, element), tuple(by_code.get(code) for code in codes))
        for element, by_code in values.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-_value(row.estimates[0]), row.title)))


def _is_titled(element: str, labels: dict[str, str], titled: Sequence[str]) -> bool:
    title = labels.get(id_of(element), id_of(element)).casefold()
    return not titled or any(text.casefold() in title for text in titled)


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
