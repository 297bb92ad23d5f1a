"""A draft's text held to records without a build: a small base of numbers, and the bundled one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from builder.checks import CHECKS, Subject
from builder.citations.marked_text import curled
from builder.resolve.resolve_draft import read, resolve
from kb.findings import Finding
from kb.model import Records
from kb.records.collection import read_collection
from kb.store import Knowledge
from kb.workspace import Layer, Workspace, bundle_root

BASE = Path(__file__).parent / "base"
HEAD = "---\ntitle: A test\ndocket: bls-2024-0001\ndate: 2024-07-01\noccupation: 43-5031\n---\n"

Held = Callable[[str, tuple[str, ...]], list[Finding]]
"""Fills a draft's text and runs some checks on it."""


def _workspace(folder: Path, derived: Path) -> Workspace:
    """Return a workspace of the bundled ontology and the evidence in a folder."""
    ontology = bundle_root()
    layers = (Layer("base", ontology, (ontology / "ontology",)), Layer("own", folder, (folder / "evidence",)))
    return Workspace(folder, layers, derived, None, ())


def _records(workspace: Workspace) -> Records:
    collection = read_collection(workspace)
    assert not [finding for file in collection.files for finding in file.findings]
    store = ox.Store()
    store.bulk_extend(statement.quad for file in collection.files for statement in file.statements)
    return Records(Knowledge(store), curled)


def _held(lookup: Records, workspace: Workspace) -> Held:
    # The checks read the draft and ask its records; what the draft is filled with is nothing to them.
    resolved = resolve(read(HEAD, "draft.md"), lookup, workspace)

    def run(text: str, checks: tuple[str, ...]) -> list[Finding]:
        draft = read(HEAD + text, "draft.md")
        subject = Subject(draft, resolved.context, resolved.document, dt.date(2024, 7, 1))
        return [finding for name in checks for finding in CHECKS[name].find(subject)]

    return run


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    """Hold a text to the base beside this file."""
    workspace = _workspace(BASE, tmp_path_factory.mktemp("derived"))
    return _held(_records(workspace), workspace)


@pytest.fixture(scope="session")
def bundled_workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace of nothing but what comes with the program."""
    return _workspace(bundle_root(), tmp_path_factory.mktemp("bundled"))


@pytest.fixture(scope="session")
def bundled(bundled_workspace: Workspace) -> Records:
    """The bundled records."""
    return _records(bundled_workspace)


@pytest.fixture(scope="session")
def held_to_bundled(bundled: Records, bundled_workspace: Workspace) -> Held:
    """Hold a text to the bundled base."""
    return _held(bundled, bundled_workspace)
