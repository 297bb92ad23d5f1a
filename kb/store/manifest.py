"""What the store says it holds: a digest for each graph, kept in a graph of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox

from kb.namespaces import FILES, iri
from kb.store.knowledge import Knowledge

MANIFEST = FILES + "manifest"
DIGEST = ox.NamedNode(iri("soce:syncedAs"))
SYNCED = "SELECT ?manifest ?g ?d { GRAPH ?manifest { ?g soce:syncedAs ?d } }"
"""Query for what is in the store; `manifest` has to be bound to MANIFEST."""
DAMAGED = (OSError, RuntimeError)
"""What Oxigraph raises for a store it cannot open or read; it has no exception of its own."""


def manifest_of(folder: Path) -> dict[str, str]:
    """Return what a reader finds in a store folder; nothing when there is none, or a damaged one."""
    if not (folder / "CURRENT").is_file():
        return {}
    try:
        store = Knowledge(ox.Store.read_only(str(folder.resolve())))
        rows = store.select(SYNCED, manifest=MANIFEST)
    except DAMAGED:
        return {}
    return {row["g"]: row["d"] for row in rows}


def manifest_quads(digests: Mapping[str, str]) -> Iterable[ox.Quad]:
    """Return the entries for these graphs."""
    graph = ox.NamedNode(MANIFEST)
    return [ox.Quad(ox.NamedNode(name), DIGEST, ox.Literal(text), graph) for name, text in digests.items()]
