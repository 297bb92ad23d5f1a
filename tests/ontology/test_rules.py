"""Principles, guidelines, required items, functions, dockets: complete, and honest about what was seen."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
import yaml

from .conftest import ONTOLOGY, ROOT, Graph

HEARSAY = {"second-hand", "unverified"}


def load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ONTOLOGY / name).read_text("utf-8"))
    return loaded


def strings(path: Path) -> list[str]:
    """Return the strings that a module computes with; those that stand alone, and sentences, are prose."""
    tree = ast.parse(path.read_text("utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in alone]
    return [node.value for node in constants if isinstance(node.value, str) and not node.value.endswith(".")]


@pytest.mark.parametrize(
    ("name", "kind", "ids"),
    [
        ("principles.yaml", "principle", [f"P{n}" for n in range(1, 11)]),
        ("guidelines.yaml", "guideline", [f"G{n}" for n in range(1, 7)]),
        ("content-profiles.yaml", "required-item", [f"R{n}" for n in range(1, 10)]),
    ],
)
def test_the_numbered_rules_are_all_there_in_order(name: str, kind: str, ids: list[str]) -> None:
    records = load(name)[kind]
    assert [record["id"] for record in records] == ids
    assert [record["order"] for record in records] == list(range(1, len(ids) + 1))


def test_what_was_not_seen_is_not_called_verified() -> None:
    for name, kind in (("principles.yaml", "principle"), ("guidelines.yaml", "guideline")):
        assert {record["verification"] for record in load(name)[kind]} == {"second-hand"}
    marks = {
        record["id"]: record["verification"] for record in load("content-profiles.yaml")["required-item"]
    }
    assert {item for item, mark in marks.items() if mark in HEARSAY} == {f"R{n}" for n in range(4, 10)}


def test_functions_are_read_from_definitions_that_are_there(soc: Graph) -> None:
    codes = {soc_id.value.rpartition("/")[2] for soc_id in soc.instances("skos:Concept")}
    functions = load("functions.yaml")["function"]
    assert sum(function["protective"] for function in functions) == 11
    for function in functions:
        assert set(function["derived-from"]) <= codes
        if function["protective"]:
            assert all(code.startswith("33-") and not code.endswith("0") for code in function["derived-from"])


def test_every_detailed_definition_but_supervisors_and_residuals_states_a_function(soc: Graph) -> None:
    cited = {code for function in load("functions.yaml")["function"] for code in function["derived-from"]}
    codes = {soc_id.value.rpartition("/")[2] for soc_id in soc.instances("skos:Concept")}
    detailed = {c for c in codes if c.startswith("33-") and not c.endswith("0")}
    assert detailed - cited == {"33-1011", "33-1091", "33-1099", "33-9099"}


@pytest.mark.parametrize("path", sorted((ONTOLOGY / "dockets").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_docket_is_named_after_itself(path: Path) -> None:
    docket = yaml.safe_load(path.read_text("utf-8"))["docket"]
    assert docket["id"] == path.stem == docket["docket-id"].lower()
    assert [topic["id"] for topic in docket["topics"]] == [
        f"{path.stem}-{t['notation']}" for t in docket["topics"]
    ]


def test_the_phrase_of_2024_is_as_printed() -> None:
    docket = load("dockets/bls-2024-0001.yaml")["docket"]
    assert docket["phrase"] == "Standard Occupation Classification (SOC)\N{EM DASH}Updates for 2028"
    assert (str(docket["opened"]), str(docket["closed"])) == ("2024-06-12", "2024-08-12")
    assert [topic["notation"] for topic in docket["topics"]] == [f"T{n}" for n in range(1, 10)]


@pytest.mark.parametrize("word", ["BLS-2024-0001", "Updates for 2028", "89 FR 49911"])
def test_no_notice_is_written_into_code(word: str) -> None:
    modules = [*ROOT.glob("kb/**/*.py"), *ROOT.glob("builder/**/*.py")]
    assert not [path for path in modules if any(word in text for text in strings(path))]
