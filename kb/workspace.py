"""A workspace: the bundled base plus an office's own evidence, draft and settings, anywhere on disk.

Without a `soc-evidence.toml` in the working folder or above it there is only the base, and the store goes
to the user's cache folder, so that a question asked in any folder leaves nothing behind there.
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from kb.common.files import cache_home
from kb.errors import MissingError, UsageError
from kb.namespaces import file_graph, is_id
from kb.server_settings import INSTEAD, Milvus, Server, read_milvus, read_server

CONFIG = "soc-evidence.toml"
DERIVED = ".soc-evidence"
SHIPPED = "prepared"
_KEYS = {
    "draft": "submission.md",
    "evidence": "evidence",
    "dockets": "dockets",
    "queries": "queries",
}
_ID, _STORE, _SEARCH = "id", "store", "search"


@dataclass(frozen=True, slots=True)
class Layer:
    """A set of record files under one root: the bundled `base`, or the office's `own`."""

    name: str
    root: Path
    folders: tuple[Path, ...]
    workspace: str = ""
    """Id of the workspace that an own layer is of; empty where its configuration gives none."""

    def graph(self, path: str) -> str:
        """Return the address of a file and its named graph; `path` is relative, with forward slashes."""
        return file_graph("/".join(filter(None, (self.name, self.workspace))), path)

    def path(self, graph: str) -> str:
        """Return the path of the file that a named graph was made from; empty where it is of no such file."""
        home = self.graph("")
        return unquote(graph.removeprefix(home)) if graph.startswith(home) else ""


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where everything of one office is."""

    root: Path
    """The folder of `soc-evidence.toml`, or the working folder when there is none."""
    layers: tuple[Layer, ...]
    """`base` first, then `own` where there is one."""
    derived: Path
    """Folder for the store and other things that can be made again from the files."""
    draft: Path | None
    """The draft that the configuration names."""
    queries: tuple[Path, ...]
    """Folders of named queries, the office's own first."""
    server: Server | None = None
    """The server that the configuration names for the graph; None where the embedded store answers."""
    milvus: Milvus | None = None
    """The server that it names for the passages that are searched; None where the embedded index answers."""

    @property
    def store_path(self) -> Path:
        """Folder of the embedded triple store."""
        return self.derived / "store"

    @property
    def base(self) -> Workspace:
        """The bundled base alone; what is derived from it lies in the user's cache folder, for all."""
        if len(self.layers) == 1:
            return self
        bundle = self.layers[0].root
        return Workspace(bundle, self.layers[:1], _cache_folder(bundle), None, self.queries[-1:])

    @property
    def shipped(self) -> Path:
        """What a wheel brings ready-made in place of the derived folder of the base; need not exist."""
        return self.layers[0].root / SHIPPED

    @property
    def ontology(self) -> Path:
        """Folder of the bundled ontology."""
        return self.layers[0].root / "ontology"


def open_workspace(start: Path | None = None) -> Workspace:
    """Find the workspace of a folder.

    Raises:
        UsageError: its configuration is malformed, or names a folder outside the workspace.
        MissingError: a folder was given that does not exist.
    """
    start = (start or Path.cwd()).resolve()
    if not start.is_dir():
        raise MissingError(f"There is no folder {start}.", "Give a folder that exists.")
    bundle = bundle_root()
    base = Layer("base", bundle, (bundle / "ontology", bundle / "evidence"))
    shared_queries = bundle / "ontology" / "queries"
    root = next((folder for folder in (start, *start.parents) if (folder / CONFIG).is_file()), None)
    if root is None:
        return Workspace(start, (base,), _cache_folder(bundle), None, (shared_queries,))
    name, settings, server, milvus = _settings(root)
    own = Layer("own", root, (settings["evidence"], settings["dockets"]), name)
    queries = (settings["queries"], shared_queries)
    if os.environ.get(INSTEAD) == "embedded":
        server = milvus = None
    return Workspace(root, (base, own), root / DERIVED, settings["draft"], queries, server, milvus)


def _settings(root: Path) -> tuple[str, dict[str, Path], Server | None, Milvus | None]:
    """Read the configuration: the id of the workspace, its places, all inside it, and its servers."""
    config = root / CONFIG
    try:
        table = tomllib.loads(config.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UsageError(f"{config}: {error}.", "Correct the file, or delete it.") from error
    known = sorted({*_KEYS, _ID, _STORE, _SEARCH})
    unknown = sorted(set(table) - set(known))
    if unknown:
        raise UsageError(f"{config}: `{unknown[0]}` is no setting.", f"Settings are: {', '.join(known)}.")
    name = table.get(_ID, "")
    if not isinstance(name, str) or (_ID in table and not is_id(name)):
        raise UsageError(
            f"{config}: `{_ID}` must be letters, digits, dots and hyphens.",
            f'For example: {_ID} = "bay-county"',
        )
    settings = {}
    for key, default in _KEYS.items():
        value = table.get(key, default)
        path = (root / str(value)).resolve()
        if not isinstance(value, str) or not path.is_relative_to(root):
            raise UsageError(
                f"{config}: `{key}` must name a place inside the workspace.",
                f'For example: {key} = "{default}"',
            )
        settings[key] = path
    server = read_server(table[_STORE], config) if _STORE in table else None
    milvus = read_milvus(table[_SEARCH], config, root / DERIVED) if _SEARCH in table else None
    return name, settings, server, milvus


@cache
def bundle_root() -> Path:
    """Return the folder that holds `ontology/` and `evidence/`: a clone's root, or a folder in the wheel.

    Raises:
        MissingError: the installation is incomplete.
    """
    here = Path(__file__).resolve().parent
    for root in (here / "bundled", here.parent):
        if (root / "ontology" / "context.jsonld").is_file():
            return root
    raise MissingError(
        "The ontology that belongs to the program is missing.",
        "Install soc-evidence again: pip install --force-reinstall soc-evidence",
    )


def _cache_folder(bundle: Path) -> Path:
    """Return the derived folder for the base alone, one for each installation of the program."""
    name = hashlib.sha256(str(bundle).encode()).hexdigest()[:16]
    return cache_home() / "soc-evidence" / name
