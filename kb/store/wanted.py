"""What the store should hold, by graph: a digest of each record file and of each imported table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kb.errors import UnreadableError
from kb.store.digests import file_digests
from kb.store.fingerprints import Fingerprints
from kb.store.ledger import Ledger, imports_folder, read_ledger
from kb.store.overlap import load_digests
from kb.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Wanted:
    """The graphs that the files make."""

    records: dict[str, str]
    """Digest by graph, of record files."""
    imports: dict[str, Path]
    """Compressed N-Triples by graph, of imported tables."""
    digests: dict[str, str]
    """Digest by graph, of both."""


def wanted_graphs(workspace: Workspace) -> Wanted:
    """Return the state that the files ask for.

    Raises:
        UnreadableError: an imported file is missing, or is not what the ledger says it is.
    """
    records = file_digests(workspace)
    ledger, folder = read_ledger(workspace), imports_folder(workspace)
    if folder is None or not ledger.tables:
        return Wanted(records, {}, records)
    _check(ledger, folder, Fingerprints(workspace.derived / "fingerprints.json"))
    graphs = ledger.graphs()
    files = {graph: folder / table.data for graph, table in graphs.items()}
    digests = load_digests({graph: table.sha256 for graph, table in graphs.items()}, records)
    return Wanted(records, files, {**records, **digests})


def _check(ledger: Ledger, folder: Path, fingerprints: Fingerprints) -> None:
    for key, table in sorted(ledger.tables.items()):
        path = folder / table.data
        try:
            sound = fingerprints.sha256(path) == table.sha256
        except OSError:
            sound = False
        if not sound:
            dataset = key.partition("/")[0]
            raise UnreadableError(
                f"The imported table {key} is not as it was imported: {path} is missing or changed.",
                f"Import it again: soc-evidence import {dataset} --again {table.name!r}",
            )
    fingerprints.save()
