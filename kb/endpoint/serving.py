"""Serving the endpoint alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kb.endpoint.listening import Place, address_at, hosts_of, listening_at, run_application
from kb.querying.evaluation import Limits
from kb.workspace import Workspace


def serve_endpoint(
    workspace: Workspace, place: Place, tell: Callable[[str], None], origins: Sequence[str], limits: Limits
) -> None:
    """Serve the endpoint until the process is asked to end; `tell` is given its address once it answers.

    Raises:
        UsageError: the address is not one of this machine's, or the port is taken.
    """
    from kb.endpoint.endpoint_application import make_endpoint
    from kb.endpoint.query_service import QueryService

    listening = listening_at(place)
    address = f"{address_at(place, listening)}sparql"
    application = make_endpoint(QueryService(workspace, limits), hosts_of(place), origins)
    run_application(application, listening, lambda: tell(address))
