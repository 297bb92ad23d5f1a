"""The clients that researchers have, each as its documentation says."""

from __future__ import annotations

import io
import shutil
import subprocess

import pandas as pd
import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, SPARQLWrapper

from kb.namespaces import iri, record

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)  # clients leave connections to be closed later
COUNT = "SELECT (COUNT(*) AS ?n) { ?claim a soce:Claim }"
CLAIM = URIRef(record("claim", "life-saving-instructions"))


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper(address: str, method: str) -> None:
    client = SPARQLWrapper(address)
    client.setMethod(method)
    client.setQuery(COUNT)
    client.setReturnFormat(JSON)
    found = client.queryAndConvert()
    assert int(found["results"]["bindings"][0]["n"]["value"]) > 50
    client.setReturnFormat(CSV)
    assert int(client.queryAndConvert().split()[1]) > 50
    client.setQuery("CONSTRUCT WHERE { ?claim a soce:Claim }")
    client.setReturnFormat(TURTLE)
    assert b"soce:Claim" in client.queryAndConvert()


def test_rdflib(address: str) -> None:
    graph = Graph(SPARQLStore(address))
    assert (CLAIM, URIRef(iri("rdf:type")), URIRef(iri("soce:Claim"))) in graph
    (row,) = graph.query(f"SELECT ?title {{ <{CLAIM}> <{iri('dcterms:title')}> ?title }}")
    assert str(row[0]) == "Telecommunicators give life-saving instructions"


def test_pandas(address: str) -> None:
    frame = pd.read_csv(
        f"{address}?query=SELECT%20%3Fc%20%7B%20%3Fc%20a%20soce%3AClaim%20%7D&format=csv",
        storage_options={"Accept": "text/csv"},
    )
    assert list(frame.columns) == ["c"]
    assert len(frame) > 50


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed: apt install curl")
def test_curl(address: str) -> None:
    command = ["curl", "-sS", "-H", "Accept: text/csv", "--data-urlencode", f"query={COUNT}", address]
    told = subprocess.run(command, capture_output=True, check=True)
    assert int(pd.read_csv(io.BytesIO(told.stdout))["n"][0]) > 50
