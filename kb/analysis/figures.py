"""The figures of occupations, each with what is needed to cite it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.analysis.identify import id_of
from kb.analysis.tables import values
from kb.namespaces import SOC_2018
from kb.store.knowledge import Knowledge, Row

WAGES, EMPLOYMENT, TRAINING, OTHER = "wages", "employment", "training", "figures"
"""What a figure is about."""
_EMPLOYMENT = frozenset(
    "annual-openings employer-share employment employment-change positions-unfilled projected-growth "
    "share-of-group".split()
)
_TRAINING = frozenset(
    "certification-importance job-zone required-education-hs training-hours training-over-3-months".split()
)


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
    """A number; after `≥` the least that a value can be whose publisher does not give it exactly."""
    unit: str
    unit_name: str
    """What the unit is called, such as `US dollars a year` for `usd-per-year`."""
    sample: str
    place: str
    source: str
    verification: str

    @property
    def section(self) -> str:
        """Return WAGES, EMPLOYMENT, TRAINING or OTHER."""
        return section_of(self.measure)

    @property
    def number(self) -> float | None:
        """The value as a number, unless it is only a bound."""
        return None if self.value.startswith("≥") else float(self.value)


def section_of(measure: str) -> str:
    """Return what a measure is about: WAGES, EMPLOYMENT, TRAINING or OTHER."""
    if "wage" in measure.split("-"):
        return WAGES
    if measure in _EMPLOYMENT:
        return EMPLOYMENT
    return TRAINING if measure in _TRAINING else OTHER


def figures_of(
    knowledge: Knowledge, codes: tuple[str, ...], sections: Iterable[str], *, series: bool
) -> tuple[Figure, ...]:
    """Return the figures of occupations and groups: by measure, then period, latest first, then occupation.

    Without `series` only the latest of each occupation, measure, label and place.
    """
    wanted = frozenset(sections)
    found = [row for row in _found(knowledge, codes) if section_of(id_of(row["measure"])) in wanted]
    rows = found if series else _latest(found)
    details = _details(knowledge, sorted({row["figure"] for row in rows}))
    figures = [_figure(row, more) for row in rows for more in details.get(row["figure"], ())]
    places = {code: place for place, code in enumerate(codes)}
    figures.sort(key=lambda f: (places[f.code], f.id, f.source))
    figures.sort(key=lambda f: f.period, reverse=True)
    figures.sort(key=lambda f: f.measure)
    return tuple(figures)


def _found(knowledge: Knowledge, codes: tuple[str, ...]) -> list[Row]:
    """Return all figures of occupations with what it takes to choose among them, and nothing more."""
    rows = knowledge.select(
        f"""
        SELECT DISTINCT ?it ?figure ?measure ?period WHERE {{
          {values("it", [SOC_2018 + code for code in codes])}
          ?figure soce:occupation ?it ; soce:measure ?measure .
          OPTIONAL {{ ?figure sdmx-dimension:refPeriod ?period }}
        }}"""
    )
    # Labels and places are few; asking for them figure by figure would double the time.
    more: dict[str, Row] = {}
    for name, path in (("label", "rdfs:label"), ("where", "soce:place")):
        for row in knowledge.select(f"SELECT ?figure ?{name} {{ ?figure {path} ?{name} }}"):
            more.setdefault(row["figure"], {})[name] = row[name]
    return [{**row, **more.get(row["figure"], {})} for row in rows]


def _latest(rows: list[Row]) -> list[Row]:
    """Keep the most recent of each occupation, measure, label and place."""
    newest: dict[tuple[str, ...], str] = {}
    for row in rows:
        newest[_series(row)] = max(newest.get(_series(row), ""), row.get("period", ""))
    return [row for row in rows if newest[_series(row)] == row.get("period", "")]


def _series(row: Row) -> tuple[str, ...]:
    return row["it"], row["measure"], row.get("label", ""), row.get("where", "")


def _details(knowledge: Knowledge, figures: list[str]) -> dict[str, list[Row]]:
    """Return value, unit, sample, source and verification of figures that have a value."""
    found: dict[str, list[Row]] = {}
    for row in knowledge.select(
        f"""
        SELECT DISTINCT ?figure ?value ?least ?unit ?unit_name ?sample ?source ?mark WHERE {{
          {values("figure", figures)}
          {{ ?figure sdmx-measure:obsValue ?value }} UNION {{ ?figure soce:atLeast ?least }}
          OPTIONAL {{
            ?figure sdmx-attribute:unitMeasure ?unit OPTIONAL {{ ?unit skos:prefLabel ?unit_name }}
          }}
          OPTIONAL {{ ?figure soce:sample ?sample }}
          OPTIONAL {{ ?figure dcterms:source ?source }}
          OPTIONAL {{ ?figure soce:verification ?mark }}
        }}"""
    ):
        found.setdefault(row["figure"], []).append(row)
    return found


def _figure(row: Row, details: Row) -> Figure:
    return Figure(
        id=id_of(row["figure"]),
        code=id_of(row["it"]),
        measure=id_of(row["measure"]),
        label=row.get("label", ""),
        period=row.get("period", ""),
        value=details.get("value") or f"≥{details['least']}",
        unit=id_of(details.get("unit", "")),
        unit_name=details.get("unit_name") or id_of(details.get("unit", "")),
        sample=details.get("sample", ""),
        place=row.get("where", ""),
        source=id_of(details.get("source", "")),
        verification=id_of(details.get("mark", "")),
    )
