"""Each file under an evidence folder is read or named, wherever it lies and whatever it is called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Told

Cli = Callable[..., Told]
BROKEN = "source:\n  id: oops\n  typ: report\n"


@pytest.mark.parametrize(
    "name",
    ["queries/bad.yaml", "editions/bad.yaml", "shapes/deep/bad.yaml", "kinds.yaml", "sources/kinds.yaml"],
)
def test_names_of_the_ontology_mean_nothing_in_an_office(office: Path, cli: Cli, name: str) -> None:
    path = office / "evidence" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(BROKEN)
    told = cli("check")
    assert told.code == 1
    assert f"evidence/{name}:3:3: error[unknown-key]" in told.out


def test_dockets_are_read_like_evidence(office: Path, cli: Cli) -> None:
    (office / "dockets" / "queries").mkdir(parents=True)
    (office / "dockets" / "queries" / "bad.yaml").write_text(BROKEN)
    assert "dockets/queries/bad.yaml:3:3: error[unknown-key]" in cli("check").out


def test_json_with_a_context_is_read(office: Path, cli: Cli) -> None:
    (office / "evidence" / "county.json").write_text(
        '{"@context": "https://w3id.org/soc-evidence/context.jsonld",\n'
        ' "@id": "https://w3id.org/soc-evidence/file/own/county",\n'
        ' "agent": {"id": "county", "@type": "prov:Agent", "name": "Bay County", "kind": "office"}}\n'
    )
    assert cli("check").code == 0
    assert "Bay County" in cli("query", "-e", "SELECT ?n { agent:county foaf:name ?n }").out


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("job.pdf", "soc-evidence add evidence/job.pdf"),
        ("duties.xlsx", "soc-evidence add evidence/duties.xlsx"),
        ("notes.txt", "soc-evidence add evidence/notes.txt"),
        ("own.rq", "queries/"),
        ("draft.md", "README.md"),
        ("data.xml", "Records come as"),
        ("noending", "Records come as"),
        ("quotations/quotations.json", '{"@context"'),
    ],
)
def test_what_is_not_read_is_named_with_where_it_belongs(office: Path, cli: Cli, name: str, fix: str) -> None:
    path = office / "evidence" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{}")
    told = cli("check")
    said = told.out.splitlines()
    assert said[0].startswith(f"evidence/{name}")
    assert "warning[" in said[0]
    assert fix in said[1]


@pytest.mark.parametrize(
    "name",
    [".DS_Store", "Thumbs.db", "desktop.ini", "~$duties.xlsx", ".gitkeep", "README.md", "readme.txt",
     "quotations.json", ".hidden/bad.yaml"],
)  # fmt: skip
def test_what_nobody_means_to_be_read_is_passed_over(office: Path, cli: Cli, name: str) -> None:
    path = office / "evidence" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{}")
    told = cli("check")
    assert (told.code, told.out) == (0, "")
