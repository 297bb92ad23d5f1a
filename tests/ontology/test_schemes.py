"""Concept schemes: complete concepts, an unbroken order, and no value that JSON-LD would misread as a key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kb.namespaces import SCHEMES

from .conftest import Graph, scheme_files

ORDERED = {
    "authority",
    "claim-basis",
    "direction",
    "duty-kind",
    "extent",
    "legislative-status",
    "review",
    "standing",
    "strength",
    "task-type",
    "verification",
}

DERIVED = {"missing-reason", "standing"}
"""Schemes whose values no file of records holds: the program works them out, or reads them in tables."""


def scheme_of(definition: dict[str, Any]) -> str:
    """Return the scheme that a key's values come from, or nothing."""
    inner = definition.get("@context", {})
    base = str(inner.get("@vocab") or inner.get("@base") or "")
    return base.removeprefix(SCHEMES).rstrip("/") if base.startswith(SCHEMES) else ""


def keys(
    scope: dict[str, Any], outer: frozenset[str] = frozenset()
) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield key, scheme and the terms in force, for every key whose values are concepts."""
    inside = outer | {key for key in scope if not key.startswith("@")}
    for key, definition in scope.items():
        if isinstance(definition, dict):
            scheme = scheme_of(definition)
            if scheme:
                yield key, scheme, inside if definition["@type"] == "@vocab" else frozenset()
            else:
                yield from keys(definition.get("@context", {}), inside)


@pytest.mark.parametrize("path", scheme_files(), ids=lambda path: path.stem)
def test_a_scheme_is_complete(path: Path) -> None:
    graph, scheme = Graph(path), ox.NamedNode(SCHEMES + path.stem)
    concepts = graph.instances("skos:Concept")
    assert graph.instances("skos:ConceptScheme") == [scheme]
    assert graph.objects(scheme, "dcterms:title")
    assert concepts == graph.subjects("skos:inScheme", scheme)
    for concept in concepts:
        local = concept.value.removeprefix(f"{SCHEMES}{path.stem}/")
        assert graph.objects(concept, "skos:notation") == [local]
        assert len(graph.objects(concept, "skos:prefLabel")) == 1
        assert len(graph.objects(concept, "skos:definition")) == 1


@pytest.mark.parametrize("path", scheme_files(), ids=lambda path: path.stem)
def test_an_ordered_scheme_counts_from_one(path: Path) -> None:
    graph = Graph(path)
    concepts = graph.instances("skos:Concept")
    orders = sorted(int(order) for concept in concepts for order in graph.objects(concept, "soce:order"))
    assert orders == (list(range(1, len(concepts) + 1)) if path.stem in ORDERED else [])


def test_the_context_uses_every_scheme_and_no_other(context: dict[str, Any]) -> None:
    written = {path.stem for path in scheme_files()} - DERIVED
    assert {scheme for _, scheme, _ in keys(context)} == written


def test_no_value_is_taken_for_a_key(context: dict[str, Any]) -> None:
    names = {
        path.stem: {concept.value.rpartition("/")[2] for concept in Graph(path).instances("skos:Concept")}
        for path in scheme_files()
    }
    clashes = {
        (key, scheme, *(names[scheme] & terms))
        for key, scheme, terms in keys(context)
        if names[scheme] & terms
    }
    assert not clashes


def test_a_status_stays_a_status_beside_the_key_of_the_same_name(context: dict[str, Any]) -> None:
    record = {"legislation": {"id": "x", "introduced": "2025", "status": "introduced"}}
    text = json.dumps({"@context": context, **record})
    values = [
        q.object.value for q in ox.parse(text, format=ox.RdfFormat.JSON_LD, base_iri="https://example.org/")
    ]
    assert f"{SCHEMES}legislative-status/introduced" in values
