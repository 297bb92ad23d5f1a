"""Protective functions counted under every rule, of the duties that a draft may count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.resolve.context import Context
from builder.resolve.party_ratings import party_duties
from builder.resolve.rated_duties import ratings_of
from kb.analysis.required_by import Threshold
from kb.analysis.sensitivity import Sensitivity, sensitivity


def function_counts(
    codes: Sequence[str], context: Context, required_by: Threshold | None = None, party: str = ""
) -> Sensitivity:
    """Return the counts of occupations, rule by rule; a threshold on ratings of tasks makes another rule.

    Raises:
        UnresolvedError: nobody of the name of the party rated.
    """
    rated = party_duties(codes, party, context)
    duties = [duty for code in codes for duty in rated.by_code[code]]
    context.used.statements |= dict.fromkeys(duty.iri for duty in duties)
    ratings = ratings_of(duties, context)
    lookup, key = context.lookup, (tuple(codes), tuple(duties), required_by)
    counted = lookup.derived(
        ("function counts", *key), lambda: sensitivity(lookup, codes, duties, ratings, required_by)
    )
    return replace(counted, assigned=rated.by)
