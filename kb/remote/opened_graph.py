"""The graph that answers for a workspace: of the server that it names, or else the embedded one."""

from __future__ import annotations

from kb.model.graph import Graph
from kb.remote.http_requests import Connection
from kb.remote.server_graph import ServerGraph
from kb.remote.server_permission import allowed_server
from kb.remote.server_state import require_in_step
from kb.store import open_readonly
from kb.store.state import wanted_graphs
from kb.workspace import Workspace


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
    connection = Connection(allowed_server(workspace))
    graph = ServerGraph(connection)
    try:
        require_in_step(graph, wanted_graphs(workspace))
    except BaseException:
        connection.close()
        raise
    return graph
