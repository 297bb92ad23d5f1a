"""Labels of what has none of its own, and quotations as Web Annotations, for whoever browses the graph.

Files give titles, names and statements under the properties that say what these are. Browsers and ontology
editors look for `rdfs:label` (of figures, whose `rdfs:label` says which part they are of, for
`skos:prefLabel`), and annotation clients for a target with a source and a selector
(https://www.w3.org/TR/annotation-model/): both follow from the records, so that nobody writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kb.model.graph import Graph, Row
from kb.namespaces import IMPORTS, RDF_TYPE, RECORDS, SCHEMES, iri, short
from kb.records.statements import Statement

ENGLISH = "en"
"""The language in which the base is written; a source says its own."""
_LABEL, _NAME = iri("rdfs:label"), iri("skos:prefLabel")
_RECORDED = f'FILTER (STRSTARTS(STR(?it), "{RECORDS}") || STRSTARTS(STR(?it), "{SCHEMES}"))'
_NAMED = f"""
SELECT ?it ?label (MIN(?spoken) AS ?language) {{
  {{ ?it a ?kind ; dcterms:title|skos:prefLabel|foaf:name ?label }}
  UNION {{ ?it soce:statement ?label FILTER NOT EXISTS {{ ?it dcterms:title|skos:prefLabel ?title }} }}
  {_RECORDED}
  FILTER NOT EXISTS {{ ?it a qb:Observation }}
  OPTIONAL {{ ?it dc:language ?spoken }}
}} GROUP BY ?it ?label"""
_FIGURES = f"""
SELECT ?it ?occupation ?measure ?period ?part {{
  {{
    SELECT DISTINCT ?it {{
      ?file soce:sha256 ?sum FILTER (!STRSTARTS(STR(?file), "{IMPORTS}"))
      GRAPH ?file {{ ?it a qb:Observation }}
    }}
  }}
  ?it soce:measure/skos:prefLabel ?measure
  OPTIONAL {{ ?it soce:occupation/skos:prefLabel ?occupation }}
  OPTIONAL {{ ?it sdmx-dimension:refPeriod ?period }}
  OPTIONAL {{ ?it rdfs:label ?part }}
}}"""
"""The figures that files record. Those of tables have none: it would only repeat their dimensions."""
_SCHEMES = "SELECT ?it ?label { ?it a skos:ConceptScheme ; dcterms:title|skos:prefLabel ?label }"
_LINES = """
SELECT ?it ?direction ?claim {
  ?on soce:line ?it ; dcterms:title ?claim . ?it soce:direction/skos:prefLabel ?direction
}"""
_PLACES = "SELECT ?it ?key ?value { ?it a soce:Locator ; ?key ?value FILTER (?key != rdf:type) }"
_LIMITS = "SELECT ?it ?limit { ?it a soce:PortalLimit ; soce:limitName/skos:prefLabel ?limit }"
_TEXTS = "SELECT ?it ?title { ?source soce:frozenText ?it ; dcterms:title ?title }"
_PEOPLE = "SELECT ?it ?family ?given { ?it foaf:familyName ?family OPTIONAL { ?it foaf:givenName ?given } }"
_QUOTED = """
SELECT ?it ?selector ?words ?source ?said {
  ?it oa:hasSelector ?selector . ?selector oa:exact ?words
  OPTIONAL { ?it dcterms:source ?source } OPTIONAL { ?it soce:statement ?said }
}"""


def labels(graph: Graph, home: str) -> Iterator[Statement]:
    """Yield a label, with its language, for every record and part that files describe.

    Args:
        graph: of the records.
        home: the named graph that the statements are to lie in.
    """
    for row in graph.select(_NAMED):
        yield _labelled(row["it"], row["label"], home, row.get("language", ENGLISH))
    for row in graph.select(_FIGURES):
        text = ", ".join(row[key] for key in ("occupation", "measure", "part", "period") if key in row)
        # what the label of a figure says is which part of an occupation it is about
        yield Statement(row["it"], _NAME, ox.Literal(text, language=ENGLISH), home)
    for name, text in (*_of_schemes(graph), *_of_parts(graph)):
        yield _labelled(name, text, home)


def _of_schemes(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield the classifications and lists of codes with what they are called."""
    for row in graph.select(_SCHEMES):
        yield row["it"], row["label"]


def _of_parts(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield the parts of records with what to call them."""
    for row in graph.select(_LINES):
        yield row["it"], f"{row['direction']}: {row['claim']}"
    for row in graph.select(_TEXTS):
        yield row["it"], f"Text of: {row['title']}"
    for row in graph.select(_PEOPLE):
        yield row["it"], " ".join(filter(None, (row.get("given"), row["family"])))
    for row in graph.select(_QUOTED):
        yield row["selector"], f"“{row['words']}”"
    for row in graph.select(_LIMITS):
        yield row["it"], row["limit"]
    yield from _places(graph.select(_PLACES))


def _places(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    places: dict[str, list[str]] = {}
    for row in rows:
        places.setdefault(row["it"], []).append(f"{short(row['key']).partition(':')[2]} {row['value']}")
    for name, parts in places.items():
        yield name, ", ".join(sorted(parts))


def web_annotations(graph: Graph, home: str) -> Iterator[Statement]:
    """Yield for every quotation what makes it a Web Annotation.

    The record with the quotation is the specific resource: a part of its source, told by the selector. The
    annotation targets it, and what the record says of it in our words is the body.
    """
    for row in graph.select(_QUOTED):
        if "source" not in row:
            continue
        item, annotation = row["it"], f"{row['it']}#annotation"
        yield Statement(item, RDF_TYPE, ox.NamedNode(iri("oa:SpecificResource")), home)
        yield Statement(item, iri("oa:hasSource"), ox.NamedNode(row["source"]), home)
        yield Statement(annotation, RDF_TYPE, ox.NamedNode(iri("oa:Annotation")), home)
        yield Statement(annotation, iri("oa:hasTarget"), ox.NamedNode(item), home)
        yield Statement(annotation, iri("oa:motivatedBy"), ox.NamedNode(iri("oa:describing")), home)
        if "said" in row:
            yield Statement(annotation, iri("oa:bodyValue"), ox.Literal(row["said"]), home)


def _labelled(name: str, text: str, home: str, language: str = ENGLISH) -> Statement:
    try:
        label = ox.Literal(text, language=language)
    except ValueError:  # `fr_CA`, `American English`: a source says its language in words of its own
        label = ox.Literal(text)
    return Statement(name, _LABEL, label, home)
