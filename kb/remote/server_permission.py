"""Which servers a user has allowed on this machine: a configuration alone sends nothing anywhere.

A workspace may come from somebody else, with a configuration that names their server. So what it names, the
variables of credentials included, is allowed once, and again when it changes. The list lies in the user's
configuration folder, outside every workspace.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from kb.common.files import write_atomically
from kb.errors import UsageError
from kb.server_settings import INSTEAD, Milvus, Server
from kb.workspace import Workspace


def allowed_server(workspace: Workspace) -> Server:
    """Return the server that the configuration of a workspace names.

    Raises:
        UsageError: it names none, or one that is not allowed on this computer.
    """
    if workspace.server is None:
        raise _nothing_named()
    require_allowed(workspace.server)
    return workspace.server


def require_allowed(named: Server | Milvus) -> None:
    """Do nothing where what a configuration names is allowed, or is no other computer.

    Raises:
        UsageError: it is not.
    """
    if named.hosts and named.fingerprint not in _allowed():
        raise UsageError(
            f"The configuration names a server that is not allowed on this computer: {named.hosts}.",
            "If you trust it, allow it once: soc-evidence push --allow. "
            f"To answer from the files meanwhile: export {INSTEAD}=embedded",
        )


def allow_server(workspace: Workspace) -> tuple[str, ...]:
    """Remember that what a configuration names may be asked and written to; return its hosts.

    Raises:
        UsageError: it names no server.
        UnwritableError: the list cannot be written.
    """
    named = [server for server in (workspace.server, workspace.milvus) if server and server.hosts]
    if not named:
        raise _nothing_named()
    known = {**_allowed(), **{server.fingerprint: server.hosts for server in named}}
    write_atomically(_list(), json.dumps(known, indent=1).encode())
    return tuple(server.hosts for server in named)


def _nothing_named() -> UsageError:
    return UsageError(
        "The configuration names no server.",
        "Add [store] with name, query and update to soc-evidence.toml; see docs/larger-bases.md",
    )


def _allowed() -> dict[str, str]:
    """Return the hosts of what is allowed, by fingerprint; a damaged list allows nothing."""
    try:
        known = json.loads(_list().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _list() -> Path:
    """Return the file of the list (XDG Base Directory Specification)."""
    home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(home) / "soc-evidence" / "allowed-servers.json"
