"""A workspace opened for questions: its graph and records, read when first asked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kb.workspace import Workspace

if TYPE_CHECKING:
    from kb.model import Records
    from kb.model.graph import Graph
    from kb.snapshot import Snapshot
    from kb.store import Knowledge

Values = str | Iterable[str]
"""One value, or several of which one must hold."""


class OpenedWorkspace:
    """The graph as it was when the first question needed it, until `refresh`."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        """Where everything is."""
        self._opened: Snapshot | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Base {self.root}>"

    @property
    def root(self) -> Path:
        """The workspace's root, from which relative paths are taken."""
        return self.workspace.root

    @property
    def _snapshot(self) -> Snapshot:
        if self._opened is None:
            from kb.snapshot import Snapshot

            self._opened = Snapshot(self.workspace)
        return self._opened

    @property
    def graph(self) -> Graph:
        """The graph, for trusted queries of one's own code; what users write goes to `query`."""
        return self._snapshot.graph

    @property
    def embedded(self) -> Knowledge:
        """The embedded store, which holds the same as a server: for what reads statements one by one."""
        return self._snapshot.embedded

    @property
    def behind(self) -> bool:
        """Whether another process was changing the files, so that the graph is as it was before."""
        return self.workspace.server is None and self.embedded.behind

    @property
    def records(self) -> Records:
        """All records as typed values by id: `records.claims["O3b"]`, evidence, duties and the rest."""
        return self._snapshot.records

    def refresh(self) -> bool:
        """Take up what changed in the files; return whether the graph is another than before."""
        former = self._opened.held if self._opened else None
        self.close()
        return self._snapshot.held != former and former is not None

    def differs(self, other: OpenedWorkspace) -> bool:
        """Say whether the graph is another than that of another opening."""
        return self._snapshot.held != other._snapshot.held

    def close(self) -> None:
        """Let go of the graph and the search index; a later question opens them anew."""
        if self._opened:
            self._opened.close()
        self._opened = None


def several(values: Values) -> tuple[str, ...]:
    """Return one value, or several, as a tuple."""
    return (values,) if isinstance(values, str) else tuple(values)
