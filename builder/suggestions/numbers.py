"""Numbers typed into the prose that the graph could supply, so that they cannot go stale."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kb.model import Graph
from kb.model.classification import default_classification
from kb.model.evidence import FigureKey, figure_values
from kb.model.record_names import id_of
from kb.standing import Standings, Use
from kb.standing.listing import listed

_NUMBER = re.compile(
    r"(?<![\w$.,-])(?P<money>\$)?"
    r"(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d{4,})"
    r"(?P<unit>\s?%| percent)?(?![\w-])"
)
_YEAR = re.compile(r"(19|20)\d\d")


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


def known_figures(graph: Graph, standings: Standings) -> dict[str, list[Series]]:
    """Return the figures that may be offered by value, in plain decimal notation, the latest period first."""
    values = figure_values(graph)
    named = Counter(
        _name(figure.key) for figure in listed(values, standings).counted if _is_whole(figure.key)
    )
    found: dict[str, list[Series]] = {}
    for figure in listed(values, standings, Use.OFFER).counted:
        counts = standings.of(figure.iri).allows(Use.LIST)
        alone = counts and _is_whole(figure.key) and named[_name(figure.key)] == 1
        series = Series(figure.iri, *_name(figure.key), figure.unit, alone)
        found.setdefault(_plain(figure.value), []).append(series)
    for figures in found.values():
        figures.sort(key=lambda s: (s.occupation, s.measure, s.record))
        figures.sort(key=lambda s: s.period, reverse=True)
    return found


def _name(key: FigureKey) -> tuple[str, str, str]:
    return key.occupation, key.measure, key.period


def _is_whole(key: FigureKey) -> bool:
    return not key.label and default_classification().is_nation(key.place)


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
