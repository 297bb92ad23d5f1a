"""Work activities, work context, interests and the like over occupations, as text and as a chart."""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis.compare import Comparison
from kb.analysis.element_estimates import ElementComparison, ElementRow
from kb.analysis.likeness_text import wrapped
from kb.charts import Chart, Series
from kb.common.tables import NOT_RECORDED, table
from kb.model.survey_estimates import COMPUTED, Estimate

OVERLAPS = "~"
"""Stands behind a value whose interval overlaps that of the first occupation."""
UNUSABLE = "!"
"""Stands behind a value that is not to be compared."""
_ACROSS, _DRAWN, _BARS = 4, 4, 10
"""Occupations in one table; occupations and elements that are drawn."""


def element_text(found: Comparison, width: int | None, full: tuple[str, ...]) -> Iterator[str]:
    """Yield a table for each table and scale whose section is in `full`; of the others their number."""
    if not found.elements:
        return
    sections = {comparison: comparison.table.slug.removeprefix("work-") for comparison in found.elements}
    listed = [comparison for comparison, section in sections.items() if section in full]
    if listed:
        first = listed[0].codes[0]
        yield wrapped(
            f"Work by O*NET's survey: value [95 % interval], n answers; {OVERLAPS} where the interval "
            f"overlaps that of {first}, so that no difference is shown, {UNUSABLE} where O*NET advises not "
            f"to use the value or one person answered; {COMPUTED} before an interval computed from the "
            "standard error. Groups have no survey of their own. "
            f"Sources: {'; '.join(sorted({c.table.title for c in listed}))}.",
            width,
        )
    for comparison in listed:
        yield from _table(comparison, width)
    for comparison, section in sections.items():
        if comparison not in listed:
            yield wrapped(f"{comparison.name}, {len(comparison.rows)} in all: --by {section}.", width)


def _table(comparison: ElementComparison, width: int | None) -> Iterator[str]:
    samples = "; ".join(f"{s.code} {s.period} ({s.origin})" for s in comparison.samples)
    unlike = " Asked in different years." if len(comparison.years) > 1 else ""
    yield wrapped(f"{comparison.name}. Asked: {samples}.{unlike}", width)
    others = comparison.codes[1:] or comparison.codes[:0]
    for start in range(0, max(len(others), 1), _ACROSS - 1):
        places = (0, *range(start + 1, min(start + _ACROSS, len(comparison.codes))))
        rows = [(row.title, *(_cell(row, place) for place in places)) for row in comparison.rows]
        yield table(("element", *(comparison.codes[place] for place in places)), rows, width)


def _cell(row: ElementRow, place: int) -> str:
    return estimate_said(row.estimates[place], row.overlaps[place] if place else None)


def estimate_said(estimate: Estimate | None, overlaps: bool | None) -> str:
    """Say a value with interval, sample and marks, such as `4.15 [3.81-4.49] n=20 ~`."""
    if estimate is None:
        return NOT_RECORDED
    interval = f"[{estimate.interval}]" if estimate.interval else ""
    marks = f"{OVERLAPS * bool(overlaps)}{UNUSABLE * (not estimate.usable)}"
    return " ".join(filter(None, (f"{estimate.value:g}", interval, estimate.size, marks)))


def element_charts(found: Comparison) -> Iterator[Chart]:
    """Yield a chart for each table and scale: the highest elements of the first occupations."""
    names = {subject.code: f"{subject.code} {subject.title}".strip() for subject in found.subjects}
    for comparison in found.elements:
        rows = comparison.rows[:_BARS]
        series = tuple(
            Series(names[code], tuple(e.value if (e := row.estimates[n]) else None for row in rows))
            for n, code in enumerate(comparison.codes[:_DRAWN])
        )
        left = ", ".join(comparison.codes[_DRAWN:])
        note = f"{comparison.label}; {comparison.table.title}{f'; not drawn: {left}' if left else ''}"
        yield Chart(comparison.name, note, tuple(row.title for row in rows), series)
