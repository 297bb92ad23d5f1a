"""Names in running prose, where Presidio and a model of spaCy are installed and where they are not."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.screening import Kind, name_model, screen
from kb.screening.screen import screen_document

MODEL = "en_invented_trf"
PACKAGE = """\
import spacy

def load(**overrides):
    nlp = spacy.blank("en")
    names = ["Oluwaseun Adebayo", "Ingrid Thorvaldsen", "Adebayo"]
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": name} for name in names])
    return nlp
"""
PROSE = """\
The ambulance was met by Oluwaseun Adebayo, who had started compressions.
Adebayo (2019) and Ingrid Thorvaldsen (2021) studied this. Senator Ingrid Thorvaldsen spoke for the bill.
Ingrid Thorvaldsen, Director of the center, answered.
"""


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A model that knows three names, installed as spaCy's are."""
    wanted = "names are not looked for: pip install 'soc-evidence[names]'"
    pytest.importorskip("presidio_analyzer", reason=wanted)
    spacy = pytest.importorskip("spacy", reason=wanted)
    (tmp_path / MODEL).mkdir()
    (tmp_path / MODEL / "__init__.py").write_text(PACKAGE)
    (tmp_path / f"{MODEL}-1.0.dist-info").mkdir()
    (tmp_path / f"{MODEL}-1.0.dist-info" / "METADATA").write_text(f"Name: {MODEL}\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    monkeypatch.setattr(spacy.util, "get_installed_models", lambda: [MODEL])
    name_model.installed_model.cache_clear()
    yield MODEL
    name_model.installed_model.cache_clear()


@pytest.mark.filterwarnings("default")
def test_a_private_person_is_found_in_prose_but_no_author_and_no_officer(model: str) -> None:
    assert name_model.installed_model() == model
    assert [(hit.kind, hit.value) for hit in screen_document(PROSE)] == [(Kind.NAME, "Oluwaseun Adebayo")]


@pytest.mark.filterwarnings("default")
def test_what_is_said_of_a_draft_does_not_depend_on_what_is_installed(model: str) -> None:
    assert screen(PROSE) == []


def test_without_a_model_nothing_is_found_in_prose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_model, "installed_model", lambda: "")
    assert screen_document(PROSE) == []
    assert [hit.kind for hit in screen_document("RP: SMITHSON, JOHN")] == [Kind.NAME]
