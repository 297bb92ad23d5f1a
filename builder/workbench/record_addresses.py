"""Where a thing of the graph has its page: one address for each record, which says what it is."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from kb.model.record_names import KINDS, kind_of, name_of

PAGED_KINDS = frozenset({*KINDS, "soc", "task", "activity", "descriptor"})
"""Kinds whose things have a page under `/kind/id`."""


def address_of(iri: str) -> str:
    """Return the path of a thing's page; of what is no record, that of the page on any IRI."""
    return (
        f"/{quote(name_of(iri))}" if kind_of(iri) in PAGED_KINDS else f"/resource?{urlencode({'iri': iri})}"
    )


def address_of_name(name: str) -> str:
    """Return the path of a page by kind and id, such as `claim/x`, or by a SOC code."""
    return f"/{quote(name)}" if "/" in name else f"/soc/{quote(name)}"
