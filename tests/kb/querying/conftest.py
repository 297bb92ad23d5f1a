"""A small store on disk, filled by the tests themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kb.namespaces import PREFIXES
from kb.querying.evaluation import Limits, Result, evaluate

SAMPLE = """
GRAPH <urn:file:one> {
  soc:43-5031 a skos:Concept ; skos:notation "43-5031" ; skos:prefLabel "Public Safety Telecommunicators" .
  soc:33-9031 a skos:Concept ; skos:notation "33-9031" ; skos:prefLabel "Gambling Surveillance Officers"@en .
}
GRAPH <urn:file:two> {
  <https://w3id.org/soc-evidence/id/figure/jobs> a qb:Observation ; soce:occupation soc:43-5031 ;
    sdmx-measure:obsValue 102500 ; rdfs:comment "Says \\"jobs\\", not persons;\\nsecond line, with 文字." .
}
"""


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("querying") / "store"
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    opened = ox.Store(str(path))
    opened.load(prefixes + SAMPLE, format=ox.RdfFormat.TRIG)
    crowd = ox.NamedNode("urn:file:crowd")
    near = ox.NamedNode("urn:near")
    nodes = [ox.NamedNode(f"urn:node:{number}") for number in range(3000)]
    opened.extend(ox.Quad(nodes[n], near, nodes[(n * 7 + 1) % 3000], crowd) for n in range(3000))
    opened.flush()
    del opened
    return path


@pytest.fixture
def ask(store: Path) -> Callable[..., Result]:
    def run(query: str, **limits: float) -> Result:
        return evaluate(store, query, Limits(**limits))  # type: ignore[arg-type]

    return run
