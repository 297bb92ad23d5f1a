"""What the imported tables describe, for checks that otherwise read record files only."""

from __future__ import annotations

from collections.abc import Collection

import pyoxigraph as ox

from kb.store.ledger import read_ledger
from kb.store.sync import open_readonly
from kb.workspace import Workspace


def described_by_imports(workspace: Workspace, names: Collection[str]) -> set[str]:
    """Return those of the IRIs that something in the store describes; none where nothing is imported."""
    if not names or not read_ledger(workspace).tables:
        return set()
    store = open_readonly(workspace)
    return {name for name in names if next(store.quads_for_pattern(ox.NamedNode(name), None, None), None)}
