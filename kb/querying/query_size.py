"""What in a query is so deep or so long that the engine, which calls itself for each step, gives up."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate

from kb.common.sparql_tokens import significant

_OPENING, _CLOSING = frozenset("({["), frozenset(")}]")
_CHAINS = {
    "||": ("alternatives (||)", "Write them as VALUES ?x { … }, or as ?x IN (…)."),
    "UNION": ("alternatives (UNION)", "Write them as VALUES ?x { … } before one pattern."),
    "|": ("alternatives in a path (|)", "Write them as VALUES ?property { … } before ?s ?property ?o."),
    "&&": ("conditions (&&)", "Write a FILTER for each."),
    "OPTIONAL": (
        "OPTIONAL patterns",
        "Put those of one subject into one pattern, or ask in several queries.",
    ),
    "!": ("negations (!)", "Take two that follow one another away."),
    "+": ("sums", "Add up with SUM(…) over rows."),
    "/": ("steps of a path", "Write p+ or p* for steps along one property."),
}
_NESTED = "Take brackets that hold only brackets away; write alternatives as VALUES ?x { … }."


def why_it_is_too_deep(query: str) -> tuple[str, str]:
    """Return what the query has most of, and what to write in its place."""
    words = [token.text.upper() for token in significant(query)]
    steps = ((word in _OPENING) - (word in _CLOSING) for word in words)
    depth = max(accumulate(steps), default=0)
    counts = Counter(word for word in words if word in _CHAINS)
    longest, number = counts.most_common(1)[0] if counts else ("", 0)
    if number > depth:
        name, remedy = _CHAINS[longest]
        return f"the query has too many {name}: {number:,}", remedy
    return f"the query is too deeply nested: {depth:,} brackets within one another", _NESTED
