"""The ontology's files, its context, and the official workbooks they are checked against."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kb.namespaces import SOC_2010, SOC_2018, iri

ROOT = Path(__file__).resolve().parent.parent.parent
ONTOLOGY = ROOT / "ontology"
VARIABLE = "SOC_EVIDENCE_DATA"
SCHEME_2018 = ox.NamedNode(SOC_2018.rstrip("/"))
SCHEME_2010 = ox.NamedNode(SOC_2010.rstrip("/"))
CODE = re.compile(r"[1-5][0-9]-[0-9]{4}")


class Graph:
    """Turtle files as one set of triples, asked by prefixed name."""

    def __init__(self, *paths: Path) -> None:
        self.store = ox.Store()
        for path in paths:
            self.store.load(path=str(path), format=ox.RdfFormat.TURTLE)

    def objects(self, subject: ox.NamedNode, name: str) -> list[str]:
        """Return the values of a property, sorted."""
        pattern = (subject, ox.NamedNode(iri(name)), None)
        return sorted(quad.object.value for quad in self.store.quads_for_pattern(*pattern))

    def subjects(self, name: str, value: ox.NamedNode) -> list[ox.NamedNode]:
        """Return the things with this value, sorted."""
        quads = self.store.quads_for_pattern(None, ox.NamedNode(iri(name)), value)
        return sorted((quad.subject for quad in quads), key=lambda term: term.value)

    def instances(self, name: str) -> list[ox.NamedNode]:
        """Return the members of a class, sorted."""
        return self.subjects("rdf:type", ox.NamedNode(iri(name)))


@dataclass(frozen=True)
class Workbooks:
    """The SOC workbooks as their publisher issued them."""

    structure: dict[str, tuple[str, str]]
    """Title and parent by 2018 code; the parent of a major group is empty."""
    definitions: dict[str, str]
    """Official definition by detailed 2018 code."""
    crosswalk: list[tuple[str, str, str]]
    """2010 code, 2010 title, 2018 code."""


@pytest.fixture(scope="session")
def context() -> dict[str, Any]:
    """The JSON-LD context of evidence files."""
    whole = json.loads((ONTOLOGY / "context.jsonld").read_text("utf-8"))
    scopes: dict[str, Any] = whole["@context"]
    return scopes


@pytest.fixture(scope="session")
def soc() -> Graph:
    """All codes, levels and correspondences."""
    return Graph(*sorted((ONTOLOGY / "soc").glob("*.ttl")))


@pytest.fixture(scope="session")
def workbooks() -> Workbooks:
    """The workbooks in the folder that the variable names, or a loud skip."""
    if VARIABLE not in os.environ:
        pytest.skip(f"{VARIABLE} is not set: SOC titles and crosswalk were NOT checked against the workbooks")
    base = Path(os.environ[VARIABLE])
    folder = next((f for f in (base / "soc", base / "data" / "soc") if f.is_dir()), base)
    return Workbooks(
        _structure(folder / "soc_structure_2018.xlsx"),
        {
            str(row[1]): str(row[3])
            for row in _rows(folder / "soc_2018_definitions.xlsx")
            if row[0] == "Detailed"
        },
        [
            (row[0], re.sub(r"\s*\(#+\)$", "", row[1]), row[2])
            for row in _rows(folder / "soc_2010_to_2018_crosswalk.xlsx")
            if CODE.fullmatch(str(row[0]))
        ],
    )


def _rows(path: Path) -> Iterator[tuple[Any, ...]]:
    """Return the rows of a workbook's first sheet, text stripped."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(path, read_only=True)
    for row in book.worksheets[0].iter_rows(values_only=True):
        yield tuple(cell.strip() if isinstance(cell, str) else cell for cell in row)
    book.close()


def _structure(path: Path) -> dict[str, tuple[str, str]]:
    """Read the nesting from the columns: a code's parent is the last code in the column to its left."""
    found: dict[str, tuple[str, str]] = {}
    above = ["", "", "", ""]
    for row in _rows(path):
        for level, code in enumerate(row[:4]):
            if isinstance(code, str) and CODE.fullmatch(code):
                found[code] = (row[4], above[level - 1] if level else "")
                above[level] = code
    return found


@cache
def scheme_files() -> tuple[Path, ...]:
    """Return the concept schemes, one a file."""
    return tuple(sorted((ONTOLOGY / "schemes").glob("*.ttl")))
