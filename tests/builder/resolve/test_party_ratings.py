"""Tables and counts of a draft by the ratings of others: a majority of synthetic raters, all, or one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from builder import document as doc
from builder.building import fill_and_check
from builder.resolve.resolve_draft import read
from kb.records.collection import read_collection
from kb.store import Knowledge
from kb.workspace import Layer, Workspace, bundle_root
from tests.builder.conftest import BASE, HEAD, Examined, plain

STUDY = """\
rating-study: {id: trial, date: 2024-06-01, seed: 1, code-book: abc, occupation: 43-5031}
rated-duty:
  - id: trial.r001
    study: trial
    duty: soc-43-5031-receive
    occupation: 43-5031
    kind: required
    statement: Take calls.
  - id: trial.r002
    study: trial
    duty: soc-43-5031-instruct
    occupation: 43-5031
    kind: may
    statement: Tell people.
  - id: trial.r003
    study: trial
    occupation: 43-2011
    kind: required
    statement: Put calls through.
    task: "20430"
"""
MARKS = {
    "ann": ("[warn-and-inform]", "[rescue-and-aid, protect-life]", "[customer-service]"),
    "bob": ("[warn-and-inform]", "[rescue-and-aid]", "[warn-and-inform]"),
    "cy": ("[warn-and-inform, detect-threats]", "[rescue-and-aid, protect-life]", "[customer-service]"),
}
"""Synthetic rater -> what was found in each duty."""


def records() -> str:
    text = STUDY
    sheets, agents, ratings = "rating-sheet:\n", "agent:\n", "rating:\n"
    for number, (name, marks) in enumerate(MARKS.items(), 1):
        agents += f"  - {{id: trial.{name}, name: {name}, kind: person}}\n"
        sheets += (
            f"  - {{id: trial.{name}, study: trial, number: {number}, assessed-by: trial.{name}, "
            "role: program, independence: synthetic, date: 2024-06-02, content: abc}\n"
        )
        for row, functions in enumerate(marks, 1):
            ratings += (
                f"  - {{id: trial.{name}.r00{row}, rates: trial.r00{row}, sheet: trial.{name}, "
                f"functions: {functions}, assessed-by: trial.{name}}}\n"
            )
    return text + agents + sheets + ratings


@pytest.fixture(scope="module")
def rated(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Examined]:
    """Fill and check a draft over the small base with the ratings of three synthetic raters."""
    folder = tmp_path_factory.mktemp("rated")
    (folder / "evidence").mkdir()
    (folder / "evidence" / "trial.yaml").write_text(records())
    for path in (BASE / "evidence").iterdir():
        (folder / "evidence" / path.name).write_bytes(path.read_bytes())
    ontology = bundle_root()
    layers = (
        Layer("base", ontology, (ontology / "ontology",)),
        Layer("own", folder, (folder / "evidence",)),
    )
    workspace = Workspace(folder, layers, Path(folder / "derived"), None, ())
    collection = read_collection(workspace)
    store = ox.Store()
    store.bulk_extend(statement.quad for file in collection.files for statement in file.statements)
    knowledge = Knowledge(store)

    def run(text: str) -> Examined:
        return Examined(fill_and_check(read(HEAD + text, "draft.md"), "draft.md", knowledge, workspace))

    return run


def table(found: Examined) -> tuple[list[list[str]], str]:
    block = found.first(doc.Table)
    assert isinstance(block, doc.Table)
    return [[plain(cell.content) for cell in row] for row in block.rows], plain(block.source)


def matrix(ratings: str) -> str:
    functions = ":functions: protect-life detect-threats warn-and-inform"
    option = f":ratings: {ratings}\n" if ratings else ""
    return f"```{{matrix}} 43-5031 33-9031\n{functions}\n{option}```"


def test_the_matrix_by_a_majority_shows_where_raters_were_split(rated: Callable[[str], Examined]) -> None:
    rows, source = table(rated(matrix("majority")))
    assert rows[0][1:] == ["1 may; split on 1", "–; split on 1", "1 required"]
    assert rows[1][1:] == ["*not recorded*"] * 3
    assert "more than half of 3 raters found" in source
    assert "Not rated, and not counted: 1 recorded duty." in source


def test_the_matrix_by_all_and_by_one(rated: Callable[[str], Examined]) -> None:
    assert table(rated(matrix("unanimous")))[0][0][1:] == ["–; split on 1", "–; split on 1", "1 required"]
    assert table(rated(matrix("cy")))[0][0][1] == "1 may; split on 1"


def test_the_matrix_as_recorded_says_that_one_party_assigned_and_others_rated(
    rated: Callable[[str], Examined],
) -> None:
    assert "were assigned by Editors; ratings by 3 others are on record" in table(rated(matrix("")))[1]


def test_what_only_raters_know_counts_with_theirs(rated: Callable[[str], Examined]) -> None:
    rows, _ = table(rated("```{sensitivity} 43-5031 43-2011\n:ratings: majority\n```"))
    assert rows[0] == ["All duties, required and “may”", "3", "0"]


def test_counts_go_by_raters(rated: Callable[[str], Examined]) -> None:
    found = rated(
        "Functions: {count}`functions 43-5031 majority`, {count}`functions 43-5031 unanimous`, "
        "{count}`functions 43-5031 ann`, {count}`functions-least 43-5031 majority`."
    )
    block = found.first(doc.Paragraph)
    assert isinstance(block, doc.Paragraph)
    assert plain(block.content) == "Functions: 3, 2, 3, 0."
    assert found.of("one-assessor") == []


@pytest.mark.parametrize("text", [matrix("nobody"), "Count: {count}`functions 43-5031 nobody`."])
def test_nobody_of_that_name_rated(text: str, rated: Callable[[str], Examined]) -> None:
    assert rated(text).of("unknown-party") == ["Nobody called `nobody` rated these duties."]


def test_without_ratings_there_is_no_majority(examined: Callable[[str], Examined]) -> None:
    assert examined(matrix("majority")).of("unknown-party") == ["No ratings by others are on record."]
