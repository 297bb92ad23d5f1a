"""Imported tables: the ledger of those in force, and their way into the store.

`imports/ledger.json` is the truth about imports and its replacement is the moment at which one takes effect:
data files carry the beginning of their own hash in their name, a new import adds files, replaces the ledger
in one step, and only then removes what the ledger no longer names.

Tables go into the store in bulk: each whole in its own graph, whatever other graphs state too, and in the
merge of all graphs.
"""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import quote

import pyoxigraph as ox

from kb.common.files import write_atomically
from kb.errors import UnreadableError
from kb.namespaces import IMPORTS
from kb.workspace import Workspace

FOLDER = "imports"
LEDGER = "ledger.json"
_SERIES = frozenset({"oews"})
"""Data sets whose editions are a series."""

_PIECE = 1 << 20
_END = b" .\n"
"""What ends a statement in the files of imports, and occurs nowhere else: line ends in texts are escaped."""
_SMALL = "soc"
"""The data set whose tables are cheap to take out of a store."""


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
    remarks: tuple[str, ...] = ()
    """What was odd about the file, each a sentence."""


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
        tables = {
            key: Imported(**{**row, "remarks": tuple(row.get("remarks", ()))}) for key, row in rows.items()
        }
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


def dataset_of(graph: str) -> str:
    """Return the data set of an imported table, or an empty string for other graphs."""
    return graph.removeprefix(IMPORTS).partition("/")[0] if graph.startswith(IMPORTS) else ""


def is_small(graph: str) -> bool:
    """Say whether an imported table is cheap to take out of a store."""
    return dataset_of(graph) == _SMALL


def load_imports(store: ox.Store, tables: Mapping[str, Path]) -> None:
    """Load the N-Triples of imported tables, each into its graph and into the merge.

    They go in as one stream: the store gets a third of the files, and two thirds of the size, that one load
    a table would give it. A file that names graphs of its own does not parse, so none can speak for another.

    Raises:
        UnreadableError: a file is damaged.
    """
    if not tables:
        return
    stream = _Stream(_quads(tables))
    try:
        store.bulk_load(cast(IO[bytes], stream), ox.RdfFormat.N_QUADS)
    except (SyntaxError, ValueError, EOFError, gzip.BadGzipFile) as error:
        raise UnreadableError(
            f"An imported table is damaged: {error}.", "Import the official files again, with --again."
        ) from error


def _quads(tables: Mapping[str, Path]) -> Iterator[bytes]:
    """Yield whole lines of all files, as they are for the merge, and with the graph put in."""
    for graph, path in tables.items():
        end = f" <{graph}> .\n".encode()
        rest = b""
        with gzip.open(path, "rb") as archive:
            while piece := archive.read(_PIECE):
                whole, _, rest = (rest + piece).rpartition(b"\n")
                lines = whole + b"\n"
                yield lines
                yield lines.replace(_END, end)
        if rest:
            raise ValueError(f"{path.name} ends in the middle of a line")


class _Stream(io.RawIOBase):
    """Pieces of bytes as a file to read from."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces = pieces
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes; none at the end."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._left = memoryview(piece)
        size = len(self._left) if size < 0 else size
        found, self._left = bytes(self._left[:size]), self._left[size:]
        return found
