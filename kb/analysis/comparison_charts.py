"""What of a comparison is drawn: one chart for each section that can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.analysis.compare import Comparison
from kb.analysis.compared_figures import EMPLOYMENT, TRAINING, WAGES, FigureRow
from kb.analysis.element_text import element_charts
from kb.charts import Chart
from kb.charts import Series as Line
from kb.errors import UsageError
from kb.model.classification import default_classification
from kb.model.currency import Series, default_currency
from kb.model.records import Source
from kb.model.soc_classes import Subject
from kb.model.survey_estimates import Estimate


@dataclass(frozen=True, slots=True)
class Picture:
    """Charts with a common title."""

    title: str
    charts: tuple[Chart, ...]


def chart_of(found: Comparison, sources: Mapping[str, Source] | None = None) -> Picture:
    """Return what of a comparison can be drawn; with `sources` by id, named by their titles.

    Raises:
        UsageError: nothing can.
    """
    charts = (
        *_functions(found, _Sources(sources or {})),
        *_activities(found),
        *element_charts(found),
        *_ratings(found),
        *_preparation(found, _Sources(sources or {})),
        *_figures(found, _Sources(sources or {})),
    )
    if not charts:
        raise UsageError(
            "There is nothing to draw.",
            "Compare by functions, activities, context, ratings, training, wages or employment.",
        )
    codes = ", ".join(found.order[:6]) + (f" and {len(found.order) - 6} more" if len(found.order) > 6 else "")
    return Picture(f"Comparison of {codes}", charts)


@dataclass(frozen=True, slots=True)
class _Sources:
    """Where values are from, in a reader's words."""

    known: Mapping[str, Source]

    def titled(self, identifiers: Iterable[str]) -> str:
        """Return the titles of sources; editions of a series, which are many, under the name of it."""
        return "; ".join(dict.fromkeys(map(self._title, sorted(set(identifiers)))))

    def _title(self, identifier: str) -> str:
        source = self.known.get(identifier)
        if source is None:
            return identifier
        series = default_currency().series.get(source.series)
        return series.title if series else source.short_title or source.title

    def series(self, identifiers: Iterable[str]) -> list[Series]:
        """Return the series that some sources are editions of."""
        names = {self.known[one].series for one in identifiers if one in self.known}
        known = default_currency().series
        return [known[name] for name in sorted(names) if name in known]


def _name(subject: Subject) -> str:
    return f"{subject.code} {subject.title}".strip()


def _functions(found: Comparison, named: _Sources) -> Iterator[Chart]:
    having = {cell.code for row in found.functions for cell in row.cells if cell.duties}
    rows = [row for row in found.functions if row.protective]
    series = tuple(
        Line(_name(s), tuple(float(len(row.cells[n].duties or ())) for row in rows))
        for n, s in enumerate(found.subjects)
        if s.code in having
    )
    if rows and series:
        sources = sorted({duty.source for duty in found.duties if duty.source})
        note = f"Number of recorded duty statements, required and may; sources: {named.titled(sources)}"
        lacking = [cell.code for cell in rows[0].cells if cell.duties is None]
        note += f"; not recorded for {', '.join(lacking)}" if lacking else ""
        note += f". {found.assigned.said}" if found.assigned.said else ""
        yield Chart("Duties by protective function", note, tuple(row.label for row in rows), series)


def _activities(found: Comparison) -> Iterator[Chart]:
    if found.activities and found.activities.overlaps:
        names = {subject.code: _name(subject) for subject in found.subjects}
        overlaps = found.activities.overlaps
        yield Chart(
            f"Shared detailed work activities with {found.activities.reference}",
            f"Jaccard similarity, 0 to 1; {found.activities.sources[-1].title}",
            tuple(names[overlap.code] for overlap in overlaps),
            (
                Line(
                    "Shared of all that either has",
                    tuple(_rounded(overlap.jaccard) for overlap in overlaps),
                ),
            ),
        )


