"""What browsers and annotation clients find in the graph, though no file says it."""

from __future__ import annotations

import pyoxigraph as ox

from kb.namespaces import FILES, IMPORTS, PREFIXES
from kb.standing.derived_labels import labels, web_annotations
from kb.store import Knowledge

RECORDS = """
<https://w3id.org/soc-evidence/id/evidence/stay> a soce:EvidenceItem ;
  soce:statement "They stay on the line." ;
  dcterms:source <https://w3id.org/soc-evidence/id/source/sop> ;
  oa:hasSelector <https://w3id.org/soc-evidence/id/evidence/stay#quote> .
<https://w3id.org/soc-evidence/id/evidence/stay#quote> a oa:TextQuoteSelector ; oa:exact "stay on the line" .
<https://w3id.org/soc-evidence/id/source/sop> a dcterms:BibliographicResource ; dcterms:title "Ordres" ;
  dc:language "fr" .
<https://w3id.org/soc-evidence/id/source/act> a dcterms:BibliographicResource ; dcterms:title "Loi" ;
  dc:language "fr_CA" .
<https://w3id.org/soc-evidence/id/figure/jobs> a qb:Observation ; dcterms:title "Jobs" ;
  soce:measure <urn:jobs> ;
  soce:occupation <urn:occupation> ; rdfs:label "men" ; sdmx-dimension:refPeriod "2025-05" .
<https://w3id.org/soc-evidence/scheme/oews> a skos:ConceptScheme ; dcterms:title "Areas" .
<urn:jobs> skos:prefLabel "employment" . <urn:occupation> skos:prefLabel "Dispatchers" .
"""
IMPORTED = """<https://w3id.org/soc-evidence/id/figure/imported> a qb:Observation ; soce:measure <urn:jobs> ;
  soce:occupation <urn:occupation> ; sdmx-dimension:refPeriod "2025-05" ."""
HOME = "urn:derived"
FILE, TABLE = FILES + "base/a.yaml", IMPORTS + "oews/2025-05/national-estimates"


def graph() -> Knowledge:
    store = ox.Store()
    prefixes = "".join(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items())
    for file, text in ((FILE, RECORDS), (TABLE, IMPORTED)):
        digest = f'<{file}> soce:sha256 "0" .\n'
        store.load(
            (prefixes + digest + text).encode(), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(file)
        )
    return Knowledge(store)


def test_records_and_parts_have_a_label_in_their_language() -> None:
    found = {
        s.subject.rpartition("/")[2]: s.object
        for s in labels(graph(), HOME)
        if s.predicate.endswith("#label")
    }
    assert found == {
        "stay": ox.Literal("They stay on the line.", language="en"),
        "stay#quote": ox.Literal("“stay on the line”", language="en"),
        "sop": ox.Literal("Ordres", language="fr"),
        "act": ox.Literal("Loi"),  # whose language is no tag of one
        "oews": ox.Literal("Areas", language="en"),
    }


def test_a_figure_keeps_its_label_for_the_part_that_it_is_of() -> None:
    (name,) = [s.object for s in labels(graph(), HOME) if s.subject.endswith("figure/jobs")]
    assert name == ox.Literal("Dispatchers, employment, men, 2025-05", language="en")


def test_a_figure_of_a_table_has_no_label_that_repeats_its_dimensions() -> None:
    assert [s.subject for s in labels(graph(), HOME) if s.subject.endswith("figure/imported")] == []


def test_a_quotation_is_an_annotation_with_target_source_and_selector() -> None:
    base = graph()
    base.store.extend(statement.quad for statement in web_annotations(base, HOME))
    (row,) = base.select(
        """SELECT ?body ?source ?words { ?it a oa:Annotation ; oa:bodyValue ?body ; oa:hasTarget ?target .
        ?target a oa:SpecificResource ; oa:hasSource ?source ; oa:hasSelector/oa:exact ?words }"""
    )
    assert row["body"] == "They stay on the line."
    assert row["source"].endswith("/id/source/sop")
    assert row["words"] == "stay on the line"
