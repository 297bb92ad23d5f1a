"""The base on a server: allowing one, bringing it up to date, comparing it with the files."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kb.common.output import Results, results
from kb.face.opened_workspace import OpenedWorkspace

if TYPE_CHECKING:
    from kb.remote.pushing import Pushed
    from kb.remote.server_verification import StrangeGraph


class PushedBase(OpenedWorkspace):
    """The base on the server that the workspace's configuration names."""

    def allow_server(self) -> tuple[str, ...]:
        """Allow, for this user on this computer, what the configuration names as it is now; return its hosts.

        Raises:
            UsageError: it names no server.
        """
        from kb.remote.server_permission import allow_server

        return allow_server(self.workspace)

    def push(self, progress: Callable[[int, int], None] | None = None) -> Pushed:
        """Make the server hold what the files say, and make sure that it does.

        Raises:
            SocEvidenceError: the server is not allowed, cannot be reached, refuses, is full, holds another
                base, or is being written to. What was pushed until then stays; the next push goes on.
        """
        from kb.remote.pushing import push

        return push(self.workspace, progress)

    def push_state(self) -> Pushed:
        """Return what a push would do."""
        from kb.remote.pushing import pushed_state

        return pushed_state(self.workspace)

    def pushed_differences(self) -> Results[StrangeGraph]:
        """Return the graphs of which the server has other statements than the files."""
        from kb.remote.server_verification import strange_graphs

        return results(strange_graphs(self.workspace))
