"""The figures of occupations, each with what is needed to cite it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.analysis.identify import id_of
from kb.namespaces import SOC_2018
from kb.store.knowledge import Knowledge, Row


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with what is needed to cite it."""

    id: str
    code: str
    measure: str
    label: str
    """What tells it from other figures of the same measure; empty where nothing has to."""
    period: str
    value: str
    unit: str
    sample: str
    place: str
    source: str
    verification: str


def figures_of(knowledge: Knowledge, codes: tuple[str, ...]) -> tuple[Figure, ...]:
    """Return the figures of occupations: by measure, then period, latest first, then occupation."""
    figures = [
        _figure(code, row)
        for code in codes
        for row in knowledge.select(
            """
            SELECT DISTINCT ?it ?figure ?measure ?period ?value ?unit ?sample ?where ?label ?source ?mark
            WHERE {
              ?figure a qb:Observation ; soce:occupation ?it ; soce:measure ?measure ;
                sdmx-measure:obsValue ?value .
              OPTIONAL { ?figure sdmx-dimension:refPeriod ?period }
              OPTIONAL { ?figure sdmx-attribute:unitMeasure ?unit }
              OPTIONAL { ?figure soce:sample ?sample }
              OPTIONAL { ?figure soce:place ?where }
              OPTIONAL { ?figure rdfs:label ?label }
              OPTIONAL { ?figure dcterms:source ?source }
              OPTIONAL { ?figure soce:verification ?mark }
            }""",
            it=SOC_2018 + code,
        )
    ]
    figures.sort(key=lambda f: (codes.index(f.code), f.id, f.source))
    figures.sort(key=lambda f: f.period, reverse=True)
    figures.sort(key=lambda f: f.measure)
    return tuple(figures)


def _figure(code: str, row: Row) -> Figure:
    return Figure(
        id=id_of(row["figure"]),
        code=code,
        measure=id_of(row["measure"]),
        label=row.get("label", ""),
        period=row.get("period", ""),
        value=row["value"],
        unit=id_of(row.get("unit", "")),
        sample=row.get("sample", ""),
        place=row.get("where", ""),
        source=id_of(row.get("source", "")),
        verification=id_of(row.get("mark", "")),
    )


def latest(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Keep the most recent figure of each occupation, measure, label and place."""
    newest: dict[tuple[str, ...], str] = {}
    kept = tuple(figures)
    for figure in kept:
        key = _series(figure)
        newest[key] = max(newest.get(key, ""), figure.period)
    return tuple(figure for figure in kept if newest[_series(figure)] == figure.period)


def _series(figure: Figure) -> tuple[str, ...]:
    return figure.code, figure.measure, figure.label, figure.place
