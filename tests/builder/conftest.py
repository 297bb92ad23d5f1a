"""A small graph for drafts: the ontology of the repository and the records in `base/`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from builder import document as doc
from builder.building import Prepared, fill_and_check
from builder.citations.marked_text import curled
from builder.resolve.resolve_draft import Resolved, read, resolve
from kb.model import Records
from kb.records.collection import read_collection
from kb.store import Knowledge
from kb.workspace import Layer, Workspace, bundle_root

BASE = Path(__file__).parent / "base"

HEAD = """\
---
title: A test
docket: bls-2024-0001
date: 2024-07-01
---
"""


@pytest.fixture
def office(opened_office: Path) -> Path:
    """Drafts ask what is there: the graph of an office without evidence is made once for all of them."""
    return opened_office


@pytest.fixture(scope="session")
def small_workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace of the bundled ontology and the test records, without the bundled evidence."""
    ontology = bundle_root()
    layers = (
        Layer("base", ontology, (ontology / "ontology",)),
        Layer("own", BASE, (BASE / "evidence",)),
    )
    derived = tmp_path_factory.mktemp("derived")
    return Workspace(BASE, layers, derived, None, (ontology / "ontology" / "queries",))


@pytest.fixture(scope="session")
def knowledge(small_workspace: Workspace) -> Knowledge:
    """The graph of the small workspace, in memory."""
    collection = read_collection(small_workspace)
    assert not [f for file in collection.files if "/base/" in file.shown for f in file.findings]
    store = ox.Store()
    store.bulk_extend(statement.quad for file in collection.files for statement in file.statements)
    store.load((Path(__file__).parent / "imported_ratings.trig").read_bytes(), format=ox.RdfFormat.TRIG)
    return Knowledge(store)


@pytest.fixture(scope="session")
def lookup(knowledge: Knowledge) -> Records:
    """Typed lookups of the small graph."""
    return Records(knowledge, curled)


@dataclass(frozen=True)
class Examined:
    """A draft filled and checked, with shorthands for assertions."""

    prepared: Prepared

    @property
    def said(self) -> list[str]:
        """Findings as `line:column level check`."""
        return [
            f"{f.location.line}:{f.location.column} {f.severity.label} {f.check}"
            for f in self.prepared.findings
        ]

    def of(self, check: str) -> list[str]:
        """Messages of one check."""
        return [f.message for f in self.prepared.findings if f.check == check]

    @property
    def blocks(self) -> tuple[doc.Block, ...]:
        """Blocks of the document."""
        return self.prepared.document.blocks

    def first(self, kind: type) -> doc.Block:
        """Return the first block of a kind."""
        return next(block for block in self.blocks if isinstance(block, kind))

    @property
    def notes(self) -> list[str]:
        """The notes as plain text."""
        return [plain(note.content) for note in self.prepared.document.notes]


@pytest.fixture(scope="session")
def examined(knowledge: Knowledge, lookup: Records, small_workspace: Workspace) -> Callable[[str], Examined]:
    """Fill and check a draft's text; without front matter it gets one of four keys."""

    def run(text: str, *, head: str = HEAD) -> Examined:
        draft = read(text if text.startswith("---") else head + text, "draft.md")
        return Examined(fill_and_check(draft, "draft.md", knowledge, small_workspace, records=lookup))

    return run


@pytest.fixture(scope="session")
def filled(lookup: Records, small_workspace: Workspace) -> Callable[[str], Resolved]:
    """Fill a draft's text without checking it."""
    return lambda text: resolve(read(HEAD + text, "draft.md"), lookup, small_workspace)


def plain(content: doc.Inlines) -> str:
    """Return a run as text: notes in square brackets, emphasis in asterisks."""
    words = []
    for inline in content:
        match inline:
            case doc.Text():
                words.append(f"*{inline.text}*" if inline.emphasis else inline.text)
            case doc.Link():
                words.append("".join(part.text for part in inline.content))
            case doc.NoteReference():
                words.append(f"[{inline.number}]")
            case doc.LineBreak():
                words.append("\n")
    return "".join(words)
