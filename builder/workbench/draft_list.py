"""The drafts of a workspace: Markdown files at its root that begin as drafts do, each opened once."""

from __future__ import annotations

import threading
from pathlib import Path

from builder.workbench.open_draft import OpenDraft
from kb.errors import MissingError
from kb.workspace import Workspace

_BEGINS = b"---"


class DraftList:
    """The drafts of one workspace, in the order in which they are offered."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._open: dict[str, OpenDraft] = {}
        self._opening = threading.Lock()

    def names(self) -> list[str]:
        """Return the names of the drafts, the workspace's own first."""
        own = self.workspace.draft
        found = [path for path in sorted(self.workspace.root.glob("*.md")) if _is_draft(path)]
        if own is not None and own.is_file() and own.parent == self.workspace.root:
            found = [own, *(path for path in found if path != own)]
        return [path.name for path in found] if len(self.workspace.layers) > 1 else []

    def at(self, name: str) -> OpenDraft:
        """Return a draft by its file's name.

        Raises:
            MissingError: the workspace has no such draft.
        """
        if name not in self.names():
            raise MissingError(f"There is no draft {name}.", "Choose one of those under Drafts.")
        with self._opening:
            if name not in self._open:
                self._open[name] = OpenDraft(self.workspace, self.workspace.root / name)
            return self._open[name]

    def close(self) -> None:
        """Let go of all that are open."""
        for draft in self._open.values():
            draft.close()


def _is_draft(path: Path) -> bool:
    """Say whether a file begins with front matter; what cannot be read is no draft."""
    try:
        with path.open("rb") as file:
            return file.read(8).removeprefix(b"\xef\xbb\xbf").startswith(_BEGINS)
    except OSError:
        return False
