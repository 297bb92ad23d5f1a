"""The answer of a named query as a chart, where the query says which of its columns make one."""

from __future__ import annotations

from decimal import Decimal

from kb.charts import Chart, Series
from kb.named_queries.query_catalogue import NamedQuery
from kb.querying.answers import Answer

_MOST = 60
"""Categories that one can still tell apart."""


def chart_of_answer(query: NamedQuery, answer: Answer) -> Chart | None:
    """Return the chart of an answer; None where the query has none, or the answer cannot be drawn truthfully.

    That is so where it has no values, too many categories, or several values in one place: none of them is
    chosen, and they are not added up.
    """
    columns = query.chart
    if columns is None:
        return None
    values: dict[tuple[str, str], float] = {}
    for row in answer:
        value, category = row[columns.value], row[columns.category]
        series = str(row[columns.series]) if columns.series else columns.value
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or category is None:
            continue
        if (series, str(category)) in values:
            return None
        values[series, str(category)] = float(value)
    categories = tuple(dict.fromkeys(category for _, category in values))
    if columns.kind == "line":
        categories = tuple(sorted(categories))
    if not 1 < len(categories) <= _MOST:
        return None
    lines = tuple(
        Series(name.replace("_", " "), tuple(values.get((name, category)) for category in categories))
        for name in dict.fromkeys(name for name, _ in values)
    )
    said = f"{columns.value} by {columns.category}".replace("_", " ")
    return Chart(said[:1].upper() + said[1:], "", categories, lines, columns.kind)
