"""Why a query found nothing: what of it occurs nowhere in the graph, or nowhere in that form."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kb.querying.absent_terms import absent_terms, unknown_terms


def why_empty(text: str, store: ox.Store, ontology: Path) -> list[str]:
    """Return a sentence for each name, text or number of a query that is nowhere in a store."""
    return [*unknown_terms(text, ontology), *absent_terms(text, store, ontology)]
