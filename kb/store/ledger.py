"""The ledger of imports: which tables are imported, and the files in `imports/` that hold them.

`imports/ledger.json` is the truth about imports and its replacement is the moment at which one takes effect:
data files carry the beginning of their own hash in their name, a new import adds files, replaces the ledger
in one step, and only then removes what the ledger no longer names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kb.common.files import write_atomically
from kb.errors import UnreadableError
from kb.namespaces import IMPORTS
from kb.workspace import Workspace

FOLDER = "imports"
LEDGER = "ledger.json"
_SERIES = frozenset({"oews"})
"""Data sets whose editions are a series."""


@dataclass(frozen=True, slots=True)
class Imported:
    """One imported table."""

    data: str
    """Its N-Triples, compressed, as a path below the folder of imports."""
    sha256: str
    """Of that file, as it was written."""
    size: int
    """Bytes of that file."""
    statements: int
    rows: int
    original: str
    """SHA-256 of the publisher's file."""
    name: str
    """Name of the publisher's file."""
    retrieved: str
    """Date on which it was fetched, ISO 8601."""
    reader: str
    """Digest of the code and tables that turned the one into the other."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The imported tables by `dataset/edition/table`."""

    tables: Mapping[str, Imported]

    def graphs(self) -> dict[str, Imported]:
        """Return the tables by the IRI of their named graph."""
        return {graph_of_table(key): table for key, table in self.tables.items()}

    def with_tables(self, added: Mapping[str, Imported]) -> Ledger:
        """Return a ledger with these tables added or put in place of others.

        Editions of a classification or database follow one another, and share their IRIs: of each table
        one is in force. Estimates of several years stand side by side.
        """
        dropped = {old for new in added for old in self.tables if _follows(new, old)}
        kept = {key: table for key, table in self.tables.items() if key not in dropped}
        return replace(self, tables={**kept, **added})


def _follows(new: str, old: str) -> bool:
    dataset, _, table = new.split("/")
    return dataset not in _SERIES and old.split("/")[::2] == [dataset, table] and old != new


def graph_of_table(key: str) -> str:
    """Return the IRI of the named graph of `dataset/edition/table`."""
    return IMPORTS + quote(key)


def imports_folder(workspace: Workspace) -> Path | None:
    """Return the folder of imports; None outside a workspace, where nothing is imported."""
    own = any(layer.name == "own" for layer in workspace.layers)
    return workspace.root / FOLDER if own else None


def read_ledger(workspace: Workspace) -> Ledger:
    """Return what is imported.

    Raises:
        UnreadableError: the ledger is damaged, or names a file outside its folder.
    """
    folder = imports_folder(workspace)
    path = folder / LEDGER if folder else None
    if folder is None or path is None or not path.is_file():
        return Ledger({})
    try:
        rows: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))["tables"]
        tables = {key: Imported(**row) for key, row in rows.items()}
        home = folder.resolve()
        strays = [t.data for t in tables.values() if not (home / t.data).resolve().is_relative_to(home)]
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise _damaged(path, str(error)) from error
    if strays:
        raise _damaged(path, f"{strays[0]} leads outside")
    return Ledger(tables)


def write_ledger(workspace: Workspace, ledger: Ledger) -> None:
    """Put a ledger in force: from here on the imports are what it says."""
    folder = imports_folder(workspace)
    assert folder is not None, "imports belong to a workspace"  # noqa: S101 -- callers have made sure
    rows = {key: asdict(table) for key, table in sorted(ledger.tables.items())}
    text = json.dumps({"tables": rows}, indent=1, ensure_ascii=False)
    write_atomically(folder / LEDGER, (text + "\n").encode())


def _damaged(path: Path, why: str) -> UnreadableError:
    return UnreadableError(
        f"{path} is damaged: {why}.", f"Delete the folder {path.parent} and import the official files again."
    )
