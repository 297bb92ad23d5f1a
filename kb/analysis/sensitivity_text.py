"""Counts of functions under every rule, as text, as CSV and as a chart."""

from __future__ import annotations

from kb.analysis.assigned_duties import unrated_said
from kb.analysis.sensitivity import Count, Sensitivity
from kb.charts import Chart, Series
from kb.common.output import as_csv
from kb.common.tables import NOT_RECORDED, table

_MOST = 6
"""Occupations drawn; more bars a rule cannot be told apart."""


def sensitivity_text(found: Sensitivity, width: int | None) -> str:
    """Write the counts, a row a rule, and the span of each occupation."""
    rows = [(rule.label, *map(counted, rule.counts)) for rule in found.rules]
    rows.append(("Least to most", *(span_said(found, code) for code in found.codes)))
    head = f"Protective functions of {found.functions}, as the duties on record perform them\n"
    numeric = frozenset(range(1, len(found.codes) + 1))
    by = found.assigned
    lines = f"{by.said}{unrated_said(by)}\n" if by and by.said else ""
    lines += "".join(f"{line}\n" for line in found.lacking)
    return f"{head}\n{table(('rule', *found.codes), rows, width, numeric)}\n{lines}".rstrip() + "\n"


def sensitivity_csv(found: Sensitivity) -> str:
    """Write the counts, a row a rule; an empty cell where a rule cannot be applied."""
    rows = [(rule.id, rule.label, *("" if c is None else c for c in rule.counts)) for rule in found.rules]
    if found.assigned:
        rows.append(("assigned", found.assigned.said, *("" for _ in found.codes)))
    return as_csv(("rule", "label", *found.codes), rows)


def sensitivity_chart(found: Sensitivity, names: dict[str, str]) -> Chart:
    """Draw the counts of the first occupations, bars a rule."""
    series = tuple(
        Series(names.get(code, code), tuple(None if c is None else float(c) for c in found.of(code)))
        for code in found.codes[:_MOST]
    )
    left = f"; not drawn: {', '.join(found.codes[_MOST:])}" if len(found.codes) > _MOST else ""
    whose = f". {found.assigned.said}" if found.assigned and found.assigned.said else ""
    note = f"Functions of {found.functions}{left}{whose}"
    return Chart(
        "Protective functions by rule of counting", note, tuple(r.label for r in found.rules), series
    )


def counted(count: Count) -> str:
    """Return a count as text; a dash is no count, not zero."""
    return "–" if count is None else f"{count}"


def span_said(found: Sensitivity, code: str) -> str:
    """Say the least and the most that any rule gives an occupation, such as `2 to 8`."""
    span = found.span(code)
    if span is None:
        return NOT_RECORDED
    return f"{span[0]:g}" if span[0] == span[1] else f"{span[0]:g} to {span[1]:g}"
