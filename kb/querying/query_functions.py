"""Functions of our own that a query can call: `soce:wilsonLower(?percent, ?sample)` and `soce:wilsonUpper`.

They give the bounds of a share's 95 % interval, which SPARQL, having no square root, cannot compute itself.
"""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from kb.common.wilson_interval import wilson
from kb.namespaces import XSD, iri

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Function = Callable[..., Term | None]


def _bound(place: int) -> Function:
    def bound(*terms: Term) -> ox.Literal | None:
        """Return one bound; nothing, as for any wrong call in SPARQL, where there is no share and sample."""
        try:
            percent, sample = (float(term.value) for term in terms if isinstance(term, ox.Literal))
        except ValueError:
            return None
        if not 0 <= percent <= 100 or sample < 1:
            return None
        return ox.Literal(f"{wilson(percent, int(sample))[place]:g}", datatype=ox.NamedNode(XSD + "decimal"))

    return bound


FUNCTIONS: dict[ox.NamedNode, Function] = {
    ox.NamedNode(iri("soce:wilsonLower")): _bound(0),
    ox.NamedNode(iri("soce:wilsonUpper")): _bound(1),
}
"""By their IRIs."""
