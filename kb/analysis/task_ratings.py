"""What those who do the work say of its tasks: how relevant, how important, how often; with n and interval.

O*NET's scales: RT is the percentage to whom the task is relevant, IM its mean importance from 1 to 5 among
them, FT the share of answers by frequency, of which the categories from 5 mean daily or more often (O*NET
Task Categories). Values that O*NET advises not to use are kept and marked: nothing may be compared with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kb.model.graph import Graph, Row
from kb.model.record_names import id_of
from kb.model.records import Duty
from kb.model.survey_estimates import Estimate, share
from kb.namespaces import ONET

RELEVANCE, IMPORTANCE, FREQUENCY = "RT", "IM", "FT"
DAILY = 5
"""First category of frequency that means daily."""
_ALL = 100.0
"""Percent that a sum of rounded shares does not exceed."""
_SUMMED = "daily-or-more"
"""Category of a sum over those, where a source gives no more."""

_RATINGS = """
SELECT DISTINCT ?rating ?table ?task ?scale ?category ?value ?n ?lower ?upper ?unfit ?period ?source ?mark
WHERE {
  VALUES ?task {}
  ?rating soce:task ?task ; soce:scale ?scale ; sdmx-measure:obsValue ?value .
  OPTIONAL { ?rating soce:category ?category }
  OPTIONAL { ?rating soce:sample ?n }
  OPTIONAL { ?rating soce:lowerBound ?lower }
  OPTIONAL { ?rating soce:upperBound ?upper }
  OPTIONAL { ?rating soce:recommendSuppress ?unfit FILTER(?unfit) }
  OPTIONAL { ?rating sdmx-dimension:refPeriod ?period }
  OPTIONAL { ?rating qb:dataSet ?table }
  OPTIONAL { ?rating (qb:dataSet/dcterms:source|dcterms:source) ?source }
  OPTIONAL { ?rating soce:verification/skos:notation ?mark }
} ORDER BY ?task ?scale ?source ?period ?category"""


@dataclass(frozen=True, slots=True)
class TaskRating:
    """What is said of one task."""

    task: str
    relevance: Estimate | None = None
    """Percent of those asked."""
    importance: Estimate | None = None
    """Mean from 1 to 5."""
    daily: Estimate | None = None
    """Percent who do it daily or more often; of the sum no interval is published."""
    period: str = ""
    source: str = ""
    verification: str = "verified"
    statements: tuple[str, ...] = ()
    """Addresses of the ratings, and of the imported table that they are from."""

    @property
    def weight(self) -> Fraction | None:
        """Importance times relevance; None without both, or where either is not to be used."""
        parts = (self.importance, self.relevance)
        if any(part is None or not part.usable for part in parts):
            return None
        importance, relevance = (Fraction(str(part.value)) for part in parts if part)
        return importance * relevance


def task_ratings(graph: Graph, tasks: Iterable[str]) -> dict[str, TaskRating]:
    """Return the ratings of O*NET tasks by task id; of several sources the last in order, never a mixture."""
    wanted = [f"{ONET}task/{task}" for task in dict.fromkeys(tasks) if task]
    rows = graph.select(_RATINGS, task=wanted) if wanted else []
    grouped: dict[str, dict[tuple[str, str], list[Row]]] = {}
    for row in rows:
        by_source = grouped.setdefault(id_of(row["task"]), {})
        by_source.setdefault((row.get("source", ""), row.get("period", "")), []).append(row)
    return {task: _rating(task, max(some.items(), key=_rank)[1]) for task, some in grouped.items()}


def _rank(entry: tuple[tuple[str, str], list[Row]]) -> tuple[bool, str, str]:
    """Put what its own publisher's table says before what others report, and the latest last."""
    (source, period), rows = entry
    return rows[0].get("mark", "verified") == "verified", period, source


def weights_of(duties: Iterable[Duty], ratings: Mapping[str, TaskRating]) -> dict[str, Fraction]:
    """Return importance times relevance by id of duty, of those duties that are rated tasks."""
    found = {duty.id: ratings[duty.task].weight for duty in duties if duty.task in ratings}
    return {identifier: weight for identifier, weight in found.items() if weight is not None}


def rating_details(ratings: Iterable[TaskRating]) -> tuple[tuple[str, str], ...]:
    """Return what is said of tasks as label and text, each with interval, sample and source."""
    found = (
        (label, f"{estimate.said(unit)}, {rating.period} ({rating.source}, {rating.verification})")
        for rating in ratings
        for label, estimate, unit in (
            ("relevant to", rating.relevance, " %"),
            ("importance", rating.importance, " of 5"),
            ("done daily by", rating.daily, " %"),
        )
        if estimate
    )
    return tuple(found)


def _rating(task: str, rows: list[Row]) -> TaskRating:
    single = {id_of(row["scale"]): _estimate(row) for row in rows if "category" not in row}
    first = rows[0]
    return TaskRating(
        task,
        single.get(RELEVANCE),
        single.get(IMPORTANCE),
        _daily([row for row in rows if id_of(row["scale"]) == FREQUENCY and "category" in row]),
        first.get("period", ""),
        id_of(first.get("source", "")),
        first.get("mark", "verified"),
        tuple(sorted({row[name] for row in rows for name in ("rating", "table") if name in row})),
    )


def _estimate(row: Row) -> Estimate:
    value, sample, unfit = float(row["value"]), _sample(row), "unfit" in row
    if "lower" in row and "upper" in row:
        return Estimate(value, sample, float(row["lower"]), float(row["upper"]), unfit)
    if id_of(row["scale"]) == RELEVANCE:
        return share(value, sample, unfit=unfit)
    return Estimate(value, sample, None, None, unfit)


def _sample(row: Row) -> int | None:
    return int(row["n"]) if "n" in row else None


def _daily(rows: list[Row]) -> Estimate | None:
    """Add the shares of those who do a task daily or more often."""
    often = [row for row in rows if _is_daily(id_of(row["category"]))]
    if not often:
        return None
    samples = [sample for row in rows if (sample := _sample(row)) is not None]
    total = min(round(sum(float(row["value"]) for row in often), 2), _ALL)
    return share(total, max(samples, default=None), unfit=any("unfit" in row for row in often))


def _is_daily(category: str) -> bool:
    return category == _SUMMED or (category.isdigit() and int(category) >= DAILY)
