"""Own terms: every one declared is used, every one used is declared, and each explains itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kb.namespaces import PREFIXES, TERMS

from .conftest import ONTOLOGY, ROOT, Graph

NAME = re.compile(r"\bsoce:([A-Za-z][A-Za-z0-9]*)\b")
TERMS_FILES = sorted(ONTOLOGY.glob("*terms.ttl"))
GRAPH = Graph(*TERMS_FILES)
DECLARED = sorted({q.subject.value for q in GRAPH.store if q.subject.value.startswith(TERMS)})


def files() -> Iterator[Path]:
    """Yield what may use a term: data, shapes, queries and code."""
    for pattern in ("ontology/**/*", "evidence/**/*", "kb/**/*.py", "builder/**/*.py"):
        for path in sorted(ROOT.glob(pattern)):
            if path.suffix in {".ttl", ".rq", ".jsonld", ".yaml", ".py"} and path not in TERMS_FILES:
                yield path


def used() -> dict[str, Path]:
    """Return each term that some file names, with one such file."""
    found: dict[str, Path] = {}
    for path in files():
        for name in NAME.findall(path.read_text("utf-8")):
            found.setdefault(TERMS + name, path)
    return found


def test_every_term_used_is_declared() -> None:
    assert not {name: str(path) for name, path in used().items() if name not in DECLARED}


def test_every_term_declared_is_used() -> None:
    parents = {q.object.value for q in GRAPH.store if q.predicate.value.endswith("#subPropertyOf")}
    assert set(DECLARED) - set(used()) - parents == set()


@pytest.mark.parametrize("term", DECLARED, ids=lambda term: term.rpartition("#")[2])
def test_a_term_explains_itself(term: str) -> None:
    node = ox.NamedNode(term)
    assert len(GRAPH.objects(node, "rdfs:label")) == 1
    assert len(GRAPH.objects(node, "rdfs:comment")) == 1
    assert GRAPH.objects(node, "rdf:type")


def test_a_range_of_ours_is_declared() -> None:
    ends = {q.object.value for q in GRAPH.store if q.predicate.value.endswith(("#range", "#domain"))}
    assert {end for end in ends if end.startswith(TERMS)} <= set(DECLARED)


def test_prefixes_mean_the_same_in_the_context_and_in_code(context: dict[str, Any]) -> None:
    spelled = {
        name: value for name, value in context.items() if isinstance(value, str) and value.startswith("http")
    }
    assert spelled
    assert {name: PREFIXES.get(name) for name in spelled} == spelled
