"""`{survey}`: work activities, work context and the like over occupations, with sample and interval."""

from __future__ import annotations

from collections.abc import Iterator

from builder.citations import Citation
from builder.document import Cell, Table
from builder.draft import nodes
from builder.resolve import cells, find, values
from builder.resolve.cells import header, row_head, source_line
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import directive, words
from kb.analysis.element_estimates import ElementComparison, ElementRow, elements_of
from kb.common.names import did_you_mean
from kb.findings import Check, Severity
from kb.model.publisher_tables import WORKERS, imported_tables, rating_tables
from kb.model.soc_classes import Subject

UNKNOWN_SURVEY = Check(
    "unknown-survey",
    Severity.ERROR,
    "A table of O*NET's survey is not imported, or has no such element.",
    "Import it: soc-evidence import onet FOLDER.",
)
_SHORT = ("activities", "context", "values", "styles")
_OVERLAPS = " ~"
_LEGEND = (
    "In brackets: how many answered and the 95% interval; ~ marks an interval that overlaps that of the "
    "first occupation, so that no difference is shown. “Not to be compared” stands where O*NET advises not "
    "to use the value or one person answered. "
)


@directive(
    "survey",
    "CODE …",
    "What those who do the work say of work activities, or of its context, over occupations: each value with "
    "the number of answers and the interval, and a mark where intervals overlap. The table is imported.",
    {
        "table": "`activities`, which is also meant without it, `context`, `interests`, `values`, `styles`, "
        "or another table in this layout, such as `knowledge`.",
        "elements": "Names, or parts of names, with semicolons between; all otherwise.",
        "scale": "Such as IM or LV; the first otherwise.",
        "caption": "Another caption.",
    },
)
def survey(written: nodes.Directive, context: Context) -> Blocks:
    """Return a row an element and a column an occupation."""
    codes = words(written.argument)
    if not codes:
        raise UnresolvedError(
            find.UNKNOWN_CODE, "The table names no occupations.", "Write their codes: {survey} 43-5031 …"
        )
    occupations = [find.occupation(code, context) for code in codes]
    found = _comparison(written, codes, context)
    context.used.statements |= dict.fromkeys(found.statements)
    periods = {sample.code: values.period(sample.period) for sample in found.samples}
    heads = [", ".join(filter(None, (f"{o.title} ({o.code})", periods.get(o.code, "")))) for o in occupations]
    lacking = [code for n, code in enumerate(codes) if not any(row.estimates[n] for row in found.rows)]
    cells.tell_not_recorded((f"{found.name} of {code}" for code in lacking), context)
    unlike = "The occupations were asked in different years. " if len(found.years) > 1 else ""
    source = find.sources([found.table.source], context)
    return (
        Table(
            caption=cells.caption(written, found.name, context),
            header=header("Element", *heads),
            rows=tuple((row_head(row.title), *_row(row)) for row in found.rows),
            widths=(2.2, *(1.5 for _ in codes)),
            source=(*cells.text(f"{_LEGEND}{unlike}"), *source_line(map(Citation, source), context)),
            dense=True,
            landscape=len(codes) > 4,
        ),
    )


def _row(row: ElementRow) -> Iterator[Cell]:
    for place, (estimate, overlaps) in enumerate(zip(row.estimates, row.overlaps, strict=True)):
        yield cells.estimate(estimate, _OVERLAPS if overlaps and place else "")


def _comparison(written: nodes.Directive, codes: list[str], context: Context) -> ElementComparison:
    """Return the comparison that a directive asks for.

    Raises:
        UnresolvedError: its table is not imported, or has no such element or scale.
    """
    graph = context.lookup.knowledge
    tables = imported_tables(graph)
    rated = {table.slug: table for table in rating_tables(graph)}
    rated |= {slug: tables[slug] for slug in WORKERS if slug in tables}
    asked = written.options.get("table", _SHORT[0])
    slug = f"work-{asked}" if asked in _SHORT else asked.strip().casefold().replace(" ", "-")
    if slug not in rated:
        name = slug.replace("-", " ").title()
        fix = did_you_mean(slug, rated, UNKNOWN_SURVEY.fix)
        raise UnresolvedError(UNKNOWN_SURVEY, f"O*NET's table {name} is not imported.", fix)
    titled = [name.strip() for name in written.options.get("elements", "").split(";") if name.strip()]
    subjects = [Subject(code, "", "", False, (code,), True) for code in codes]
    found = list(elements_of(graph, subjects, [rated[slug]], tables, titled))
    scale = written.options.get("scale", found[0].scale if found else "")
    for comparison in found:
        if scale.casefold() in (comparison.scale.casefold(), comparison.label.casefold()):
            return comparison
    if found:
        known = ", ".join(f"{comparison.scale} ({comparison.label})" for comparison in found)
        raise UnresolvedError(UNKNOWN_SURVEY, f"There is no scale {scale!r}.", f"Scales: {known}.")
    name = rated[slug].title.rpartition(": ")[2]
    raise UnresolvedError(
        UNKNOWN_SURVEY,
        f"{name} has nothing {f'called {titled[0]!r} ' if titled else ''}for {', '.join(codes)}.",
        "Correct the codes or the elements: soc-evidence compare lists them.",
    )
