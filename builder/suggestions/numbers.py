"""Numbers typed into the prose that the graph could supply, so that they cannot go stale."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kb.model import Graph, Row
from kb.model.classification import default_classification
from kb.model.record_names import id_of

_NUMBER = re.compile(
    r"(?<![\w$.,-])(?P<money>\$)?"
    r"(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d{4,})"
    r"(?P<unit>\s?%| percent)?(?![\w-])"
)
_YEAR = re.compile(r"(19|20)\d\d")
_FIGURES = """
SELECT ?it ?value ?occupation ?measure ?period ?unit ?label ?place WHERE {
  ?it a qb:Observation ; sdmx-measure:obsValue ?value ; soce:occupation ?occupation ;
    soce:measure ?measure ; sdmx-dimension:refPeriod ?period .
  OPTIONAL { ?it sdmx-attribute:unitMeasure ?unit }
  OPTIONAL { ?it rdfs:label ?label }
  OPTIONAL { ?it soce:place ?place }
}"""


@dataclass(frozen=True, slots=True)
class Series:
    """What a figure is of."""

    record: str
    occupation: str
    measure: str
    period: str
    unit: str
    alone: bool
    """Whether occupation, measure and period name this figure alone, that of the whole country."""

    @property
    def role(self) -> str:
        """The role that puts the number and its note into the draft."""
        name = f"{self.occupation} {self.measure} {self.period}" if self.alone else id_of(self.record)
        return f"{{figure}}`{name}`"


def known_figures(graph: Graph) -> dict[str, list[Series]]:
    """Return the figures of the base by value, in plain decimal notation, the latest period first."""
    found: dict[str, list[Series]] = {}
    rows = graph.select(_FIGURES)
    names = [(id_of(row["occupation"]), id_of(row["measure"]), row["period"]) for row in rows]
    whole = [_is_whole(row) for row in rows]
    often = Counter(name for name, answers in zip(names, whole, strict=True) if answers)
    for row, name, answers in zip(rows, names, whole, strict=True):
        series = Series(row["it"], *name, id_of(row.get("unit", "")), answers and often[name] == 1)
        found.setdefault(_plain(row["value"]), []).append(series)
    for figures in found.values():
        figures.sort(key=lambda s: (s.occupation, s.measure, s.record))
        figures.sort(key=lambda s: s.period, reverse=True)
    return found


def _is_whole(row: Row) -> bool:
    return "label" not in row and default_classification().is_nation(row.get("place", ""))


def supplied(text: str, figures: dict[str, list[Series]]) -> Iterator[tuple[str, Series]]:
    """Yield each number of a text that is the value of a figure of like unit, with the figure."""
    for match in _NUMBER.finditer(text):
        if _YEAR.fullmatch(match["value"]):
            continue
        wanted = "usd-per-year" if match["money"] else "percent" if match["unit"] else ""
        for series in figures.get(_plain(match["value"]), ()):
            if not wanted or series.unit == wanted:
                yield match.group().strip(), series
                break


def _plain(number: str) -> str:
    text = number.replace(",", "")
    return text.rstrip("0").rstrip(".") if "." in text else text
