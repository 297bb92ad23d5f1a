from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kb.records import load_schema
from kb.records.csv_nodes import cells, parse_csv
from kb.records.evidence_files import place_of
from kb.records.nodes import Mapping, Sequence
from kb.workspace import bundle_root

SCHEMA = load_schema(bundle_root() / "ontology")
CELL = st.text(alphabet='ab ,;"\n#é—', max_size=6)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=5))
def test_cells_say_what_was_written_and_where(rows: list[list[str]]) -> None:
    text, expected = "", []
    for row in rows:
        for number, value in enumerate(row):
            text += "," if number else ""
            expected.append((value.strip(), place_of(text, len(text))))
            quoted = set(value) & set('",\n')
            text += '"' + value.replace('"', '""') + '"' if quoted else value
        text += "\n"
    found = [(cell.text, (cell.place.line, cell.place.column)) for row in cells(text) for cell in row]
    assert found == expected


@given(st.text(alphabet='duty,id\n";ab', max_size=60))
def test_any_text_gives_nodes_or_findings(text: str) -> None:
    node, findings = parse_csv(text, "x.csv", SCHEMA)
    assert node is not None or findings


def test_ids_and_keywords_are_split_at_semicolons_and_prose_is_not() -> None:
    text = (
        "duty,occupation,statement,functions,keywords\n"
        "x,43-5031,Ask; listen,protect-life; direct-response,hang-up; silent call\n"
    )
    node, findings = parse_csv(text, "x.csv", SCHEMA)
    assert not findings
    assert isinstance(node, Mapping)
    records = node.get("duty")
    assert isinstance(records, Sequence)
    record = records.items[0]
    assert isinstance(record, Mapping)
    assert record.get("statement").text == "Ask; listen"  # type: ignore[union-attr]
    assert [f.text for f in record.get("functions").items] == ["protect-life", "direct-response"]  # type: ignore[union-attr]
    assert [k.text for k in record.get("keywords").items] == ["hang-up", "silent call"]  # type: ignore[union-attr]
