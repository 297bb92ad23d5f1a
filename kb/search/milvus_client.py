"""The client of a Milvus server, or of milvus-lite within this process, and what it says when it fails."""

from __future__ import annotations

import importlib.util
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from kb.common.program import install_extra
from kb.errors import BusyError, MissingError
from kb.remote.server_answers import words_of
from kb.server_settings import INSTEAD, Milvus

SECONDS = 30.0
"""For one answer."""
PATIENCE = 10.0
"""Seconds to wait for another process that has milvus-lite's file open."""
_LOOK = 0.2


def milvus_client(server: Milvus) -> Any:
    """Return the client, connected.

    Raises:
        MissingError: a package is not installed, or the server cannot be reached.
        BusyError: it is a file that another process has open.
    """
    if importlib.util.find_spec("pymilvus") is None:
        raise MissingError(
            "The configuration names a Milvus server, and pymilvus is not installed.",
            f"{install_extra('milvus')}, or take [search] out of soc-evidence.toml",
        )
    milvus: Any = import_module("pymilvus")
    for library in ("pymilvus", "milvus_lite"):  # they log with tracebacks what is told here
        logging.getLogger(library).setLevel(logging.CRITICAL + 1)
    address = server.milvus
    if not address.startswith("http"):
        _open_file(Path(address))
    with answering(address):
        return milvus.MilvusClient(uri=address, token=server.token, timeout=SECONDS)


def _open_file(file: Path) -> None:
    """Have milvus-lite open its file, which only one process may have open.

    Raises:
        MissingError: milvus-lite is not installed, or cannot read the file.
        BusyError: another process has the file open.
    """
    if importlib.util.find_spec("milvus_lite") is None:
        raise MissingError(
            f"The configuration names {file.name}, and milvus-lite, which reads it, is not installed.",
            f"{install_extra('milvus')}, or name a server in [search]",
        )
    lite: Any = import_module("milvus_lite")
    servers: Any = import_module("milvus_lite.server_manager").server_manager_instance
    file.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + PATIENCE
    while servers.start_and_get_uri(str(file)) is None:  # and says not why
        try:
            lite.MilvusLite(str(file)).close()
        except lite.DataDirLockedError as error:
            if time.monotonic() > deadline:
                raise BusyError(
                    f"Another process has {file.name} open, and milvus-lite lets only one at a time.",
                    f"Try again when it is done, name a Milvus server, or search with {INSTEAD}=embedded",
                ) from error
        except (lite.MilvusLiteError, OSError, ValueError) as error:
            raise _failed(str(file), str(error)) from error
        time.sleep(_LOOK)


@contextmanager
def answering(address: str) -> Iterator[None]:
    """Tell what the client raises as an error with a remedy."""
    milvus: Any = import_module("pymilvus")
    try:
        yield
    except (milvus.MilvusException, ValueError, OSError) as error:
        raise _failed(address, str(getattr(error, "message", "") or error)) from error


def _failed(address: str, said: str) -> MissingError:
    words = words_of(said.encode(), 200)
    if not address.startswith("http"):
        return MissingError(
            f"milvus-lite cannot read {address}: {words}", "Delete it; it is made again at the next search."
        )
    return MissingError(
        f"The Milvus server {address} does not answer: {words}",
        f"Start it, correct `milvus` or `token-variable` in [search], or search with {INSTEAD}=embedded",
    )
