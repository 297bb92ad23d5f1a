"""What people get who take the base elsewhere, and what is never touched on the way."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.analysis.record_places import Places
from kb.api import Base, open_base
from kb.errors import MissingError, UnwritableError, UsageError
from kb.exporting.rdf_export import dataset_hash
from kb.exporting.sorted_lines import SortedLines
from kb.namespaces import FILES, record
from tests.conftest import Told

from .conftest import office_of

FORMATS = {
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def quads(path: Path) -> list[ox.Quad]:
    return list(ox.parse(path=path, format=FORMATS[path.suffix[1:]]))


def own_statements(base: Base) -> set[ox.Quad]:
    return {quad for quad in base.graph.store if "/file/own/" in str(quad.graph_name)}


def names(base: Base, *words: str) -> set[str]:
    place = base.root / "out" / f"{'-'.join(words)}.nq".replace("/", "-")
    base.export(place, words)
    return {quad.subject.value.partition("/id/")[2] for quad in quads(place)} - {""}


def test_every_graph_format_holds_what_the_files_say(bay: Base) -> None:
    said = {quad for quad in bay.graph.store if "/own/" in str(quad.graph_name)}
    for suffix in ("trig", "nq", "jsonld"):
        made = bay.export(f"out/bay.{suffix}", "own")
        assert set(quads(made.place)) == said, suffix
        assert made.statements == len(said)
    bay.export("out/bay.ttl", "own")
    assert {quad.triple for quad in quads(bay.root / "out/bay.ttl")} == {quad.triple for quad in said}


def test_files_of_two_offices_have_addresses_of_their_own(bay: Base, tmp_path: Path) -> None:
    cove = office_of(tmp_path / "cove")
    homes = {
        name: {quad.graph_name.value for quad in own_statements(base)}
        for name, base in (("bay", bay), ("cove", cove))
    }
    assert f"{FILES}own/bay/evidence/claims/bay-stays.yaml" in homes["bay"]
    assert {graph.replace("/cove/", "/bay/") for graph in homes["cove"]} == homes["bay"]
    assert not homes["cove"] & homes["bay"]
    place = Places(cove.workspace, cove.graph)(record("claim", "bay-stays"))
    assert place is not None
    assert Path(place.path) == cove.root / "evidence/claims/bay-stays.yaml"


def test_without_a_word_all_that_files_say_is_exported_and_nothing_of_the_store(bay: Base) -> None:
    bay.export("out/all.nq")
    graphs = {
        quad.graph_name.value.split("/file/")[1].split("/")[0] for quad in quads(bay.root / "out/all.nq")
    }
    assert graphs == {"base", "own"}
    bay.export("out/derived.nq", "derived")
    assert {quad.predicate.value.rpartition("#")[2] for quad in quads(bay.root / "out/derived.nq")} >= {
        "support"
    }


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_base_gives_the_same_bytes(bay: Base, suffix: str) -> None:
    first, second = (bay.export(f"out/{name}.{suffix}", ["own", "agent"]) for name in ("a", "b"))
    assert first.files[0].sha256 == second.files[0].sha256
    assert hashlib.sha256(first.place.read_bytes()).hexdigest() == first.files[0].sha256


def test_nquads_are_the_canonical_form_of_the_data_set(bay: Base) -> None:
    """RDFC-1.0: the hash of the file is that of the data set."""
    made = bay.export("out/bay.nq", "own")
    assert made.files[0].sha256 == dataset_hash(own_statements(bay))


@pytest.mark.parametrize("suffix", ["trig", "ttl", "jsonld"])
def test_exported_records_taken_into_an_empty_workspace_give_the_same_graph(
    bay: Base, suffix: str, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    (other / "evidence").mkdir(parents=True)
    (other / "soc-evidence.toml").write_text("")
    bay.export(tmp_path / f"bay.{suffix}", "own")
    (tmp_path / f"bay.{suffix}").rename(other / "evidence" / f"bay.{suffix}")
    taken = open_base(other)
    assert [finding for finding in taken.check() if finding.severity.name == "ERROR"] == []
    ours = {quad.triple for quad in own_statements(bay)}
    of_the_file = f"/bay.{suffix}"
    theirs = {q.triple for q in own_statements(taken) if not q.subject.value.endswith(of_the_file)}
    assert dataset_hash(ox.Quad(*t) for t in ours) == dataset_hash(ox.Quad(*t) for t in theirs)


def test_a_research_object_makes_the_same_workspace_again(bay: Base, tmp_path: Path) -> None:
    office, other = tmp_path / "office", tmp_path / "again"
    shutil.copytree(bay.root, office)
    (office / "queries").mkdir()
    (office / "queries" / "ours.rq").write_text("# title: Ours\nSELECT ?s { ?s a soce:Claim }\n")
    base = open_base(office)
    base.export("out/crate", "own", "ro-crate")
    (office / "out/crate/records/own").rename(other)
    shutil.copy(office / "soc-evidence.toml", other)
    assert dataset_hash(own_statements(open_base(other))) == dataset_hash(own_statements(base))


def test_words_keep_a_part(bay: Base) -> None:
    parts = {name.partition("-stays")[2].partition("-")[0] for name in names(bay, "claim/bay-stays")}
    assert parts == {"", "#lines"}
    assert {name for name in names(bay, "claim", "own") if "#" not in name} == {"claim/bay-stays"}
    assert {name.partition("/")[0] for name in names(bay, "agent")} == {"agent"}
    assert "evidence/bay-hold" in names(bay, "sources/bay-sop.yaml")
    assert sum("bay-sop#author-" in name for name in names(bay, "source/bay-sop")) == 2
    assert names(bay, "derived", "evidence/bay-hold") == {
        f"evidence/bay-hold{part}" for part in ("", "#quote", "#locator", "#annotation")
    }


def test_what_two_records_share_is_written_and_counted_once(bay: Base) -> None:
    made = bay.export("out/both.nq", ["own", "source", "evidence"])
    assert made.statements == len(quads(made.place))
    bay.export("out/tables", ["own", "source", "evidence"], "csv")
    assert "|bay-sop" not in (bay.root / "out/tables/evidence.csv").read_text()


@pytest.mark.parametrize(
    ("word", "fix"),
    [
        ("claims", "claim"),
        ("claim/bay-stay", "claim/bay-stays"),
        ("evidence/none.yaml", ""),
        ("import", "imports"),
    ],
)
def test_a_word_that_names_nothing_is_told_with_the_nearest(bay: Base, word: str, fix: str) -> None:
    with pytest.raises(MissingError, match=word) as told:
        bay.export("out/x.nq", word)
    assert fix in told.value.remedy
    assert not (bay.root / "out").exists()


@pytest.mark.parametrize(
    "place",
    ["evidence/x.ttl", "evidence/claims/bay-stays.ttl", "queries/x.nq", ".soc-evidence/x.nq", "imports/x.nq"],
)
def test_nothing_is_exported_into_the_workspaces_own_folders(bay: Base, place: str) -> None:
    with pytest.raises(UsageError, match="belongs to the workspace"):
        bay.export(place, replace=True)


def test_what_is_there_stays_unless_it_is_to_be_replaced(bay: Base) -> None:
    mine = bay.root / "notes.ttl"
    mine.write_text("# mine")
    with pytest.raises(UsageError, match="is there already") as told:
        bay.export(mine, "own")
    assert "--replace" in told.value.remedy
    assert mine.read_text() == "# mine"
    bay.export(mine, "own", replace=True)
    assert "bay-stays" in mine.read_text()


def test_a_folder_is_only_replaced_when_an_export_filled_it(bay: Base) -> None:
    bay.export("out", "own", "csv")
    bay.export("out", "claim", "csv", replace=True)
    assert not (bay.root / "out/source.csv").exists()
    (bay.root / "out/thoughts.txt").write_text("mine")
    for place in ("out", "."):
        with pytest.raises(UsageError):
            bay.export(place, "own", "csv", replace=True)
    assert (bay.root / "out/thoughts.txt").read_text() == "mine"


def test_a_former_export_comes_back_when_the_new_one_cannot_take_its_place(
    bay: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    bay.export("out/tables", "own", "csv")
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path.name == "fresh":
            raise OSError(errno.ENOSPC, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(UnwritableError, match="No space left"):
        bay.export("out/tables", "own", "csv", replace=True)
    assert (bay.root / "out/tables/claim.csv").is_file()
    assert [path.name for path in (bay.root / "out").iterdir()] == ["tables"]


def test_a_name_that_tells_no_format_is_asked_for_one(bay: Base) -> None:
    with pytest.raises(UsageError, match="does not tell a format") as told:
        bay.export("out/base.rdf")
    assert "--format csv" in told.value.remedy
    with pytest.raises(UsageError, match="no format n-quads") as told:
        bay.export("out/base", (), "n-quads")
    assert "nquads" in told.value.remedy


def test_json_ld_carries_the_names_of_the_shared_context(bay: Base) -> None:
    bay.export("out/bay.jsonld", "own")
    document = json.loads((bay.root / "out/bay.jsonld").read_text())
    shared = json.loads((bay.workspace.ontology / "context.jsonld").read_text())["@context"]
    assert document["@context"].items() <= shared.items()
    claim = next(
        node
        for file in document["@graph"]
        for node in file["@graph"]
        if node["@id"].endswith("claim/bay-stays")
    )
    assert claim["dcterms:title"] == "They stay on the line"
    assert claim["@type"] == "soce:Claim"


@given(st.lists(st.binary().map(lambda text: text.replace(b"\n", b"")), max_size=60), st.integers(1, 40))
def test_lines_come_back_sorted_and_once_however_they_are_cut(lines: list[bytes], size: int) -> None:
    whole = b"".join(line + b"\n" for line in lines)
    with SortedLines(run=64) as taken:
        for start in range(0, len(whole), size):
            taken.write(whole[start : start + size])
        assert list(taken) == sorted({line + b"\n" for line in lines})


def test_many_runs_are_merged(bay: Base) -> None:
    with SortedLines(run=1) as taken:
        for one, other in product(range(30), repeat=2):
            taken.write(f"{one * other % 97}\n".encode())
        assert list(taken) == sorted(
            {f"{n}\n".encode() for n in {a * b % 97 for a in range(30) for b in range(30)}}
        )


def test_the_command_says_what_it_wrote(
    bay: Base, cli: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bay.root)
    told = cli("export", "out/bay.nq", "own")
    digest = hashlib.sha256((bay.root / "out/bay.nq").read_bytes()).hexdigest()
    assert told.code == 0
    assert told.out.startswith("out/bay.nq: ")
    assert f"SHA-256 {digest}" in told.out
    assert cli("export", "out/bay.nq", "own").code == 2
