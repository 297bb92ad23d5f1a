"""The publishers' own files, where they are at hand."""

from __future__ import annotations

import gzip
import itertools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kb.namespaces import ONET
from kb.store import Knowledge, open_readonly
from kb.store.imported_tables import read_ledger
from kb.workspace import Workspace

MATCH = "(skos:exactMatch|skos:broadMatch)"


@pytest.fixture(scope="module")
def imported(official_base: Workspace) -> Knowledge:
    return open_readonly(official_base)


def count(knowledge: Knowledge, pattern: str) -> int:
    return int(knowledge.select(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")[0]["n"])


@pytest.mark.parametrize(
    ("number", "pattern"),
    [
        (1447, "?it skos:inScheme <https://w3id.org/soc-evidence/soc/2018>"),
        (
            867,
            "?it skos:inScheme <https://w3id.org/soc-evidence/soc/2018> ; xkos:coreContentNote ?definition",
        ),
        (840, "?it skos:inScheme <https://w3id.org/soc-evidence/soc/2010>"),
        (900, "?change a xkos:ConceptAssociation ; xkos:targetConcept ?new"),
        (1016, f"?it skos:inScheme <{ONET}occupation>"),
        (1016, f"?it skos:inScheme <{ONET}occupation> ; {MATCH}/skos:prefLabel ?title"),
        (18_796, "?it a soce:Task"),
        (23_233, "?it a soce:TaskActivity"),
        (923, "?it soce:jobZone ?zone"),
    ],
)
def test_counts_are_those_of_the_edition(imported: Knowledge, number: int, pattern: str) -> None:
    assert count(imported, pattern) == number


def test_every_concept_has_one_title(imported: Knowledge) -> None:
    titles = imported.select(
        "SELECT ?it (COUNT(?title) AS ?n) { ?it skos:inScheme ?scheme ; skos:prefLabel ?title } "
        "GROUP BY ?it HAVING (COUNT(?title) != 1)"
    )
    assert titles == []


def test_the_bundled_figures_are_the_published_ones(imported: Knowledge) -> None:
    values = imported.select(
        "SELECT ?it (COUNT(DISTINCT ?value) AS ?n) { ?it a qb:Observation ; sdmx-measure:obsValue ?value } "
        "GROUP BY ?it HAVING (COUNT(DISTINCT ?value) > 1)"
    )
    assert values == []


def test_each_table_is_whole_in_its_graph(imported: Knowledge, official_base: Workspace) -> None:
    """Whatever the bundle or another table says too."""
    for name, table in read_ledger(official_base).graphs().items():
        graph = ox.NamedNode(name)
        with gzip.open(official_base.root / "imports" / table.data) as stream:
            lines = ox.parse(stream.read(), format=ox.RdfFormat.N_TRIPLES)
        missing = [
            quad
            for quad in itertools.islice(lines, 0, None, 97)
            if ox.Quad(quad.subject, quad.predicate, quad.object, graph) not in imported.store
        ]
        assert (name, missing) == (name, [])


def test_what_several_graphs_state_is_one_row(imported: Knowledge) -> None:
    """The label of a class is in the bundle, the structure and the definitions; its figure in two graphs."""
    label = "soc:43-5031 skos:prefLabel ?label"
    value = (
        "<https://w3id.org/soc-evidence/id/figure/oews-2025-05-43-5031-employment> sdmx-measure:obsValue ?v"
    )
    for pattern, graphs in ((label, 3), (value, 2)):
        assert count(imported, pattern) == 1
        assert count(imported, f"GRAPH ?g {{ {pattern} }}") == graphs


def test_an_occupation_of_2019_that_is_not_in_the_soc_stands_apart(imported: Knowledge) -> None:
    rows = imported.select(
        "SELECT DISTINCT ?it { ?figure soce:occupation ?it ; dcterms:source ?source ; soce:measure ?measure "
        "FILTER(STRENDS(STR(?it), '33-9098')) }"
    )
    assert [re.sub(".*soc-evidence/", "", row["it"]) for row in rows] == ["oews/occupation/33-9098"]


def test_commands_show_the_official_definition(
    imported: Knowledge, official: Path, office: Path, cli: Callable[..., Any]
) -> None:
    text = imported.select("SELECT ?text { soc:33-9031 xkos:coreContentNote ?text }")[0]["text"]
    cli("import", "soc", official / "data" / "soc" / "soc_2018_definitions.xlsx")
    for command in ("compare", "explain"):
        assert text[:60] in cli(command, "33-9031", "--format", "json").out
