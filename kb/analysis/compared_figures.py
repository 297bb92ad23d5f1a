"""Figures of occupations as rows of a comparison, each with what is needed to cite it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.model import Records, records
from kb.model.classification import Classification
from kb.model.evidence import FigureKey, figure_keys, latest_of_series, load_figures_at
from kb.model.soc_classes import Subject
from kb.standing import Judgement, Standings
from kb.standing.listing import listed

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
    value: str | None
    """A number; after `≥` the least that a value can be whose publisher does not give it exactly. None where
    the base has no such figure of this occupation, only of another that it is compared with."""
    unit: str
    unit_name: str
    """What the unit is called, such as `US dollars a year` for `usd-per-year`."""
    sample: str
    interval: str
    """95 % interval of a share or mean, after ≈ where it is computed from the sample; empty where there is
    none."""
    place: str
    source: str
    verification: str

    @property
    def section(self) -> str:
        """Return WAGES, EMPLOYMENT, TRAINING or OTHER."""
        return section_of(self.measure)

    @property
    def number(self) -> float | None:
        """The value as a number, unless there is none or only a bound."""
        return None if self.value is None or self.value.startswith("≥") else float(self.value)


def section_of(measure: str) -> str:
    """Return what a measure is about: WAGES, EMPLOYMENT, TRAINING or OTHER."""
    if "wage" in measure.split("-"):
        return WAGES
    if measure in _EMPLOYMENT:
        return EMPLOYMENT
    return TRAINING if measure in _TRAINING else OTHER


def figures_of(
    found: Records,
    subjects: Sequence[Subject],
    sections: Iterable[str],
    standings: Standings,
    *,
    series: bool,
) -> tuple[tuple[FigureRow, ...], tuple[Judgement, ...]]:
    """Return the figures of occupations and groups, and the judgements on those left out.

    They come by measure, then period, latest first, then occupation. Without `series` only the latest of each
    occupation, measure, label and place. Details are read only of what is shown: of imported estimates that
    is a small part. A measure that one subject has and another, that was named, lacks has no value.
    """
    wanted = frozenset(sections)
    codes = tuple(subject.code for subject in subjects)
    keys = figure_keys(found.knowledge, codes, found.classification)
    keys = [key for key in keys if section_of(key.measure) in wanted]
    counted = listed(keys, standings).counted
    shown = counted if series else latest_of_series(counted)
    left_out = listed(keys if series else latest_of_series(keys), standings).left_out
    details = load_figures_at(found.reader, sorted({key.iri for key in shown}))
    figures = [_row(figure, found) for figure in details.values()]
    figures += _not_recorded(shown, [s.code for s in subjects if s.named], found.classification)
    places = {code: place for place, code in enumerate(codes)}
    figures.sort(key=lambda f: (places[f.code], f.id, f.source))
    figures.sort(key=lambda f: f.period, reverse=True)
    figures.sort(key=lambda f: f.measure)
    return tuple(figures), left_out


def _not_recorded(
    shown: Sequence[FigureKey], codes: Iterable[str], classification: Classification
) -> Iterator[FigureRow]:
    """Yield a row without a value for each code that lacks a measure which another has, of the nation."""
    plain = {(k.occupation, k.measure) for k in shown if not k.label and classification.is_nation(k.place)}
    for measure in sorted({measure for _, measure in plain}):
        for code in codes:
            if (code, measure) not in plain:
                yield FigureRow("", code, measure, "", "", None, "", "", "", "", "", "", "")


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
        interval=estimate.interval if (estimate := found.estimate(figure)) else "",
        place=figure.place,
        source=figure.provenance.source,
        verification=figure.provenance.verification,
    )
