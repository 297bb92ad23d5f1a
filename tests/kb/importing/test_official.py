"""The publishers' own files, where they are at hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb.importing import import_files
from kb.namespaces import ONET
from kb.store import Knowledge, open_readonly
from kb.workspace import open_workspace

MATCH = "(skos:exactMatch|skos:broadMatch)"
SOME_OF_ONET = ("Occupation Data", "Task Statements", "Tasks to DWAs", "DWA Reference", "Job Zones")


@pytest.fixture(scope="module")
def imported(official: Path, tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    folder = tmp_path_factory.mktemp("official")
    (folder / "soc-evidence.toml").write_text('draft = "submission.md"\n')
    workspace, data = open_workspace(folder), official / "data"
    onet = [data / "onet" / f"{name}.xlsx" for name in SOME_OF_ONET]
    oews = [data / "oews" / f"national_M{year}_dl.xlsx" for year in (2019, 2025)]
    outcomes = import_files(workspace, "soc", [data / "soc"]).outcomes
    outcomes += import_files(workspace, "onet", onet).outcomes
    outcomes += import_files(workspace, "oews", oews).outcomes
    assert all(outcome.counted for outcome in outcomes)
    return open_readonly(workspace)


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


def test_nothing_is_stated_by_two_tables(imported: Knowledge) -> None:
    graphs: dict[int, set[str]] = {}
    for quad in imported.store:
        graphs.setdefault(hash(quad.triple), set()).add(quad.graph_name.value)
    shared = Counter(
        tuple(sorted(places)) for places in graphs.values() if any("/import/" in g for g in places)
    )
    assert [places for places in shared if len(places) > 1] == []


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
