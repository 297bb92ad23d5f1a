"""`{sensitivity}`: protective functions counted under every rule, so that no count stands alone."""

from __future__ import annotations

from dataclasses import replace

from builder.citations import Citation
from builder.document import Inlines, Table
from builder.draft import nodes
from builder.resolve import cells, find, party_ratings
from builder.resolve.cells import cell, header, row_head, source_line
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import directive, flag, words
from builder.resolve.drawn_charts import drawn
from builder.resolve.function_counts import function_counts
from builder.resolve.party_ratings import RATINGS, PartyDuties, party_duties, party_of
from builder.resolve.rated_duties import REQUIRED_BY, TOLD, rated_by, ratings_of, threshold_of
from kb.analysis.sensitivity import Sensitivity
from kb.analysis.sensitivity_text import counted, sensitivity_chart, span_said
from kb.model.records import Occupation

_DASH = "A dash means that a rule cannot be applied. "

_UPRIGHT = 8
"""Columns that a page held upright has room for."""
_TITLED = 3
"""Occupations whose titles fit above their columns; those of more are told below the table."""


@directive(
    "sensitivity",
    "CODE …",
    "Protective functions of occupations counted under every rule: by the definition or by tasks, required "
    "or not, whatever the length of the list, without each source.",
    {
        REQUIRED_BY: TOLD,
        RATINGS: party_ratings.TOLD,
        "chart": "`yes`: the counts are drawn below the table, too.",
        "caption": "Another caption.",
        "compact": "`yes` gives each occupation a row and heads the rules with numbers, named below.",
    },
)
def sensitivity(written: nodes.Directive, context: Context) -> Blocks:
    """Return the counts, a row a rule; where they are compact, a row an occupation."""
    codes = words(written.argument)
    if not codes:
        raise UnresolvedError(
            find.UNKNOWN_CODE, "The table names no occupations.", "Write their codes: {sensitivity} 43-5031 …"
        )
    occupations = [find.occupation(code, context) for code in codes]
    rated = party_duties(codes, party_of(written.options), context)
    found = function_counts(codes, context, threshold_of(written), party_of(written.options))
    lacking = [code for code in codes if found.span(code) is None]
    cells.tell_not_recorded((f"duties of {code}" for code in lacking), context)
    caption = f"Protective functions, of {found.functions}, under every rule of counting"
    laid_out = _by_occupation if flag(written, "compact") else _by_rule
    made = laid_out(found, occupations)
    told = (*cells.text(f"{rated.note}{_DASH}"), *_works(rated, context))
    titled, source = cells.caption(written, caption, context), (*made.source, *told)
    table = replace(made, caption=titled, source=source, dense=True)
    if not flag(written, "chart"):
        return (table,)
    chart = sensitivity_chart(found, {o.code: o.title for o in occupations})
    return (table, drawn(chart, cells.text(chart.title), told))


def _by_rule(found: Sensitivity, occupations: list[Occupation]) -> Table:
    """Return a row a rule and a column an occupation."""
    rows = [(row_head(rule.label), *(cell(counted(c), "right") for c in rule.counts)) for rule in found.rules]
    spans = (cell(span_said(found, code), "right") for code in found.codes)
    rows.append((row_head("Least to most"), *spans))
    brief = len(occupations) > _TITLED
    heads = [o.code if brief else f"{o.title} ({o.code})" for o in occupations]
    return Table(
        caption=(),
        header=header("Rule", *heads, align="right"),
        rows=tuple(rows),
        widths=(3.0, *(0.9 if brief else 1.1 for _ in occupations)),
        source=cells.text(f"{'; '.join(f'{o.code} {o.title}' for o in occupations)}. " if brief else ""),
        landscape=len(occupations) > _UPRIGHT,
    )


def _by_occupation(found: Sensitivity, occupations: list[Occupation]) -> Table:
    """Return a row an occupation and a column a rule, by number; the rules are named below."""
    numbers = [f"{n}" for n in range(1, len(found.rules) + 1)]
    rows = []
    for occupation in occupations:
        counts = (cell(counted(count), "right") for count in found.of(occupation.code))
        span = span_said(found, occupation.code).replace(" to ", "–")
        rows.append((row_head(f"{occupation.title} ({occupation.code})"), *counts, cell(span, "right")))
    rules = "; ".join(f"{number}. {rule.label}" for number, rule in zip(numbers, found.rules, strict=True))
    return Table(
        caption=(),
        header=header("Occupation", *numbers, "Least–most", align="right"),
        rows=tuple(rows),
        widths=(4.2, *(0.8 for _ in numbers), 1.4),
        source=cells.text(f"{rules}. "),
    )


def _works(rated: PartyDuties, context: Context) -> Inlines:
    """Return the line with the works that the duties are from, and the ratings that weigh them."""
    duties = [duty for some in rated.by_code.values() for duty in some]
    used = {duty.provenance.source for duty in duties}
    cited = [Citation(source) for source in find.sources(sorted(used), context)]
    ratings = ratings_of(duties, context).values()
    return source_line([*cited, *rated_by(ratings, context)], context)
