"""A graph that is let go of keeps no connection to its server."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock

from kb.remote.opened_graph import close_graph
from kb.remote.server_graph import ServerGraph


def test_letting_go_of_a_servers_graph_ends_its_connection() -> None:
    connection: Any = Mock()
    close_graph(ServerGraph(connection))
    connection.close.assert_called_once_with()
