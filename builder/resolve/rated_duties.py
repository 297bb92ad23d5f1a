"""Duties with what those who do the work say of them: ratings to show, and a threshold to sort by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.citations import Citation
from builder.draft import nodes
from builder.resolve import sourcing
from builder.resolve.context import Context, UnresolvedError
from kb.analysis.required_by import Threshold, read_threshold, sort_duties
from kb.analysis.task_ratings import TaskRating, task_ratings
from kb.errors import UsageError
from kb.findings import Check, Severity
from kb.model.records import Duty, Provenance

REQUIRED_BY = "required-by"
"""Name of the option."""
TOLD = (
    "A threshold such as `relevance>=80`, or `relevance>=67 and importance>=3`: which tasks are required by "
    "what those who do the work say, in place of their type. It is printed."
)
"""What the option does, for the reference page."""
UNKNOWN_THRESHOLD = Check(
    "unknown-threshold",
    Severity.ERROR,
    "What tasks are to be required by is no threshold.",
    "Write relevance>=80, or relevance>=67 and importance>=3.",
)


def ratings_of(duties: Iterable[Duty], context: Context) -> dict[str, TaskRating]:
    """Return the ratings of the duties that are tasks, by task."""
    tasks = tuple(duty.task for duty in duties)
    lookup = context.lookup
    found = lookup.derived(("task ratings", tasks), lambda: task_ratings(lookup.knowledge, tasks))
    for rating in found.values():
        context.used.statements |= dict.fromkeys(rating.statements)
    return found


def rated_by(ratings: Iterable[TaskRating], context: Context) -> list[Citation]:
    """Return the citations of the works that ratings are from."""
    rated = sorted({(rating.source, rating.verification) for rating in ratings if rating.source})
    found = (sourcing.of_record(Provenance(s, verification=mark), context) for s, mark in rated)
    return [citation for citation in found if citation]


def threshold_of(written: nodes.Directive) -> Threshold | None:
    """Return the threshold that a directive states, or None.

    Raises:
        UnresolvedError: what it states is none.
    """
    text = written.options.get(REQUIRED_BY, "")
    try:
        return read_threshold(text) if text else None
    except UsageError as wrong:
        raise UnresolvedError(UNKNOWN_THRESHOLD, wrong.message, wrong.remedy) from None


@dataclass(frozen=True, slots=True)
class StatedDuties:
    """Duties as required or not, by their sources or by the threshold that a directive states."""

    by_code: dict[str, list[Duty]]
    """In their order, by code of the occupation."""
    said: str = ""
    """The threshold in words; empty where there is none."""
    note: str = ""
    """The sentence that tells the threshold, and what does not follow it."""
    citations: tuple[Citation, ...] = ()
    """Of the works that the ratings are from."""


def stated_duties(
    written: nodes.Directive, by_code: Mapping[str, Sequence[Duty]], context: Context
) -> StatedDuties:
    """Return duties as required or not by the threshold of a directive; as they are where it states none.

    Raises:
        UnresolvedError: what it states is no threshold.
    """
    threshold = threshold_of(written)
    if threshold is None:
        return StatedDuties({code: list(duties) for code, duties in by_code.items()})
    every = [duty for duties in by_code.values() for duty in duties]
    ratings = ratings_of(every, context)
    found = {code: sort_duties(duties, ratings, threshold) for code, duties in by_code.items()}
    used = [ratings[duty.task] for duty in every if duty.task in ratings]
    return StatedDuties(
        {code: list(one.duties) for code, one in found.items()},
        threshold.said,
        _note(threshold.said, {code: len(one.unrated) for code, one in found.items()}),
        tuple(rated_by(used, context)),
    )


def _note(said: str, unrated: Mapping[str, int]) -> str:
    note = f"Tasks count as required by {said}, as those who do the work rate them"
    lacking = {code: number for code, number in unrated.items() if number}
    if lacking:
        note += (
            f"; without a rating that may be used, {sum(lacking.values())} of the tasks of "
            f"{', '.join(lacking)} stand by their type"
        )
    return f"{note}. "
