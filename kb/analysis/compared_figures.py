"""Figures of occupations as rows of a comparison, each with what is needed to cite it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.model import Records, records
from kb.model.evidence import figure_keys, latest_of_series, load_figures_at
from kb.model.facade import ById

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
class FigureRow:
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
    found: Records, codes: tuple[str, ...], sections: Iterable[str], *, series: bool
) -> tuple[FigureRow, ...]:
    """Return the figures of occupations and groups: by measure, then period, latest first, then occupation.

    Without `series` only the latest of each occupation, measure, label and place. Details are read only of
    what is shown: of imported estimates that is a small part.
    """
    wanted = frozenset(sections)
    keys = figure_keys(found.knowledge, codes, found.classification)
    keys = [key for key in keys if section_of(key.measure) in wanted]
    shown = keys if series else latest_of_series(keys)
    details = ById(load_figures_at(found.reader, sorted({key.iri for key in shown})))
    figures = [_row(figure, found) for figure in details.values()]
    places = {code: place for place, code in enumerate(codes)}
    figures.sort(key=lambda f: (places[f.code], f.id, f.source))
    figures.sort(key=lambda f: f.period, reverse=True)
    figures.sort(key=lambda f: f.measure)
    return tuple(figures)


def _row(figure: records.Figure, found: Records) -> FigureRow:
    return FigureRow(
        id=figure.id,
        code=figure.occupation,
        measure=figure.measure,
        label=figure.label,
        period=figure.period,
        value=f"{'≥' * figure.bound}{figure.value}",
        unit=figure.unit,
        unit_name=found.labels.get(f"unit/{figure.unit}", figure.unit),
        sample=figure.sample,
        place=figure.place,
        source=figure.provenance.source,
        verification=figure.provenance.verification,
    )
