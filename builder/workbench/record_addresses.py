"""Where a thing of the graph has its page: one address for each record, which says what it is."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from kb.model.classification import default_classification
from kb.model.record_names import KINDS, id_of, kind_of, name_of, whole_of

PAGED_KINDS = frozenset({*KINDS, "soc"})
"""Kinds whose things have a page under `/kind/id`."""


def address_of(iri: str) -> str:
    """Return the path of a thing's page; of a part of a record, that of the record.

    What is no record has the page on any IRI.
    """
    whole = whole_of(iri)
    if kind_of(whole) in KINDS or (kind_of(iri) == "soc" and default_classification().is_code(id_of(iri))):
        return f"/{quote(name_of(whole))}"
    return f"/resource?{urlencode({'iri': iri})}"


def address_of_name(name: str) -> str:
    """Return the path of a page by kind and id, such as `claim/x`, or by a SOC code."""
    return f"/{quote(name)}" if "/" in name else f"/soc/{quote(name)}"