def _ratings(found: Comparison) -> Iterator[Chart]:
    if not found.ratings or not found.ratings[0].likenesses:
        return
    codes = [like.code for like in found.ratings[0].likenesses]
    names = {subject.code: _name(subject) for subject in found.subjects}
    series = []
    for comparison in found.ratings:
        values = {like.code: _rounded(like.correlation) for like in comparison.likenesses}
        series.append(Line(comparison.name, tuple(values.get(code) for code in codes)))
    sources = sorted({comparison.table.title for comparison in found.ratings})
    yield Chart(
        f"Likeness of O*NET ratings to {found.ratings[0].reference}",
        f"Pearson's r over rated elements; {'; '.join(sources)}",
        tuple(names[code] for code in codes),
        tuple(series),
    )


def _preparation(found: Comparison, named: _Sources) -> Iterator[Chart]:
    answers = [p for p in found.preparation if p.question == "OJ"]
    if answers:
        names = {subject.code: _name(subject) for subject in found.subjects}
        yield Chart(
            "More than three months of on-the-job training",
            f"Percent of respondents; {named.titled(p.source for p in answers)}",
            tuple(names[p.code] for p in answers),
            (Line("Over three months", tuple(_value(p.over_3_months) for p in answers)),),
        )


_PLACES = 2
"""Decimal places of likenesses, as in the table."""


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _PLACES)


def _value(estimate: Estimate | None) -> float | None:
    return estimate.value if estimate else None


_DRAWN = {
    TRAINING: ("training-over-3-months", "More than three months of on-the-job training"),
    WAGES: ("annual-median-wage", "Annual median wage"),
    EMPLOYMENT: ("employment", "Jobs"),
}
"""Measure of each section that is drawn, and what the chart is called."""


def _figures(found: Comparison, named: _Sources) -> Iterator[Chart]:
    nation = default_classification().is_nation
    for section, (measure, title) in _DRAWN.items():
        figures = [f for f in found.figures if f.measure == measure and not f.label and nation(f.place)]
        drawn = any(f.number is not None for f in figures)
        if drawn and not (section == TRAINING and found.preparation):
            yield _figure_chart(title, figures, found.subjects, named)


def _figure_chart(
    title: str, figures: Sequence[FigureRow], subjects: Sequence[Subject], named: _Sources
) -> Chart:
    """Draw the figures of one measure; a period or a subject without an exact value is shown without."""
    values = {(f.code, f.period): f.number for f in reversed(figures) if f.number is not None}
    periods = sorted({f.period for f in figures if f.period})
    asked = {f.code for f in figures} | {subject.code for subject in subjects if subject.named}
    shown = [subject for subject in subjects if subject.code in asked]
    unit = next(f.unit_name[:1].upper() + f.unit_name[1:] for f in figures if f.unit_name)
    sources = [f.source for f in figures if f.source]
    bounds = sorted({f"{f.code} in {f.period} {f.value}" for f in figures if f.number is None and f.value})
    told = [f"{unit}; {named.titled(sources)}"]
    told += [f"not drawn, for no exact value is published: {', '.join(bounds)}"] if bounds else []
    if len(periods) > 1 and len(values) > len(shown):
        series = named.series(sources)
        told += [f"{one.title} are no time series: {one.caution}" for one in series if one.caution]
        breaks = {period: why for one in series for period, why in one.breaks_among(periods).items()}
        told += [f"{period}: {why}" for period, why in breaks.items()]
        lines = tuple(Line(_name(s), tuple(values.get((s.code, p)) for p in periods)) for s in shown)
        return Chart(title, "; ".join(told), tuple(periods), lines, "line", breaks=tuple(breaks))
    bars = tuple(
        next((values[s.code, p] for p in reversed(periods) if (s.code, p) in values), None) for s in shown
    )
    told[0] = f"{unit}, {' or '.join(periods)}; {named.titled(sources)}"
    return Chart(title, "; ".join(told), tuple(map(_name, shown)), (Line(title, bars),))
