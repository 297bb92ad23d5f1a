"""Validating what changed finds what validating everything finds."""

from __future__ import annotations

import random
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kb.namespaces import RECORDS
from kb.records.collection import Collection, read_collection
from kb.validation.incremental import HUB, NOTHING, Result, validate_since, validated, within_reach
from kb.workspace import Layer, Workspace, bundle_root, open_workspace

WORDS = re.compile(r"(?<=[\s\[])[a-z][a-z0-9-]{3,}(?=[\s\],:])")


def base_at(root: Path, derived: str) -> Workspace:
    layer = Layer("base", root, (root / "ontology", root / "evidence"))
    return Workspace(root, (layer,), root / derived, None, ())


def disturb(root: Path, chance: random.Random) -> str:
    """Change one word of one file, or delete the file, and say what was done."""
    path = chance.choice(sorted((root / "evidence").rglob("*.yaml")))
    text = path.read_text("utf-8")
    words = list(WORDS.finditer(text))
    if not words or chance.random() < 0.15:
        path.unlink()
        return f"deleted {path.name}"
    word = chance.choice(words)
    other = chance.choice([*words, None])
    new = other.group() if other else "unverified"
    path.write_text(text[: word.start()] + new + text[word.end() :], "utf-8")
    return f"{path.name}: {word.group()} -> {new}"


def everything(collection: Collection) -> list[Result]:
    """Validate with no memory at hand."""
    return sorted(
        validate_since(NOTHING, collection, "all", bundle_root() / "ontology/shapes").results, key=str
    )


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled base without its large tables, validated once."""
    root = tmp_path_factory.mktemp("checked")
    for folder in ("ontology", "evidence"):
        shutil.copytree(bundle_root() / folder, root / folder, ignore=shutil.ignore_patterns("*.csv"))
    base = base_at(root, "derived")
    validated(read_collection(base), base)
    return root


@pytest.mark.parametrize("seed", range(4))
def test_after_any_change_the_findings_are_those_of_a_full_validation(
    seed: int, checked: Path, tmp_path: Path
) -> None:
    root = shutil.copytree(checked, tmp_path / "base")
    base, chance = base_at(root, "derived"), random.Random(seed)
    for _ in range(2):
        done = disturb(root, chance)
        collection = read_collection(base)
        assert sorted(validated(collection, base), key=str) == everything(collection), done


OWN = """\
source:
  id: bay-report
  type: report
  title: Calls in one county
  author: [{literal: Bay County}]
  issued: 2025-03
evidence:
  id: bay-gives
  statement: The county gives instructions.
  from: {source: bay-report}
  verification: hearsay
claim:
  id: bay-claim
  title: The county gives instructions
  statement: The county gives instructions.
  about: [43-5031]
  basis: fact
  principles: [P2]
  lines:
    - {direction: supports, strength: strong, items: [bay-gives], argument: The county says so.}
"""


def test_a_fresh_workspace_adds_to_the_findings_of_the_base(office: Path) -> None:
    (office / "evidence" / "own.yaml").write_text(OWN)
    workspace = open_workspace(office)
    collection = read_collection(workspace)
    found = validated(collection, workspace)
    assert sorted(found, key=str) == everything(collection)
    assert "hearsay-not-strong" in {result.finding.check for result in found}


def test_what_the_office_says_of_a_record_of_the_base_is_seen_and_forgotten(office: Path) -> None:
    path = office / "evidence" / "own.ttl"
    workspace = open_workspace(office)
    collection = read_collection(workspace)
    before = validated(collection, workspace)
    claim = RECORDS + "claim/"
    target = min(name for name in collection.described if name.startswith(claim) and "#" not in name)
    path.write_text(f"<{target}> <http://purl.org/dc/terms/title> 'One title more' .")
    after = validated(read_collection(workspace), workspace)
    assert {result.focus for result in set(after) - set(before)} == {target}
    path.unlink()
    assert set(validated(read_collection(workspace), workspace)) == set(before)


def test_findings_that_came_with_the_base_are_at_home_wherever_it_lies(checked: Path, tmp_path: Path) -> None:
    made, installed = tmp_path / "made", tmp_path / "installed"
    for folder in ("ontology", "evidence"):
        shutil.copytree(checked / folder, made / folder)
    (made / "evidence" / "unfinished.yaml").write_text("claim: {id: unfinished, title: Unfinished}\n")
    base = base_at(made, "d")
    before = {result.finding.location for result in validated(read_collection(base), base)}
    made.rename(installed)
    (installed / "d").rename(installed / "prepared")
    base = base_at(installed, "d")
    after = {result.finding.location for result in validated(read_collection(base), base)}
    assert str(installed / "evidence" / "unfinished.yaml") in {place.path for place in after}
    moved = {replace(place, path=place.path.replace(str(made), str(installed))) for place in before}
    assert after == moved


def star(centre: str, links: int) -> dict[str, set[str]]:
    """Return a node with so many neighbours, the first of which has a neighbour of its own."""
    rays = [f"{RECORDS}claim/ray-{number}" for number in range(links)]
    found = {centre: set(rays), "far": {rays[0]}}
    return found | {ray: {centre} for ray in rays} | {rays[0]: {centre, "far"}}


def test_a_change_reaches_what_is_linked_to_it_and_no_further() -> None:
    centre = f"{RECORDS}source/centre"
    links = star(centre, 3)
    assert within_reach(links, {centre}, {centre}) == {centre, *links[centre]}


@pytest.mark.parametrize(("links", "reached"), [(HUB, HUB + 1), (HUB + 1, 1)])
def test_a_hub_that_did_not_change_passes_nothing_on(links: int, reached: int) -> None:
    centre = f"{RECORDS}source/centre"
    assert len(within_reach(star(centre, links), {centre}, set())) == reached
    assert len(within_reach(star(centre, links), {centre}, {centre})) == links + 1


def test_a_concept_passes_nothing_on() -> None:
    concept = "https://w3id.org/soc-evidence/scheme/verification/verified"
    assert within_reach({concept: {f"{RECORDS}claim/a"}}, {concept}, set()) == {concept}
