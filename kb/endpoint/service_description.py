"""What the endpoint says of itself (SPARQL 1.1 Service Description) and of its data (VoID)."""

from __future__ import annotations

import pyoxigraph as ox
from starlette.responses import PlainTextResponse, Response

from kb.endpoint.content_negotiation import preferred
from kb.namespaces import RDF_TYPE

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
_RESULTS = (
    "http://www.w3.org/ns/formats/SPARQL_Results_JSON",
    "http://www.w3.org/ns/formats/SPARQL_Results_XML",
    "http://www.w3.org/ns/formats/SPARQL_Results_CSV",
    "http://www.w3.org/ns/formats/SPARQL_Results_TSV",
    "http://www.w3.org/ns/formats/Turtle",
    "http://www.w3.org/ns/formats/N-Triples",
    "http://www.w3.org/ns/formats/JSON-LD",
    "http://www.w3.org/ns/formats/RDF_XML",
)
_FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


def described(address: str, accept: str) -> Response:
    """Return the description of the endpoint at an address, in a form that the client takes."""
    media = preferred(accept, {name: name for name in _FORMATS})
    if not media:
        return PlainTextResponse(f"The description comes as {', '.join(_FORMATS)}.\n", 406)
    prefixes = None if media == "application/ld+json" else {"sd": SD, "void": VOID}
    data = ox.serialize(_triples(address), format=_FORMATS[media], prefixes=prefixes)
    return Response(data, headers={"Content-Type": media, "Vary": "Accept"})


def _triples(address: str) -> list[ox.Triple]:
    service, dataset = ox.NamedNode(address), ox.NamedNode(f"{address}#dataset")

    def said(subject: ox.NamedNode, name: str, value: str) -> ox.Triple:
        return ox.Triple(subject, ox.NamedNode(name), ox.NamedNode(value))

    return [
        said(service, RDF_TYPE, f"{SD}Service"),
        said(service, f"{SD}endpoint", address),
        said(service, f"{SD}supportedLanguage", f"{SD}SPARQL11Query"),
        said(service, f"{SD}feature", f"{SD}UnionDefaultGraph"),
        *(said(service, f"{SD}resultFormat", each) for each in _RESULTS),
        said(service, f"{SD}defaultDataset", dataset.value),
        said(dataset, RDF_TYPE, f"{SD}Dataset"),
        said(dataset, RDF_TYPE, f"{VOID}Dataset"),
        said(dataset, f"{VOID}sparqlEndpoint", address),
    ]
