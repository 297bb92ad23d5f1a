"""What of a comparison is drawn: one chart for each section that can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.analysis.compare import Comparison
from kb.analysis.compared_figures import EMPLOYMENT, TRAINING, WAGES, FigureRow
from kb.analysis.element_text import element_charts
from kb.charts import Chart, Series
from kb.errors import UsageError
from kb.model.classification import default_classification
from kb.model.soc_classes import Subject
from kb.model.survey_estimates import Estimate


@dataclass(frozen=True, slots=True)
class Picture:
    """Charts with a common title."""

    title: str
    charts: tuple[Chart, ...]


def chart_of(found: Comparison) -> Picture:
    """Return what of a comparison can be drawn.

    Raises:
        UsageError: nothing can.
    """
    charts = (
        *_functions(found),
        *_activities(found),
        *element_charts(found),
        *_ratings(found),
        *_preparation(found),
        *_figures(found),
    )
    if not charts:
        raise UsageError(
            "There is nothing to draw.",
            "Compare by functions, activities, context, ratings, training, wages or employment.",
        )
    codes = ", ".join(found.order[:6]) + (f" and {len(found.order) - 6} more" if len(found.order) > 6 else "")
    return Picture(f"Comparison of {codes}", charts)


def _name(subject: Subject) -> str:
    return f"{subject.code} {subject.title}".strip()


def _functions(found: Comparison) -> Iterator[Chart]:
    having = {cell.code for row in found.functions for cell in row.cells if cell.duties}
    rows = [row for row in found.functions if row.protective]
    series = tuple(
        Series(_name(s), tuple(float(len(row.cells[n].duties or ())) for row in rows))
        for n, s in enumerate(found.subjects)
        if s.code in having
    )
    if rows and series:
        sources = sorted({duty.source for duty in found.duties if duty.source})
        note = f"Number of recorded duty statements, required and may; sources: {', '.join(sources)}"
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
            (Series("Shared of all that either has", tuple(overlap.jaccard for overlap in overlaps)),),
        )


def _ratings(found: Comparison) -> Iterator[Chart]:
    if not found.ratings or not found.ratings[0].likenesses:
        return
    codes = [like.code for like in found.ratings[0].likenesses]
    names = {subject.code: _name(subject) for subject in found.subjects}
    series = []
    for comparison in found.ratings:
        values = {like.code: like.correlation for like in comparison.likenesses}
        series.append(Series(comparison.name, tuple(values.get(code) for code in codes)))
    sources = sorted({comparison.table.title for comparison in found.ratings})
    yield Chart(
        f"Likeness of O*NET ratings to {found.ratings[0].reference}",
        f"Pearson's r over rated elements; {'; '.join(sources)}",
        tuple(names[code] for code in codes),
        tuple(series),
    )


def _preparation(found: Comparison) -> Iterator[Chart]:
    answers = [p for p in found.preparation if p.question == "OJ"]
    if answers:
        names = {subject.code: _name(subject) for subject in found.subjects}
        yield Chart(
            "More than three months of on-the-job training",
            f"Percent of respondents; {', '.join(sorted({p.source for p in answers}))}",
            tuple(names[p.code] for p in answers),
            (Series("Over three months", tuple(_value(p.over_3_months) for p in answers)),),
        )


def _value(estimate: Estimate | None) -> float | None:
    return estimate.value if estimate else None


_DRAWN = {
    TRAINING: ("training-over-3-months", "More than three months of on-the-job training"),
    WAGES: ("annual-median-wage", "Annual median wage"),
    EMPLOYMENT: ("employment", "Jobs"),
}
"""Measure of each section that is drawn, and what the chart is called."""


def _figures(found: Comparison) -> Iterator[Chart]:
    nation = default_classification().is_nation
    for section, (measure, title) in _DRAWN.items():
        figures = [
            f
            for f in found.figures
            if f.measure == measure and not f.label and nation(f.place) and f.number is not None
        ]
        if figures and not (section == TRAINING and found.preparation):
            yield _figure_chart(title, figures, found.subjects)


def _figure_chart(title: str, figures: Sequence[FigureRow], subjects: Sequence[Subject]) -> Chart:
    values = {(f.code, f.period): f.number for f in reversed(figures)}
    periods = sorted({period for _, period in values})
    shown = [subject for subject in subjects if any((subject.code, p) in values for p in periods)]
    sources = ", ".join(sorted({figure.source for figure in figures}))
    unit = figures[0].unit_name[:1].upper() + figures[0].unit_name[1:]
    if len(periods) > 1 and len(values) > len(shown):
        series = tuple(Series(_name(s), tuple(values.get((s.code, p)) for p in periods)) for s in shown)
        return Chart(title, f"{unit}; {sources}", tuple(periods), series, "line")
    bars = tuple(next(values[s.code, p] for p in reversed(periods) if (s.code, p) in values) for s in shown)
    note = f"{unit}, {' or '.join(periods)}; {sources}"
    return Chart(title, note, tuple(map(_name, shown)), (Series(title, bars),))
