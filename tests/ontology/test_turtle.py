"""Every Turtle file is well formed, small, and declares the prefixes it uses and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kb.namespaces import PREFIXES

from .conftest import ONTOLOGY

FILES = sorted(ONTOLOGY.rglob("*.ttl"))
LITERAL = re.compile(r'"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|<[^>\s]*>|#[^\n]*')
LONGEST = 300


def name(path: Path) -> str:
    return path.relative_to(ONTOLOGY).as_posix()


@pytest.mark.parametrize("path", FILES, ids=name)
def test_the_file_parses(path: Path) -> None:
    assert list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_the_file_is_small(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", FILES, ids=name)
def test_declared_prefixes_are_used(path: Path) -> None:
    text = LITERAL.sub(" ", path.read_text("utf-8"))
    declared = set(re.findall(r"^@prefix ([\w-]*):", text, re.MULTILINE))
    body = re.sub(r"^@prefix.*$", "", text, flags=re.MULTILINE)
    assert declared == set(re.findall(r"(?<![\w:-])([\w-]*):(?=[\w-])", body))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_known_prefix_means_what_it_means_elsewhere(path: Path) -> None:
    own = {"soc"} if path.name == "2010.ttl" else set()
    for prefix, address in re.findall(r"^@prefix ([\w-]*): <([^>]*)>", path.read_text("utf-8"), re.MULTILINE):
        if prefix in PREFIXES and prefix not in own:
            assert address == PREFIXES[prefix], prefix
