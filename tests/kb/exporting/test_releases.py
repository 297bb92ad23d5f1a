"""Research objects and releases: what archives and reference managers read, and what changed in between."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from rocrate.rocrate import ROCrate

from kb.api import Base
from kb.errors import MissingError, UnreadableError, UsageError
from kb.exporting.difference_text import difference_text
from kb.namespaces import RDF, record
from tests.kb.exporting.conftest import CLAIM, office_of

DOI = "10.5281/zenodo.1234567"


def test_a_research_object_is_read_by_the_library(bay: Base) -> None:
    bay.export("out/crate", "own", "ro-crate", version="1.0", doi=DOI)
    crate = ROCrate(bay.root / "out/crate")
    root = crate.root_dataset
    assert root["version"] == "1.0"
    assert root["identifier"] == f"https://doi.org/{DOI}"
    assert [licence["name"] for licence in _several(root["license"])] == ["CC-BY-4.0"]
    assert [creator["name"] for creator in _several(root["author"])] == ["Bay County ECC"]
    assert root["publisher"] == root["author"]
    cited = {work["name"]: work for work in _several(root["citation"])}
    source = cited['Bay County "standing orders", 7 | 8']
    assert (source["license"], source["creditText"]) == ("CC-BY-4.0", "Bay County ECC")


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_every_file_is_listed_with_its_checksum(bay: Base) -> None:
    bay.export("out/crate", "own", "ro-crate")
    folder = bay.root / "out/crate"
    entities = json.loads((folder / "ro-crate-metadata.json").read_text())["@graph"]
    listed = {entity["@id"]: entity["sha256"] for entity in entities if entity["@type"] == "File"}
    manifest = {
        row["name"]: row["sha256"] for row in json.loads((folder / "manifest.json").read_text())["files"]
    }
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert there.keys() - manifest.keys() == {"manifest.json"}
    assert there.keys() - listed.keys() == {"manifest.json", "ro-crate-metadata.json"}
    for name, digest in (listed | manifest).items():
        assert hashlib.sha256(there[name].read_bytes()).hexdigest() == digest


def test_a_release_can_be_cited(bay: Base) -> None:
    bay.export(
        "out/r1", "own", "ro-crate", version="1.0", doi=f"https://doi.org/{DOI}", title="Bay & friends"
    )
    cff = yaml.safe_load((bay.root / "out/r1/CITATION.cff").read_text())
    assert (cff["version"], cff["doi"], cff["title"]) == ("1.0", DOI, "Bay & friends")
    assert cff["authors"] == [{"name": "Bay County ECC"}]
    bibtex = (bay.root / "out/r1/CITATION.bib").read_text()
    assert r"title = {{Bay \& friends}}" in bibtex
    assert f"doi = {{{DOI}}}" in bibtex
    assert "The first release." in (bay.root / "out/r1/CHANGELOG.md").read_text()


def test_what_is_no_release_has_no_citation_and_a_wrong_doi_is_told(bay: Base) -> None:
    bay.export("out/crate", "own", "ro-crate")
    assert not (bay.root / "out/crate/CITATION.cff").exists()
    with pytest.raises(UsageError, match="is no DOI"):
        bay.export("out/r", "own", "ro-crate", version="1", doi="zenodo.12")


@pytest.mark.parametrize(
    "told", [{"version": "1.0"}, {"doi": DOI}, {"title": "Ours"}, {"since": "out/r1"}], ids=str
)
def test_what_only_a_release_has_is_not_passed_over_in_silence(bay: Base, told: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="is a ro-crate, and no trig"):
        bay.export("out/base.trig", "own", **told)
    assert not (bay.root / "out").exists()


def test_a_second_release_says_what_changed_since_the_first(bay: Base, tmp_path: Path) -> None:
    bay.export("out/r1", "own", "ro-crate", version="1.0")
    later = office_of(tmp_path / "later", CLAIM.replace("They stay", "Call takers stay"))
    later.export("out/r2", "own", "ro-crate", version="2.0", since=bay.root / "out/r1")
    log = (later.root / "out/r2/CHANGELOG.md").read_text()
    assert log.index("## 2.0") < log.index("title: They stay on the line → Call takers stay on the line")
    assert log.index("title:") < log.index("## 1.0")
    with pytest.raises(UsageError, match="is no release"):
        later.export("out/r3", "own", "ro-crate", version="3", since=tmp_path)


def test_differences_are_told_by_record_and_key(bay: Base, tmp_path: Path) -> None:
    bay.export(tmp_path / "before.trig", "own")
    changed = CLAIM.replace("moderate", "weak").replace("  basis: fact\n", "  basis: judgement\n")
    second = "\n---\n".join([changed]) + "    - {direction: disputes, strength: weak, items: [bay-hold]}\n"
    later = office_of(tmp_path / "later", second)
    later.export(tmp_path / "after.nq", "own")
    found = bay.differences(tmp_path / "before.trig", tmp_path / "after.nq")
    (record,) = found.changed
    assert record.name == "claim/bay-stays"
    keys = {key.key: (key.before, key.after) for key in record.keys}
    assert keys["basis"] == (("fact",), ("judgement",))
    assert len(keys["lines"][0]) == 1
    assert len(keys["lines"][1]) == 2
    assert (found.added, found.withdrawn) == ((), ())


def test_records_added_and_withdrawn_and_lost_support_are_told(bay: Base, tmp_path: Path) -> None:
    bay.export(tmp_path / "before.nq", "own")
    later = office_of(tmp_path / "later")
    (later.root / "evidence/sources/bay-sop.yaml").unlink()
    (later.root / "evidence/sources/new.yaml").write_text(
        "source: {id: new, type: report, title: New orders, authority: advocacy}\n"
    )
    later.export(tmp_path / "after.trig", "own")
    found = bay.differences(tmp_path / "before.nq", tmp_path / "after.trig")
    assert [record.name for record in found.added] == ["source/new"]
    assert [record.name for record in found.withdrawn] == ["evidence/bay-hold", "source/bay-sop"]
    assert found.supports is not None
    (support,) = found.supports
    assert (support.claim, support.before, support.lost) == ("bay-stays", "supported", ("bay-hold",))
    text = difference_text(found)
    assert "Withdrawn: 2 records" in text
    assert "claim/bay-stays  They stay on the line: supported\n    no longer counts: bay-hold\n" in text


def test_the_same_in_other_formats_and_places_is_the_same(bay: Base, tmp_path: Path) -> None:
    for suffix in ("nq", "trig", "jsonld"):
        bay.export(tmp_path / f"bay.{suffix}")
        assert not bay.differences(tmp_path / f"bay.{suffix}"), suffix
    bay.export(tmp_path / "bay.ttl")
    assert difference_text(bay.differences(tmp_path / "bay.ttl")) == (
        "The two say the same.\n"
        "The support of claims is not compared: Turtle does not say which file says what.\n"
    )


def test_what_cannot_be_compared_is_told(bay: Base, tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="There is no"):
        bay.differences(tmp_path / "none.nq")
    with pytest.raises(UnreadableError, match="no workspace and no release"):
        bay.differences(tmp_path)
    (tmp_path / "broken.nq").write_text("<a> .")
    with pytest.raises(UnreadableError, match="cannot be read"):
        bay.differences(tmp_path / "broken.nq")
    (tmp_path / "notes.txt").write_text("")
    with pytest.raises(UnreadableError, match="no export"):
        bay.differences(tmp_path / "notes.txt")


@pytest.mark.parametrize("rest", ["", f"<urn:l> <{RDF}rest> <urn:l> <urn:file> .\n"], ids=["open", "ring"])
def test_a_damaged_list_in_a_foreign_export_is_compared_as_far_as_it_goes(
    bay: Base, tmp_path: Path, rest: str
) -> None:
    bay.export("out/bay.nq", "own")
    damaged = (
        f"<{record('claim', 'bay-stays')}> <urn:list> <urn:l> <urn:file> .\n"
        f'<urn:l> <{RDF}first> "a" <urn:file> .\n'
    )
    foreign = tmp_path / "foreign.nq"
    foreign.write_text((bay.root / "out/bay.nq").read_text() + damaged + rest)
    (changed,) = bay.differences(bay.root / "out/bay.nq", foreign).changed
    assert [key.after for key in changed.keys] == [("a",)]
