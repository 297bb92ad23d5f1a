"""A record as RDF: the format that was asked for, by an address or by what a client accepts."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from kb.api import Base
from kb.endpoint.content_negotiation import preferred
from kb.errors import MissingError, UsageError
from kb.namespaces import PREFIXES

FORMATS: dict[str, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
"""By the name that an address gives it."""
_OFFERED = {
    "text/html": "",
    "application/xhtml+xml": "",
    "text/turtle": "ttl",
    "application/x-turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
}
"""A page is preferred where a client takes all alike."""


def wanted_format(request: Request) -> str:
    """Return which of FORMATS a request wants; nothing for a page.

    Raises:
        UsageError: the address names another format.
    """
    named = request.query_params.get("format", "")
    if named and named not in FORMATS:
        raise UsageError(f"`{named}` is no format of a record.", f"There are {', '.join(FORMATS)}.")
    accept = request.headers.get("accept", "")
    return named or (preferred(accept, _OFFERED) if accept else "")


def rdf_answer(base: Base, iri: str, form: str) -> Response:
    """Return what the graph says of a thing, in one of FORMATS."""
    return _written(base.graph.describe(iri), form)


def _written(triples: Sequence[ox.Triple], form: str) -> Response:
    kind = FORMATS[form]
    used = {name: namespace for name, namespace in PREFIXES.items() if kind is not ox.RdfFormat.N_TRIPLES}
    written = ox.serialize(triples, format=kind, prefixes=used if kind is not ox.RdfFormat.JSON_LD else None)
    return Response(written, headers={"Content-Type": f"{kind.media_type}; charset=utf-8", "Vary": "Accept"})


def described_thing(base: Base, iri: str, request: Request) -> Response:
    """Return what the graph says of an address, in the form of RDF that a client prefers; Turtle without one.

    Raises:
        MissingError: it says nothing of it.
        UsageError: the address names a format that there is none of.
    """
    triples = base.graph.describe(iri) if _is_iri(iri) else ()
    if not triples:
        raise MissingError(
            f"The graph says nothing of {iri}.", "Search with /sparql, or see /query for a start."
        )
    return _written(triples, wanted_format(request) or "ttl")


def _is_iri(text: str) -> bool:
    """Say whether a text is an IRI; what is typed into an address may hold blanks or quotation marks."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True
