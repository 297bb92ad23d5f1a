"""Numbers typed into the prose that the graph could supply, so that they cannot go stale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from builder.prose.number_reading import MONEY, PERCENT, Number, numbers
from builder.prose.number_rounding import stands_for
from builder.prose.stated_numbers import unit_in_prose
from kb.common.dates_and_numbers import read_number
from kb.model import Graph
from kb.model.classification import default_classification
from kb.model.evidence import FigureKey, figure_values
from kb.model.record_names import id_of
from kb.standing import Standings, Use
from kb.standing.listing import listed

_NEAR = Decimal("0.02")
"""Part of a figure within which a number is taken for one nearly right."""
_TELLING = 3
"""Digits of a count that make it more than a small number which anything may have."""


@dataclass(frozen=True, slots=True)
class Series:
    """What a figure is of."""

    record: str
    occupation: str
    measure: str
    period: str
    unit: str
    value: Decimal
    alone: bool
    """Whether occupation, measure and period name this figure alone, that of the whole country."""

    @property
    def role(self) -> str:
        """The role that puts the number and its note into the draft."""
        name = f"{self.occupation} {self.measure} {self.period}" if self.alone else id_of(self.record)
        return f"{{figure}}`{name}`"


@dataclass(frozen=True, slots=True)
class Supplied:
    """A typed number with the figure that could stand in its place."""

    written: str
    series: Series
    exact: bool
    """Whether the number is the figure's, rounded as it is written; else it is nearly so."""


def known_figures(graph: Graph, standings: Standings) -> dict[Decimal, list[Series]]:
    """Return the figures that may be offered by their values, the latest period first."""
    values = figure_values(graph)
    named = Counter(
        _name(figure.key) for figure in listed(values, standings).counted if _is_whole(figure.key)
    )
    found: dict[Decimal, list[Series]] = {}
    for figure in listed(values, standings, Use.OFFER).counted:
        counts = standings.of(figure.iri).allows(Use.LIST)
        alone = counts and _is_whole(figure.key) and named[_name(figure.key)] == 1
        value = read_number(figure.value)
        if value is not None:
            series = Series(figure.iri, *_name(figure.key), figure.unit, value, alone)
            found.setdefault(value, []).append(series)
    for figures in found.values():
        figures.sort(key=lambda s: (s.occupation, s.measure, s.record))
        figures.sort(key=lambda s: s.period, reverse=True)
    return found


def _name(key: FigureKey) -> tuple[str, str, str]:
    return key.occupation, key.measure, key.period


def _is_whole(key: FigureKey) -> bool:
    return not key.label and default_classification().is_nation(key.place)


def supplied(text: str, figures: dict[Decimal, list[Series]], occupation: str) -> Iterator[Supplied]:
    """Yield each number of a text that a figure of like unit could supply.

    Args:
        text: the words of a paragraph.
        figures: what `known_figures` gives.
        occupation: the occupation that the draft is about; only its figures are offered for a number that is
            nearly theirs.
    """
    own = [s for same in figures.values() for s in same if s.occupation == occupation]
    for number in filter(_tells, numbers(text)):
        exact = next((s for s in figures.get(number.value, ()) if _fits(number, s)), None)
        near = exact or next((s for s in own if _fits(number, s) and stands_for(number, s.value)), None)
        near = near or min(
            (s for s in own if _fits(number, s) and _is_near(number.value, s.value)),
            key=lambda s: abs(s.value - number.value),
            default=None,
        )
        if near:
            yield Supplied(number.text, near, stands_for(number, near.value))


def _tells(number: Number) -> bool:
    digits = f"{number.value.normalize():f}".replace(".", "").rstrip("0")
    return (
        number.unit in (PERCENT, MONEY) or number.grain < 1 or len(digits) >= _TELLING or number.value >= 1000
    )


def _fits(number: Number, series: Series) -> bool:
    unit = unit_in_prose(series.unit)
    return number.unit == unit or (number.unit == "" and unit != PERCENT)


def _is_near(written: Decimal, value: Decimal) -> bool:
    """Say whether a number is close to a value, or has its digits in another order."""
    one, other = f"{written.normalize():f}", f"{value.normalize():f}"
    return abs(written - value) <= value * _NEAR or (len(one) >= _TELLING and sorted(one) == sorted(other))
