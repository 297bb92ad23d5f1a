"""The record reference lists every key there is, and its example is taken without a finding."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.records import load_schema
from kb.workspace import bundle_root
from tests.conftest import ROOT, Told

PAGE = (ROOT / "docs" / "records.md").read_text("utf-8")
SCHEMA = load_schema(bundle_root() / "ontology")
SECTIONS = dict(re.findall(r"^### `([\w-]+)`\n(.*?)(?=^### |\Z)", PAGE, re.MULTILINE | re.DOTALL))
SHARED = PAGE.partition("## Keys of every record")[2].partition("## Keys by kind")[0]
COMMON = set(re.findall(r"^\| `([\w-]+)` \|", SHARED, re.MULTILINE))
BLOCKS = re.findall(r"^```(yaml|csv)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_every_kind_has_a_section() -> None:
    assert set(SECTIONS) | {"contribution"} == set(SCHEMA.kinds)


@pytest.mark.parametrize("kind", sorted(SECTIONS))
def test_every_key_is_described(kind: str) -> None:
    described = set(re.findall(r"^\| `([\w-]+)` \|", SECTIONS[kind], re.MULTILINE))
    assert described == set(SCHEMA.kinds[kind].scope) - COMMON


@pytest.mark.parametrize("kind", sorted(SECTIONS))
def test_nested_keys_are_described(kind: str) -> None:
    for key, term in SCHEMA.kinds[kind].scope.items():
        if key != "locator":
            told = SHARED if key in COMMON else SECTIONS[kind]
            assert all(f"`{inner}`" in told for inner in term.scope), key


def test_the_examples_are_taken_without_an_error(office: Path, cli: Callable[..., Told]) -> None:
    names = ("sop.yaml", "duties.csv", "contribution.yaml")
    for name, (_, text) in zip(names, BLOCKS, strict=True):
        (office / "evidence" / name).write_text(text, "utf-8")
    (office / "evidence" / "agents.yaml").write_text(
        "agent: {id: bay-county, name: Bay County Emergency Communications, kind: organization}\n"
    )
    told = cli("check", "--strict", office / "evidence")
    assert (told.code, "warning" in told.out) == (0, False), told.out
