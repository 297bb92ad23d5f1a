"""Digests that decide whether anything has to be read, stored or checked again."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from kb.records.collection import graph_of
from kb.records.evidence_files import find_files
from kb.workspace import Workspace

_PROGRAM = Path(__file__).parent.parent
"""The knowledge base's own code: findings change with it."""


def file_digests(workspace: Workspace) -> dict[str, str]:
    """Return a digest for every file's graph, with everything else that decides what it becomes."""
    wanted: dict[str, str] = {}
    for layer in workspace.layers:
        paths, _ = find_files(layer)
        digests = {graph_of(layer, path): _file_digest(path) for path in paths}
        folders = "".join(v for g, v in sorted(digests.items()) if g.endswith("/contribution.yaml"))
        salt = _reader_digest(workspace.ontology) + folders
        for graph, digest in digests.items():
            wanted[graph] = hashlib.sha256((salt + digest).encode()).hexdigest()
    return wanted


def rules_digest(workspace: Workspace) -> str:
    """Return a digest of all code and shapes that findings depend on."""
    parts = [*sorted(_PROGRAM.rglob("*.py")), *sorted((workspace.ontology / "shapes").rglob("*.ttl"))]
    return _digest_of(tuple(parts))


@cache
def _reader_digest(ontology: Path) -> str:
    """Digest of the code and tables that turn files into graphs."""
    code = sorted([*(_PROGRAM / "records").glob("*.py"), *(_PROGRAM / "common").glob("*.py")])
    return _digest_of((*code, ontology / "context.jsonld", ontology / "kinds.yaml"))


@cache
def _digest_of(paths: tuple[Path, ...]) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def _file_digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "unreadable"
