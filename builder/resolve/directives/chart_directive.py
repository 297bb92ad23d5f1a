"""`{chart}`: figures drawn as bars or lines, with the same numbers in words for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from builder.document import Chart, Series
from builder.draft import nodes
from builder.resolve import cells, find, sourcing, values
from builder.resolve.cells import source_line, spoken
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import directive, words
from builder.resolve.directives.figure_directives import plain
from kb.model.records import Figure

Kind = Literal["bar", "line"]


@directive(
    "chart",
    "CODE …",
    "Bars of one period, or lines of several.",
    {
        "measure": "The measure to draw.",
        "periods": "Reference periods; several make lines, one makes bars.",
        "emphasise": "Codes to draw in the accent colour.",
        "caption": "Another caption.",
    },
)
def chart(written: nodes.Directive, context: Context) -> Blocks:
    """Return a bar chart of one period, or a line chart of several."""
    codes = words(written.argument)
    measure = written.options.get("measure", "")
    periods = words(written.options.get("periods", "latest"))
    found = {(code, p): find.counted_figure(code, measure, p, context) for code in codes for p in periods}
    present = [figure for figure in found.values() if figure]
    if not present:
        raise UnresolvedError(
            find.UNKNOWN_FIGURE,
            f"The graph holds no figures of {measure or 'a measure'} for this chart.",
            "Write {chart} 43-5031 33-9031 with :measure: employment and :periods: 2025-05.",
        )
    lacking = (f"{measure} of {code}, {period}" for (code, period), figure in found.items() if not figure)
    cells.tell_not_recorded(lacking, context)
    emphasised = words(written.options.get("emphasise", ""))
    for code in emphasised:
        find.known(find.UNKNOWN_CODE, code, dict.fromkeys(codes), "Emphasise a code that the chart draws.")
    titles = {code: find.occupation(code, context).title for code in codes}
    names = {code: _name(code, titles) for code in codes}
    kind: Kind = "line" if len(periods) > 1 else "bar"
    grid = {
        key: float(values.rounded(f.value, f.unit)) if f and not f.bound else None for key, f in found.items()
    }
    if kind == "line":
        categories = tuple(values.period(p) for p in periods)
        series = tuple(Series(names[c], tuple(grid[c, p] for p in periods)) for c in codes)
    else:
        categories = tuple(names[c] for c in codes)
        label = context.lookup.label("measure", measure).capitalize()
        series = (Series(label, tuple(grid[c, periods[0]] for c in codes)),)
    caption = cells.caption(written, _caption(measure, present, context), context)
    citations = [plain(c) for figure in present for c in sourcing.of_figure(figure, context)]
    return (
        Chart(
            kind=kind,
            caption=caption,
            categories=categories,
            series=series,
            alternative=f"{spoken(caption)}: {_in_words(found, titles)}.",
            unit=context.lookup.label("unit", present[0].unit),
            emphasised=tuple(names[c] for c in emphasised),
            source=source_line(citations, context),
            sign=values.sign(present[0].unit),
            decimals=values.common_decimals(present),
        ),
    )


def _name(code: str, titles: dict[str, str]) -> str:
    title = titles[code]
    return f"{title} ({code})" if list(titles.values()).count(title) > 1 else title


def _caption(measure: str, present: Sequence[Figure], context: Context) -> str:
    periods = sorted({figure.period for figure in present})
    span = values.period(periods[0])
    if len(periods) > 1:
        span = f"{span} to {values.period(periods[-1])}"
    return f"{context.lookup.label('measure', measure).capitalize()}, {span}"


def _in_words(found: dict[tuple[str, str], Figure | None], titles: dict[str, str]) -> str:
    """Return every value of the chart as text."""
    parts = []
    for code, title in titles.items():
        shown = [
            f"{values.quantity(figure)} in {values.period(figure.period)}"
            for (c, _), figure in found.items()
            if c == code and figure
        ]
        parts.append(f"{title} {', '.join(shown) or 'not recorded'}")
    return "; ".join(parts)
