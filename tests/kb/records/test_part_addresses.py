"""The parts of a record keep their addresses while others come and go."""

from __future__ import annotations

from pathlib import Path

from kb.namespaces import file_graph
from kb.records import load_schema
from kb.records.collection import read_record_file
from kb.workspace import bundle_root

LINE = "    - {{direction: supports, strength: weak, items: [{0}], argument: Because of {0}.}}\n"


def addresses(folder: Path, *items: str) -> dict[str, str]:
    """Return the address of each evidence line by its argument, or of a second one like it."""
    path = folder / "claim.yaml"
    path.write_text("claim:\n  id: x\n  title: X\n  lines:\n" + "".join(map(LINE.format, items)))
    schema = load_schema(bundle_root() / "ontology")
    read = read_record_file(path, "claim.yaml", file_graph("own", "claim.yaml"), schema)
    assert read.findings == ()
    said = [s for s in read.statements if s.predicate.endswith("#argument")]
    return {s.subject: s.value for s in said}


def test_a_line_put_before_others_leaves_their_addresses(tmp_path: Path) -> None:
    before, after = addresses(tmp_path, "a", "b"), addresses(tmp_path, "c", "a", "b")
    assert before.items() < after.items()


def test_two_lines_that_say_the_same_have_two_addresses(tmp_path: Path) -> None:
    assert len(addresses(tmp_path, "a", "a")) == 2


def test_a_part_that_stands_alone_is_named_by_its_key(tmp_path: Path) -> None:
    path = tmp_path / "item.yaml"
    path.write_text("evidence: {id: x, statement: S., quote: words, locator: {page: 4}}\n")
    schema = load_schema(bundle_root() / "ontology")
    read = read_record_file(path, "item.yaml", file_graph("own", "item.yaml"), schema)
    parts = {s.subject.partition("#")[2] for s in read.statements if "/id/" in s.subject}
    assert parts == {"", "quote", "locator"}
