"""What the endpoint says of itself (SPARQL 1.1 Service Description) and of its data (VoID)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

import pyoxigraph as ox
from starlette.responses import PlainTextResponse, Response

from kb.api import Base
from kb.endpoint.content_negotiation import preferred
from kb.namespaces import BASE, PREFIXES, RDF_TYPE, iri
from kb.querying.query_functions import FUNCTIONS
from kb.querying.search_patterns import MODES

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
_PREFIXES = {name: PREFIXES[name] for name in ("dcat", "dcterms", "rdfs", "sh")}
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


def described(address: str, accept: str, base: Base | None = None) -> Response:
    """Return the description of the endpoint at an address, in a form that the client takes.

    With a base, it says how much there is in it, and in which graphs.
    """
    return rdf_response([*_service(address), *(_dataset(address, base) if base else ())], accept)


def rdf_response(triples: Iterable[ox.Triple], accept: str) -> Response:
    """Return triples in a form that a client takes; 406 where it takes none."""
    media = preferred(accept, {name: name for name in _FORMATS}) or (
        "text/turtle" if "text/html" in accept else ""
    )
    if not media:
        return PlainTextResponse(f"This comes as {', '.join(_FORMATS)}.\n", 406)
    prefixes = None if media == "application/ld+json" else {"sd": SD, "void": VOID, **_PREFIXES}
    data = ox.serialize(triples, format=_FORMATS[media], prefixes=prefixes)
    return Response(data, headers={"Content-Type": media, "Vary": "Accept"})


def _service(address: str) -> list[ox.Triple]:
    service, dataset = ox.NamedNode(address), ox.NamedNode(f"{address}#dataset")
    return [
        _said(service, RDF_TYPE, f"{SD}Service"),
        _said(service, f"{SD}endpoint", address),
        _said(service, f"{SD}supportedLanguage", f"{SD}SPARQL11Query"),
        _said(service, f"{SD}feature", f"{SD}UnionDefaultGraph"),
        *(_said(service, f"{SD}resultFormat", each) for each in _RESULTS),
        *(_said(service, f"{SD}extensionFunction", each.value) for each in FUNCTIONS),
        *(_said(service, f"{SD}propertyFeature", iri(name)) for name in MODES),
        _said(service, f"{SD}defaultDataset", dataset.value),
        _said(dataset, RDF_TYPE, f"{SD}Dataset"),
        _said(dataset, RDF_TYPE, f"{VOID}Dataset"),
        _said(dataset, RDF_TYPE, iri("dcat:Dataset")),
        _said(dataset, f"{VOID}sparqlEndpoint", address),
        _said(dataset, iri("dcat:endpointURL"), address),
    ]


def _dataset(address: str, base: Base) -> Iterator[ox.Triple]:
    """Say how large the data are and which vocabularies and named graphs they have."""
    dataset = ox.NamedNode(f"{address}#dataset")
    yield ox.Triple(dataset, ox.NamedNode(iri("dcterms:title")), ox.Literal("SOC evidence knowledge base"))
    yield ox.Triple(dataset, ox.NamedNode(f"{VOID}uriSpace"), ox.Literal(BASE))
    if base.graph.folder is not None:  # an engine elsewhere would have to count
        count = ox.Literal(str(len(base.embedded.store)), datatype=ox.NamedNode(iri("xsd:integer")))
        yield ox.Triple(dataset, ox.NamedNode(f"{VOID}triples"), count)
    for namespace in sorted(PREFIXES.values()):
        yield ox.Triple(dataset, ox.NamedNode(f"{VOID}vocabulary"), ox.NamedNode(namespace))
    for row in base.graph.select(
        "SELECT DISTINCT ?graph { GRAPH ?manifest { ?graph soce:syncedAs ?digest } } ORDER BY ?graph"
    ):
        part = ox.NamedNode(f"{address}#{quote(row['graph'], safe='')}")
        yield _said(dataset, f"{SD}namedGraph", part.value)
        yield _said(part, RDF_TYPE, f"{SD}NamedGraph")
        yield _said(part, f"{SD}name", row["graph"])


def _said(subject: ox.NamedNode, name: str, value: str) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(name), ox.NamedNode(value))
