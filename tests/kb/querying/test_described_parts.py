"""What DESCRIBE gives: a thing with its parts, and nothing of its neighbours."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kb.querying.described_parts import with_parts
from kb.querying.evaluation import evaluate

DATA = """
GRAPH <urn:one> {
  <urn:thing> <urn:place> <urn:thing#locator> ; <urn:next> <urn:other> .
  <urn:thing#locator> <urn:page> 3 ; <urn:quote> <urn:thing#words> .
  <urn:thing#words> <urn:text> "said" .
  <urn:thing#unlinked> <urn:page> 4 .
}
GRAPH <urn:two> { <urn:other> <urn:place> <urn:other#locator> . <urn:other#locator> <urn:page> 5 . }
GRAPH <urn:three> { <urn:thing#locator> <urn:page> 6 }
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("described") / "store"
    store = ox.Store(str(path))
    store.load(DATA, format=ox.RdfFormat.TRIG)
    store.flush()
    del store
    return path


@pytest.mark.parametrize(
    ("query", "triples"),
    [
        ("DESCRIBE <urn:thing>", 6),
        ("DESCRIBE <urn:thing> FROM <urn:one>", 5),
        ("PREFIX : <urn:> DESCRIBE :thing FROM :one FROM NAMED <urn:two> WHERE {}", 5),
        ("DESCRIBE ?it { ?it <urn:place> ?part }", 8),
        ("DESCRIBE <urn:thing#words>", 1),
        ("DESCRIBE <urn:nothing>", 0),
    ],
)
def test_a_thing_is_described_with_its_parts(place: Path, query: str, triples: int) -> None:
    found = evaluate(place, query)
    said = {quad.triple for quad in ox.parse(found.payload, format=ox.RdfFormat.N_TRIPLES)}
    assert found.rows == len(said) == triples


def test_a_thing_may_have_very_many_parts() -> None:
    thing, has, page = (ox.NamedNode(f"urn:{name}") for name in ("thing", "has", "page"))
    parts = [ox.NamedNode(f"urn:thing#{number}") for number in range(450)]
    store = ox.Store()
    store.extend(ox.Quad(thing, has, part) for part in parts)
    store.extend(ox.Quad(part, page, ox.Literal(1)) for part in parts)

    def described(query: str) -> ox.QueryTriples:
        found = store.query(query)
        assert isinstance(found, ox.QueryTriples)
        return found

    query = "DESCRIBE <urn:thing>"
    assert len(list(with_parts(query, described(query), described))) == 900
