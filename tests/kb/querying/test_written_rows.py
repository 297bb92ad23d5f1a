"""The engine writes large answers without counting; what is counted in its documents is what it wrote."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.querying import written_rows
from kb.querying.answer_formats import ROWS, Format

TEXTS = st.lists(st.text(alphabet='a\\"{}:,<>\r\n\t&é ', max_size=8), max_size=6)


@pytest.mark.parametrize("form", list(ROWS))
@pytest.mark.parametrize("piece", [1, 2, 3, 1 << 20])
@given(texts=TEXTS)
def test_rows_are_counted_whatever_they_say(
    form: Format, piece: int, texts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = ox.Store()
    node = ox.NamedNode("urn:s")
    store.extend(ox.Quad(node, ox.NamedNode(f"urn:{n}"), ox.Literal(text)) for n, text in enumerate(texts))
    path = tmp_path_factory.getbasetemp() / f"answer.{form}"
    solutions = store.query("SELECT ?p ?o ?none { ?s ?p ?o }")
    assert isinstance(solutions, ox.QuerySolutions)
    solutions.serialize(str(path), format=ROWS[form])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(written_rows, "_PIECE", piece)
        assert written_rows.written_rows(path, form) == len(texts)


def test_a_row_without_values_is_a_row(tmp_path: Path) -> None:
    for form in ROWS:
        found = ox.Store().query("SELECT ?x { VALUES ?y { 1 2 } }")
        assert isinstance(found, ox.QuerySolutions)
        found.serialize(str(tmp_path / "answer"), format=ROWS[form])
        assert written_rows.written_rows(tmp_path / "answer", form) == 2
