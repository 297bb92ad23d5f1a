"""The difference between the store and the files, and the cheapest safe way to make it."""

from __future__ import annotations

from dataclasses import dataclass

from kb.namespaces import IMPORTS
from kb.store.overlap import is_small
from kb.store.wanted import Wanted

MANY = 200
"""Changed record files from which a bulk load is quicker than an update."""


@dataclass(frozen=True, slots=True)
class Change:
    """The graphs to take out and to put in, sorted."""

    stale: tuple[str, ...]
    fresh: tuple[str, ...]

    @property
    def is_large(self) -> bool:
        """Say whether it takes a new store folder: imported tables, or many files at once."""
        graphs = (*self.stale, *self.fresh)
        return len(graphs) > MANY or any(graph.startswith(IMPORTS) for graph in graphs)

    @property
    def drops_imports(self) -> bool:
        """Say whether a large imported table goes; taking one out costs more than making the store anew."""
        return any(graph.startswith(IMPORTS) and not is_small(graph) for graph in self.stale)

    def __bool__(self) -> bool:
        return bool(self.stale or self.fresh)


def change_from(current: dict[str, str], wanted: Wanted) -> Change:
    """Return what has to change in a store that holds `current`."""
    stale = sorted(graph for graph, digest in current.items() if wanted.digests.get(graph) != digest)
    fresh = sorted(graph for graph, digest in wanted.digests.items() if current.get(graph) != digest)
    return Change(tuple(stale), tuple(fresh))
