"""A small base of numbers, and a draft's text held to it without a build."""

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


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    """Fill a draft's text from the base beside this file, and run some checks on it."""
    ontology = bundle_root()
    layers = (Layer("base", ontology, (ontology / "ontology",)), Layer("own", BASE, (BASE / "evidence",)))
    workspace = Workspace(BASE, layers, tmp_path_factory.mktemp("derived"), None, ())
    collection = read_collection(workspace)
    assert not [f for file in collection.files if "/base/" in file.shown for f in file.findings]
    store = ox.Store()
    store.bulk_extend(statement.quad for file in collection.files for statement in file.statements)
    lookup = Records(Knowledge(store), curled)

    def run(text: str, checks: tuple[str, ...]) -> list[Finding]:
        draft = read(HEAD + text, "draft.md")
        resolved = resolve(draft, lookup, workspace)
        subject = Subject(draft, resolved.context, resolved.document, dt.date(2024, 7, 1))
        return [finding for name in checks for finding in CHECKS[name].find(subject)]

    return run
