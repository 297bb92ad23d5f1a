"""Protective functions counted under every rule, of the duties that a draft may count."""

from __future__ import annotations

from collections.abc import Sequence

from builder.resolve import find
from builder.resolve.context import Context
from builder.resolve.rated_duties import ratings_of
from kb.analysis.required_by import Threshold
from kb.analysis.sensitivity import Sensitivity, sensitivity


def function_counts(
    codes: Sequence[str], context: Context, required_by: Threshold | None = None
) -> Sensitivity:
    """Return the counts of occupations, rule by rule; a threshold on ratings of tasks makes another rule."""
    duties = [duty for code in codes for duty in find.duties_of(code, context)]
    context.used.statements |= dict.fromkeys(duty.iri for duty in duties)
    ratings = ratings_of(duties, context)
    return sensitivity(context.lookup, codes, duties, ratings, required_by)
