"""Charts of the knowledge base as they stand in a document, with their numbers in words."""

from __future__ import annotations

from builder.document import Chart, Inlines, Series
from builder.resolve.cells import spoken
from kb import charts


def drawn(chart: charts.Chart, caption: Inlines, source: Inlines) -> Chart:
    """Return a chart under a caption and over a line of sources; a screen reader hears each value."""
    said = (
        f"{category}: " + ", ".join(f"{s.name} {chart.written(s.values[place])}" for s in chart.series)
        for place, category in enumerate(chart.categories)
    )
    return Chart(
        kind=chart.kind,
        caption=caption,
        categories=chart.categories,
        series=tuple(Series(one.name, one.values, one.intervals) for one in chart.series),
        alternative=f"{spoken(caption)}: {'; '.join(said)}.",
        unit=chart.note,
        emphasised=chart.emphasised,
        source=source,
        breaks=chart.breaks,
    )
