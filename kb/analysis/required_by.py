"""Required duties by a stated threshold: what those who do the work say of a task, in place of its type.

O*NET itself calls a task core that is relevant to at least 67 percent and important to at least 3.0 of 5
(O*NET Resource Center, Task Ratings). Another threshold is stated in the same terms: `relevance>=80`, or
`relevance>=67 and importance>=3`. Clauses of definitions, and tasks without a rating that may be used, stand
as their source has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from kb.analysis.task_ratings import TaskRating
from kb.common.names import did_you_mean
from kb.errors import UsageError
from kb.model.records import Duty
from kb.model.survey_estimates import Estimate

_ASKED = {
    "relevance": "relevance of at least {} percent",
    "importance": "importance of at least {} of 5",
    "daily": "at least {} percent who do it daily",
}
"""What a threshold can be of, with how it is said."""
_MOST = {"relevance": 100, "importance": 5, "daily": 100}
_CONDITION = re.compile(r"\s*([a-z]+)\s*(?:>=|≥)\s*(\d+(?:\.\d+)?)\s*%?\s*", re.IGNORECASE)
_EXAMPLE = "Write relevance>=80, or relevance>=67 and importance>=3."


@dataclass(frozen=True, slots=True)
class Threshold:
    """Conditions that a required task meets, all of them."""

    conditions: tuple[tuple[str, Decimal], ...]
    """What is asked for and the least that it has to be."""

    @property
    def said(self) -> str:
        """The threshold in words, such as `relevance of at least 80 percent`."""
        return " and ".join(_ASKED[name].format(least) for name, least in self.conditions)

    def meets(self, rating: TaskRating | None) -> bool | None:
        """Say whether a task is required; None where a value is missing, not to be used, or of one answer."""
        values = [self._estimate(rating, name) for name, _ in self.conditions]
        if any(value is None or not value.usable for value in values):
            return None
        pairs = zip(values, self.conditions, strict=True)
        return all(Decimal(str(value.value)) >= least for value, (_, least) in pairs if value)

    @staticmethod
    def _estimate(rating: TaskRating | None, name: str) -> Estimate | None:
        if rating is None:
            return None
        return {"relevance": rating.relevance, "importance": rating.importance, "daily": rating.daily}[name]


@dataclass(frozen=True, slots=True)
class Sorted:
    """Duties sorted by a threshold."""

    duties: tuple[Duty, ...]
    """All of them in their order, `required` or `may` anew where a rating says so."""
    unrated: tuple[str, ...]
    """Ids of tasks that stand as their source has them, for want of a rating that may be used."""


def read_threshold(text: str) -> Threshold:
    """Read a threshold such as `relevance>=80`; conditions are joined by `and` or a comma.

    Raises:
        UsageError: it is none.
    """
    conditions = []
    for part in re.split(r"\s+and\s+|,", text.strip()):
        found = _CONDITION.fullmatch(part)
        name = found[1].casefold() if found else ""
        if not found:
            raise UsageError(f"{text!r} is no threshold.", _EXAMPLE)
        if name not in _ASKED:
            raise UsageError(f"Tasks are not rated by {name!r}.", did_you_mean(name, _ASKED, _EXAMPLE))
        least = Decimal(found[2])
        if least > _MOST[name]:
            raise UsageError(f"No {name} is above {_MOST[name]}, so none is {least}.", _EXAMPLE)
        conditions.append((name, least))
    return Threshold(tuple(conditions))


def sort_duties(duties: Iterable[Duty], ratings: Mapping[str, TaskRating], by: Threshold) -> Sorted:
    """Return duties as required or not by a threshold on the ratings of their tasks."""
    found, unrated = [], []
    for duty in duties:
        met = by.meets(ratings.get(duty.task)) if duty.task else None
        if duty.task and met is None:
            unrated.append(duty.id)
        found.append(duty if met is None else replace(duty, kind="required" if met else "may"))
    return Sorted(tuple(found), tuple(unrated))
