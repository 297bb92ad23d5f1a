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
    "IC-2: a data set has at most one structure": """
        SELECT ?it { ?it a qb:DataSet ; qb:structure ?a , ?b FILTER (STR(?a) < STR(?b)) }""",
    "IC-3: a structure has a measure": """
        SELECT ?it { ?it a qb:DataStructureDefinition
          FILTER NOT EXISTS { ?it qb:component/(qb:measure|qb:componentProperty) ?property } }""",
    "IC-4: a dimension has a range": """
        SELECT ?it { ?it a qb:DimensionProperty FILTER (STRSTARTS(STR(?it), STR(soce:)))
          FILTER NOT EXISTS { ?it rdfs:range ?range } }""",
    "IC-6: only attributes are optional": """
        SELECT ?it { ?it qb:componentRequired false ; qb:dimension|qb:measure ?property }""",
    "IC-11: every dimension has a value": """
        SELECT ?it { ?it a qb:Observation ; qb:dataSet/qb:structure/qb:component/qb:dimension ?dimension
          FILTER NOT EXISTS { ?it ?dimension ?value } }""",
    "IC-12: no two observations of a data set share all dimensions": """
        SELECT (MIN(?one) AS ?it) {
          ?one a qb:Observation ; qb:dataSet ?set ; soce:occupation ?o ; soce:measure ?m ;
            sdmx-dimension:refPeriod ?p .
          FILTER EXISTS { ?set qb:structure ?structure }
          OPTIONAL { ?one soce:area ?area } OPTIONAL { ?one soce:industry ?industry } }
        GROUP BY ?set ?o ?m ?p ?area ?industry HAVING (COUNT(DISTINCT ?one) > 1)""",
    "IC-13: a required attribute has a value": """
        SELECT ?it { ?it a qb:Observation ; qb:dataSet/qb:structure/qb:component ?part .
          ?part qb:componentRequired true ; qb:attribute ?attribute
          FILTER NOT EXISTS { ?it ?attribute ?value } }""",
    "IC-14: the measure has a value": """
        SELECT ?it { ?it a qb:Observation ; qb:dataSet/qb:structure/qb:component/qb:measure ?measure
          FILTER NOT EXISTS { ?it ?measure ?value } }""",
    "IC-19: a coded value is in its code list": """
        SELECT (?dimension AS ?it) { ?dimension qb:codeList ?list
          FILTER EXISTS { ?one ?dimension ?value FILTER NOT EXISTS { ?value skos:inScheme ?list } } }""",
}
"""Not asked: those about slices, measure dimensions and hierarchical code lists, of which there are none,
and IC-5, which wants one code list of each coded dimension: occupations are of several, the SOC of 2010
and of 2018, O*NET's, and what OEWS adds of its own."""
