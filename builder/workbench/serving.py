"""Serving the workbench: the address, the token where one is needed, and an end without noise."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from builder.workbench.request_guards import Access
from kb.endpoint.listening import Place, address_at, hosts_of, listening_at, run_application
from kb.workspace import Workspace


def serve(
    workspace: Workspace, place: Place, tell: Callable[[str], None], *, read_only: bool = False
) -> None:
    """Serve the workbench until the process is asked to end; `tell` is given its address once it answers.

    Raises:
        UsageError: the address is not one of this machine's, or the port is taken.
    """
    from builder.workbench.application import make_application

    listening = listening_at(place)
    token = "" if place.private or read_only else secrets.token_urlsafe(24)
    access = Access(hosts_of(place), token)
    address = address_at(place, listening) + (f"?token={token}" if token else "")
    application = make_application(workspace, access, read_only=read_only)
    run_application(application, listening, lambda: tell(address))
