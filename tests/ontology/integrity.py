"""Questions that find what breaks SKOS (W3C 2009) or a data cube (RDF Data Cube, W3C 2014, section 11.1).

Each finds offenders, in our own words, over all graphs together; its name has the number of the clause.
"""

from __future__ import annotations

SKOS = {
    "S9: no concept is a scheme": "SELECT ?it { ?it a skos:Concept , skos:ConceptScheme }",
    "S13: a label of one kind is not of another": """
        SELECT ?it { ?it skos:prefLabel ?l . { ?it skos:altLabel ?l } UNION { ?it skos:hiddenLabel ?l } }""",
    "S14: one preferred label a language": """
        SELECT ?it { ?it skos:prefLabel ?a , ?b FILTER (STR(?a) < STR(?b) && LANG(?a) = LANG(?b)) }""",
    "S27: what is related is not above or below": """
        SELECT ?it { ?it skos:related ?other . ?it (skos:broader|^skos:narrower)+ ?other }""",
    "S36: a list of members has one first": """
        SELECT ?it { ?it skos:memberList ?a , ?b FILTER (STR(?a) < STR(?b)) }""",
    "S37: a collection is no concept": "SELECT ?it { ?it a skos:Collection , skos:Concept }",
    "S46: an exact match is no broader or related one": """
        SELECT ?it { ?it skos:exactMatch ?o . ?it skos:broadMatch|skos:narrowMatch|skos:relatedMatch ?o }""",
    "every concept is in a scheme": """
        SELECT ?it { ?it a skos:Concept
          FILTER NOT EXISTS { ?it skos:inScheme|skos:topConceptOf ?scheme } }""",
    "every scheme has a top concept": """
        SELECT ?it { ?it a skos:ConceptScheme . ?some skos:inScheme ?it
          FILTER NOT EXISTS { { ?top skos:topConceptOf ?it } UNION { ?it skos:hasTopConcept ?top } } }""",
    "a notation is given once in a scheme": """
        SELECT ?it { ?it skos:notation ?n ; skos:inScheme ?s . ?other skos:notation ?n ; skos:inScheme ?s
          FILTER (STR(?it) < STR(?other)) }""",
    "no concept is above itself": "SELECT ?it { ?it skos:broader+ ?it }",
}

CUBE = {
    "IC-1: an observation has one data set": """
        SELECT ?it { ?it a qb:Observation OPTIONAL { ?it qb:dataSet ?set } }
        GROUP BY ?it HAVING (COUNT(DISTINCT ?set) != 1)""",
    "IC-2: a data set has one structure": """
        SELECT ?it { ?it a qb:DataSet OPTIONAL { ?it qb:structure ?structure } }
        GROUP BY ?it HAVING (COUNT(DISTINCT ?structure) != 1)""",
    "IC-3: a structure has a measure": """
        SELECT ?it { ?it a qb:DataStructureDefinition
          FILTER NOT EXISTS { ?it qb:component/(qb:measure|qb:componentProperty) ?property } }""",
    "IC-4: a dimension has a range": """
        SELECT ?it { { ?it a qb:DimensionProperty } UNION { ?component qb:dimension ?it }
          FILTER NOT EXISTS { ?it rdfs:range ?range } }""",
    "IC-5: a dimension of concepts has a code list": """
        SELECT ?it { ?it a qb:DimensionProperty ; rdfs:range skos:Concept
          FILTER NOT EXISTS { ?it qb:codeList ?list } }""",
    "IC-6: only attributes are optional": """
        SELECT ?it { ?it qb:componentRequired false ; qb:dimension|qb:measure ?property }""",
    "IC-7 to 10, 15 to 18, 20, 21: no slices, dimensions of measures, hierarchies of codes": """
        SELECT ?it {
          { ?it a qb:Slice } UNION { ?it a qb:SliceKey } UNION { ?it a qb:HierarchicalCodeList }
          UNION { ?it qb:component/qb:dimension qb:measureType } }""",
    "IC-11: every dimension has a value": """
        SELECT ?it { ?it a qb:Observation ; qb:dataSet/qb:structure/qb:component/qb:dimension ?dimension
          FILTER NOT EXISTS { ?it ?dimension ?value } }""",
    "IC-12: no two estimates of a data set share all dimensions": """
        SELECT (MIN(?one) AS ?it) {
          ?one a qb:Observation ; qb:dataSet ?set ; soce:occupation ?o ; soce:measure ?m ;
            sdmx-dimension:refPeriod ?p .
          FILTER EXISTS { ?set qb:structure ?structure }
          OPTIONAL { ?one soce:area ?area } OPTIONAL { ?one soce:industry ?industry }
          OPTIONAL { ?one soce:ownership ?owner } }
        GROUP BY ?set ?o ?m ?p ?area ?industry ?owner HAVING (COUNT(DISTINCT ?one) > 1)""",
    "IC-12: no two ratings of a data set share all dimensions": """
        SELECT (MIN(?one) AS ?it) {
          ?one a qb:Observation ; qb:dataSet ?set ; soce:onetOccupation ?o ;
            soce:element|soce:task|soce:measure ?rated ; sdmx-dimension:refPeriod ?p .
          FILTER EXISTS { ?set qb:structure ?structure }
          OPTIONAL { ?one soce:scale ?scale } OPTIONAL { ?one soce:category ?answer } }
        GROUP BY ?set ?o ?rated ?scale ?answer ?p HAVING (COUNT(DISTINCT ?one) > 1)""",
    "IC-13: a required attribute has a value": """
        SELECT ?it { ?it a qb:Observation ; qb:dataSet/qb:structure/qb:component ?part .
          ?part qb:componentRequired true ; qb:attribute ?attribute
          FILTER NOT EXISTS { ?it ?attribute ?value } }""",
    "IC-14: every measure has a value": """
        SELECT ?it { ?it a qb:Observation ; qb:dataSet/qb:structure/qb:component/qb:measure ?measure
          FILTER NOT EXISTS { ?it ?measure ?value } }""",
    "IC-19: a coded value is a concept of its code list": """
        SELECT DISTINCT (?value AS ?it) {
          { SELECT DISTINCT ?dimension ?value {
              ?dimension qb:codeList ?some . ?one a qb:Observation ; ?dimension ?value } }
          ?dimension qb:codeList ?list .
          FILTER NOT EXISTS {
            { ?value a skos:Concept ; skos:inScheme ?list } UNION { ?list skos:member+ ?value } } }""",
}
"""All of section 11.1, over a graph that states its shorthands in full (section 10); there are none."""

WITHHELD = """
SELECT ?it { ?it a qb:Observation FILTER NOT EXISTS { ?it sdmx-measure:obsValue ?value }
  { ?it sdmx-attribute:obsStatus sdmx-code:obsStatus-M ; soce:missingReason ?why }
  UNION { ?it soce:atLeast|soce:below ?limit } }"""
"""Estimates whose publisher gives no value and says why, or only a limit."""
SINGLE_RESULTS = "SELECT ?it { ?file soce:recordsDataset ?it FILTER NOT EXISTS { ?it qb:structure ?any } }"
"""Collections of single results, which no dimensions tell from one another."""
