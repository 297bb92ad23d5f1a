"""Standing: whether a record may be relied on, for any record and any use of it, and why.

The one answer to that question. Checks of records and drafts, citations, roles, directives, coverage,
comparisons, search, suggestions and named queries all ask here; nobody looks at marks of verification,
retractions or supersessions on their own.
"""

from kb.standing.judging import judge
from kb.standing.standings import Effect, Judgement, Reason, Standing, Standings, Use, effect

__all__ = ["Effect", "Judgement", "Reason", "Standing", "Standings", "Use", "effect", "judge"]
