"""Protective functions counted under every rule, of the duties that a draft may count."""

from __future__ import annotations

from collections.abc import Sequence

from builder.resolve import find
from builder.resolve.context import Context
from kb.analysis.required_by import Threshold
from kb.analysis.sensitivity import Sensitivity, sensitivity
from kb.analysis.task_ratings import task_ratings


def function_counts(
    codes: Sequence[str], context: Context, required_by: Threshold | None = None
) -> Sensitivity:
    """Return the counts of occupations, rule by rule; a threshold on ratings of tasks makes another rule."""
    duties = [duty for code in codes for duty in find.duties_of(code, context)]
    ratings = task_ratings(context.lookup.knowledge, [duty.task for duty in duties])
    return sensitivity(context.lookup, codes, duties, ratings, required_by)
