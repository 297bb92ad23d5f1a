"""The W3C's SPARQL 1.1 tests as data: queries with their graphs, texts that parse or do not, and requests.

They lie in `suites/rdf-tests` of the folder SOC_EVIDENCE_DATA (https://github.com/w3c/rdf-tests).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox

_PREFIXES = {
    "cnt": "http://www.w3.org/2011/content#",
    "ht": "http://www.w3.org/2011/http#",
    "mf": "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#",
    "qt": "http://www.w3.org/2001/sw/DataAccess/tests/test-query#",
    "ut": "http://www.w3.org/2009/sparql/tests/test-update#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
_LISTED = "[] mf:entries/rdf:rest*/rdf:first ?test ."
_QUERIES = f"""SELECT ?test ?query ?kind ?file {{
  {_LISTED} ?test a mf:QueryEvaluationTest ; mf:action ?action . ?action qt:query ?query .
  FILTER NOT EXISTS {{ ?action qt:serviceData [] }}
  OPTIONAL {{
    VALUES (?property ?kind) {{ (qt:data "default") (qt:graphData "named") }} ?action ?property ?file
  }}
}} ORDER BY ?test ?kind ?file"""
_TEXTS = f"""SELECT ?test ?query {{
  VALUES ?kind {{ mf:PositiveSyntaxTest11 mf:NegativeSyntaxTest11 }}
  {_LISTED} ?test a ?kind ; mf:action ?query
}} ORDER BY ?test"""
_REQUESTS = f"""SELECT ?test ?place ?path ?method ?type ?encoding ?body ?shape ?truth
  (GROUP_CONCAT(?status; separator=" ") AS ?statuses) {{
  {_LISTED} ?test a mf:ProtocolTest ; mf:action/ht:requests/rdf:rest* ?step . ?step rdf:first ?request .
  {{ SELECT ?step (COUNT(?later) AS ?place) {{ ?step rdf:first [] ; rdf:rest+ ?later }} GROUP BY ?step }}
  ?request ht:absolutePath ?path ; ht:methodName ?method ; ht:resp ?told .
  ?told mf:expectedStatus ?expected . BIND(SUBSTR(STRAFTER(STR(?expected), "StatusCode"), 1, 1) AS ?status)
  OPTIONAL {{ ?told mf:expectedFormat ?shape }} OPTIONAL {{ ?told mf:expectedBoolean ?truth }}
  OPTIONAL {{ ?request ht:body [ cnt:chars ?body ; cnt:characterEncoding ?encoding ] }}
  OPTIONAL {{ ?request ht:headers/rdf:rest*/rdf:first [ ht:fieldName "content-type" ; ht:fieldValue ?type ] }}
}} GROUP BY ?test ?place ?path ?method ?type ?encoding ?body ?shape ?truth ORDER BY ?test DESC(?place)"""


@dataclass(frozen=True)
class QueryCase:
    """A query that is evaluated over graphs."""

    name: str
    text: str
    default: tuple[Path, ...]
    named: tuple[Path, ...]


@dataclass(frozen=True)
class ProtocolRequest:
    """A request, and what is to be answered."""

    method: str
    parameters: str
    """What stands behind the question mark."""
    body: bytes
    content_type: str
    statuses: tuple[str, ...]
    """First digits of the status."""
    shape: str
    """`boolean`, `tabular` or `RDF`; empty where the answer is an error."""
    truth: str
    """`true` or `false`, of an answer that is."""


def query_cases(suite: Path) -> list[QueryCase]:
    """Return every evaluation test but those for which another server has data."""
    found: dict[str, QueryCase] = {}
    for name, row in _rows(suite, _QUERIES):
        case = found.get(name) or QueryCase(name, _path(row["query"]).read_text("utf-8"), (), ())
        file = (_path(row["file"]),) if row["kind"] else ()
        default, named = (file if _text(row["kind"]) == kind else () for kind in ("default", "named"))
        found[name] = QueryCase(name, case.text, case.default + default, case.named + named)
    return list(found.values())


def text_cases(suite: Path) -> Iterator[tuple[str, str]]:
    """Yield name and text of every syntax test; some of the texts are no queries."""
    for name, row in _rows(suite, _TEXTS):
        yield name, _path(row["query"]).read_text("utf-8")


def protocol_cases(suite: Path) -> dict[str, list[ProtocolRequest]]:
    """Return the requests of every protocol test, in their order."""
    found: dict[str, list[ProtocolRequest]] = {}
    for name, row in _rows(suite, _REQUESTS):
        said = {part: _text(row[part]) for part in ("path", "method", "type", "body", "shape", "truth")}
        body = said["body"].encode(_text(row["encoding"]) or "utf-8")
        parameters = said["path"].partition("?")[2]
        statuses = tuple(_text(row["statuses"]).split())
        request = ProtocolRequest(
            said["method"], parameters, body, said["type"], statuses, said["shape"], said["truth"]
        )
        found.setdefault(name.partition("/")[2], []).append(request)
    return found


def protocol_data(suite: Path) -> Iterator[tuple[str, Path]]:
    """Yield name and file of every graph that the protocol tests ask."""
    query = "SELECT DISTINCT ?name ?file { ?data ut:graph ?file ; rdfs:label ?name }"
    for row in _solutions(suite / "protocol" / "manifest.ttl", query):
        yield _text(row["name"]), _path(row["file"])


def _rows(suite: Path, query: str) -> Iterator[tuple[str, ox.QuerySolution]]:
    for manifest in sorted(suite.glob("*/manifest.ttl")):
        for row in _solutions(manifest, query):
            yield f"{manifest.parent.name}/{_text(row['test']).rpartition('#')[2]}", row


def _solutions(manifest: Path, query: str) -> ox.QuerySolutions:
    store = ox.Store()
    store.load(path=str(manifest), base_iri=manifest.as_uri())
    found = store.query(query, prefixes=_PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    return found


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _path(iri: object) -> Path:
    return Path(unquote(urlsplit(_text(iri)).path))
