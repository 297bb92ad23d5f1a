"""`{sensitivity}`: protective functions counted under every rule, so that no count stands alone."""

from __future__ import annotations

from dataclasses import replace

from builder.citations import Citation
from builder.document import Inlines, Table
from builder.draft import nodes
from builder.resolve import cells, find, sourcing
from builder.resolve.cells import cell, header, row_head, source_line
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import directive, flag, words
from builder.resolve.function_counts import function_counts
from kb.analysis.sensitivity import Sensitivity
from kb.analysis.sensitivity_text import counted, span_said
from kb.analysis.task_ratings import task_ratings
from kb.model.records import Occupation, Provenance

_EDITORS = (
    "The functions of each duty were assigned by one set of editors; no independent rating is recorded. "
    "A dash means that a rule cannot be applied. "
)


@directive(
    "sensitivity",
    "CODE …",
    "Protective functions of occupations counted under every rule: by the definition or by tasks, required "
    "or not, whatever the length of the list, without each source.",
    {
        "caption": "Another caption.",
        "compact": "`yes` gives each occupation a row and heads the rules with numbers, named below.",
    },
)
def table(written: nodes.Directive, context: Context) -> Blocks:
    """Return a row a rule and a column an occupation."""
    codes = words(written.argument)
    if not codes:
        raise UnresolvedError(
            find.UNKNOWN_CODE, "The table names no occupations.", "Write their codes: {sensitivity} 43-5031 …"
        )
    occupations = [find.occupation(code, context) for code in codes]
    found = function_counts(codes, context)
    lacking = [code for code in codes if found.span(code) is None]
    cells.tell_not_recorded((f"duties of {code}" for code in lacking), context)
    caption = f"Protective functions, of {found.functions}, under every rule of counting"
    laid_out = _by_occupation if flag(written, "compact") else _by_rule
    table = laid_out(found, occupations)
    source = (*table.source, *cells.text(_EDITORS), *_works(codes, context))
    return (replace(table, caption=cells.caption(written, caption, context), source=source),)


def _by_rule(found: Sensitivity, occupations: list[Occupation]) -> Table:
    """Return a row a rule and a column an occupation."""
    rows = [(row_head(rule.label), *(cell(counted(c), "right") for c in rule.counts)) for rule in found.rules]
    spans = (cell(span_said(found, code), "right") for code in found.codes)
    rows.append((row_head("Least to most"), *spans))
    return Table(
        caption=(),
        header=header("Rule", *map(_named, occupations), align="right"),
        rows=tuple(rows),
        widths=(3.0, *(1.1 for _ in occupations)),
        dense=True,
        landscape=len(occupations) > 6,
    )


def _by_occupation(found: Sensitivity, occupations: list[Occupation]) -> Table:
    """Return a row an occupation and a column a rule, by number; the rules are named below."""
    numbers = [f"{n}" for n in range(1, len(found.rules) + 1)]
    rows = []
    for occupation in occupations:
        counts = (cell(counted(count), "right") for count in found.of(occupation.code))
        span = span_said(found, occupation.code).replace(" to ", "–")
        rows.append((row_head(_named(occupation)), *counts, cell(span, "right")))
    rules = "; ".join(f"{number}. {rule.label}" for number, rule in zip(numbers, found.rules, strict=True))
    return Table(
        caption=(),
        header=header("Occupation", *numbers, "Least–most", align="right"),
        rows=tuple(rows),
        widths=(4.2, *(0.8 for _ in numbers), 1.4),
        source=cells.text(f"{rules}. "),
        dense=True,
    )


def _named(occupation: Occupation) -> str:
    return f"{occupation.title} ({occupation.code})"


def _works(codes: list[str], context: Context) -> Inlines:
    """Return the line with the works that the duties are from, and the ratings that weigh them."""
    duties = [duty for code in codes for duty in find.duties_of(code, context)]
    used = {duty.provenance.source for duty in duties}
    cited = [Citation(source) for source in find.sources(sorted(used), context)]
    ratings = task_ratings(context.lookup.knowledge, [duty.task for duty in duties]).values()
    rated = {(rating.source, rating.verification) for rating in ratings if rating.source}
    weighed = (sourcing.of_record(Provenance(s, verification=mark), context) for s, mark in sorted(rated))
    return source_line([*cited, *(one for one in weighed if one)], context)
