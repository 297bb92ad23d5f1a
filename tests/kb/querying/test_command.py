"""`soc-evidence query` as users meet it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

Cli = Callable[..., Any]
MINE = """\
# title: Mine
# purpose: What have we contributed?
#   In two lines.
# for: agencies
# param: least = 1 | fewest characters
SELECT ?name WHERE { VALUES ?least { 1 } ?o skos:prefLabel ?name FILTER(STRLEN(?name) >= ?least) }
ORDER BY ?name LIMIT 3
"""


def test_a_named_query_answers_on_stdout_and_counts_on_stderr(empty: Path, cli: Cli) -> None:
    told = cli("query", "duties-of", "-p", "code=33-9031", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(told.out)))
    assert told.code == 0
    assert {row["code"] for row in rows} == {"33-9031"}
    assert told.err.startswith(f"{len(rows)} rows (")


def test_a_first_query_works_as_typed(empty: Path, cli: Cli) -> None:
    told = cli("query", "-e", 'SELECT ?title { ?o skos:notation "43-5031" ; skos:prefLabel ?title }')
    assert told.code == 0
    assert "Public Safety Telecommunicators" in told.out


def test_nothing_is_left_in_the_folder_where_one_asks(empty: Path, cli: Cli) -> None:
    cli("query", "-e", "ASK {}")
    assert list(empty.iterdir()) == []


def test_the_list_names_every_query_with_its_question(empty: Path, cli: Cli) -> None:
    told = cli("query", "--list")
    assert "duties-of" in told.out
    assert "-p code=43-5031" in told.out
    listed = {query["name"]: query for query in json.loads(cli("query", "--list", "--format", "json").out)}
    assert listed["duties-of"]["parameters"][0]["default"] == "43-5031"


def test_an_offices_own_queries_come_first(office: Path, cli: Cli) -> None:
    (office / "queries").mkdir()
    (office / "queries" / "duties-of.rq").write_text(MINE)
    told = cli("query", "duties-of", "-p", "least=40", "--format", "csv")
    assert told.code == 0
    assert all(len(row["name"]) >= 40 for row in csv.DictReader(io.StringIO(told.out)))
    assert "In two lines." in cli("query", "--list").out


def test_a_query_can_be_shown_and_taken_as_a_start(empty: Path, cli: Cli) -> None:
    text = cli("query", "duties-of", "--show").out
    (empty / "mine.rq").write_text(text)
    assert cli("query", "mine.rq").out == cli("query", "duties-of").out


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["query", "duty-of"], 3, "Did you mean duties-of"),
        (["query", "none.rq"], 3, "There is no file none.rq"),
        (["query"], 2, "--list"),
        (["query", "duties-of", "-e", "ASK {}"], 2, "Give either"),
        (["query", "duties-of", "-p", "cod=1"], 2, "-p code="),
        (["query", "duties-of", "-p", "code"], 2, "-p name=value"),
        (["query", "-e", "SELECT * { ?s soc:x foo:y }"], 2, "-e:1:21: the prefix `foo:`"),
        (["query", "-e", "SELECT * {\n SERVICE <http://x/> {} }"], 2, "-e:2:2: SERVICE"),
        (["query", "-e", "DELETE WHERE { ?s ?p ?o }"], 2, "-e:1:1: DELETE changes data"),
        (["query", "-e", "ASK {}", "--format", "turtle"], 2, "CONSTRUCT"),
        (["query", "-e", "ASK {}", "--format", "yaml"], 2, "yaml"),
        (["query", "--list", "--format", "xml"], 2, "table or json"),
    ],
)
def test_a_mistake_is_told_with_what_to_do(
    empty: Path, cli: Cli, arguments: list[str], code: int, told: str
) -> None:
    result = cli(*arguments)
    assert result.code == code
    assert result.out == ""
    assert told in result.err


def test_a_runaway_query_is_stopped_and_said_so(empty: Path, cli: Cli) -> None:
    told = cli(
        "query", "-e", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "0.5"
    )
    assert told.code == 2
    assert "stopped after 0.5 s" in told.err


def test_cut_rows_are_announced(empty: Path, cli: Cli) -> None:
    told = cli("query", "-e", "SELECT * { ?s ?p ?o }", "--limit", "4", "--format", "tsv")
    assert len(told.out.splitlines()) == 5
    assert "4 rows, and there are more: --limit 0" in told.err


def test_no_rows_are_explained(empty: Path, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("# empty: Nothing is lost.\nSELECT * { <urn:x> <urn:y> ?z }\n")
    assert "0 rows: Nothing is lost." in cli("query", "q.rq").err


def test_what_no_rows_mean_does_not_hide_a_wrong_value_of_a_parameter(empty: Path, cli: Cli) -> None:
    told = cli("query", "employment-and-wages", "-p", "code=99-9999")
    assert "0 rows: No employment" in told.err
    assert 'note: Nothing has skos:notation "99-9999".' in told.err


def test_a_file_that_is_no_text_is_unreadable(empty: Path, cli: Cli) -> None:
    (empty / "q.rq").write_bytes(b"\xff\xfe\x00S")
    assert cli("query", "q.rq").code == 4


def test_an_answer_says_that_another_process_is_changing_the_graph(
    empty: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("init", "ours").code == 0
    monkeypatch.chdir(empty / "ours")
    asked = ("query", "-e", "SELECT ?name { <id/agent/bay-county> foaf:name ?name }", "--format", "csv")
    assert "Another process" not in cli(*asked).err
    Path("evidence/bay.yaml").write_text(
        "agent:\n  - id: bay-county\n    name: Bay County\n    kind: organization\n", "utf-8"
    )
    with FileLock(".soc-evidence/store.lock"):
        meanwhile = cli(*asked)
    assert "Bay County" not in meanwhile.out
    assert "Another process is changing this workspace" in meanwhile.err
    then = cli(*asked)
    assert "Bay County" in then.out
    assert "Another process" not in then.err
