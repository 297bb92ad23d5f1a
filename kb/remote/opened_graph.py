"""The graph that answers for a workspace: of the server that it names, or else the embedded one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.store import Knowledge, open_readonly
from kb.store.state import wanted_graphs
from kb.workspace import Workspace

if TYPE_CHECKING:
    from kb.model.graph import Graph


def open_graph(workspace: Workspace) -> Graph:
    """Open the graph of a workspace for reading.

    Raises:
        UsageError: the configuration names a server that is not allowed on this computer, or that holds
            another base.
        UnreadableError: the server does not hold what the files say, or answers what no server should.
        MissingError: it cannot be reached.
        BusyError: it has no time, or there is no embedded store yet and another process is making it.
    """
    if workspace.server is None:
        return open_readonly(workspace)
    # here, for most workspaces name no server and need no client for one
    from kb.remote.http_requests import Connection
    from kb.remote.server_graph import ServerGraph
    from kb.remote.server_permission import allowed_server
    from kb.remote.server_state import require_in_step

    connection = Connection(allowed_server(workspace))
    graph = ServerGraph(connection)
    try:
        require_in_step(graph, wanted_graphs(workspace))
    except BaseException:
        connection.close()
        raise
    return graph


def close_graph(graph: Graph) -> None:
    """Let go of the connection to a server, if there is one."""
    if not isinstance(graph, Knowledge):
        from kb.remote.server_graph import ServerGraph

        if isinstance(graph, ServerGraph):
            graph.connection.close()
