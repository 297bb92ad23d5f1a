"""Which things are searched, and what kind each is of."""

from __future__ import annotations

from kb.model.classification import default_classification
from kb.model.record_names import id_of, kind_of
from kb.namespaces import ONET, RECORDS

_NOT_EVIDENCE = frozenset(("agent", "content-profile", "docket", "dataset"))
"""Kinds of record that are about the base itself."""
_STARTS = (RECORDS, default_classification().namespace, f"{ONET}task/", f"{ONET}element/")

SEARCHED = " || ".join(f'STRSTARTS(STR(?it), "{start}")' for start in _STARTS)
"""SPARQL condition that keeps imported ratings and titles, which are many, out of the answers for `?it`."""


def searched_kind(iri: str) -> str:
    """Return the kind of a thing that is searched; nothing for what is not."""
    kind = "" if "#" in iri else kind_of(iri)
    if kind in _NOT_EVIDENCE or (kind == "soc" and not default_classification().is_code(id_of(iri))):
        return ""
    return kind
