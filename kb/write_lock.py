"""The write lock of a workspace: one process at a time changes what its people keep there.

Whatever reads records, texts, proposals, imports, verdicts or decisions in order to write some holds it from
its first look to its last file. So two people who add at once neither write over each other's documents nor
use an id twice. Who only reads never waits, and a killed process holds nothing.
"""

from __future__ import annotations

import json
import logging
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path

from kb.common.files import write_atomically
from kb.common.locks import locked
from kb.errors import BusyError, SocEvidenceError
from kb.workspace import Workspace

PATIENCE = 10.0
"""Seconds to wait for another process; most of what writes takes a fraction of that."""
STAGES = "incoming"
"""Folder below the derived one in which writers prepare; what a killed one left goes when the next begins."""
_AT_ONCE = 0.5
"""Seconds after which it is said that another process is waited for."""
_HELD: ContextVar[frozenset[Path]] = ContextVar("held", default=frozenset())
"""Locks that the running thread holds, so that a writer may call another."""
_LOG = logging.getLogger(__name__)


@contextmanager
def write_lock(workspace: Workspace) -> Iterator[None]:
    """Let nobody else write to a workspace while the block runs.

    Raises:
        BusyError: another process still writes after `PATIENCE` seconds; the message says which.
        UnreadableError: the derived folder cannot be written.
    """
    path = workspace.derived / "write.lock"
    if path in _HELD.get():
        yield
        return
    with locked(path, _AT_ONCE) as ours:
        if ours:
            with _holding(path):
                yield
            return
    _LOG.warning("%s Waiting for it …", _told(path, workspace))
    with locked(path, PATIENCE) as ours:
        if not ours:
            raise BusyError(_told(path, workspace), "Wait until it has finished, or end it, and try again.")
        with _holding(path):
            yield


@contextmanager
def _holding(path: Path) -> Iterator[None]:
    """Say in a file beside the lock who holds it; a disk too full for that is met by what is written next."""
    holder = _holder(path)
    shutil.rmtree(path.with_name(STAGES), ignore_errors=True)
    said = {"pid": os.getpid(), "host": platform.node(), "command": _command(), "since": _now()}
    with suppress(SocEvidenceError):
        write_atomically(holder, json.dumps(said).encode())
    token = _HELD.set(_HELD.get() | {path})
    try:
        yield
    finally:
        _HELD.reset(token)
        with suppress(OSError):
            holder.unlink(missing_ok=True)


def _told(path: Path, workspace: Workspace) -> str:
    """Return a sentence on who holds the lock."""
    try:
        said = json.loads(_holder(path).read_text("utf-8"))
        who = f"`{said['command']}` (process {said['pid']} on {said['host']}, since {said['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        who = "Another soc-evidence process"
    return f"{who} is writing to {workspace.root}."


def _holder(path: Path) -> Path:
    return path.with_name("write-lock-holder.json")


def _command() -> str:
    return " ".join([Path(sys.argv[0]).name or "soc-evidence", *sys.argv[1:]])[:200]


def _now() -> str:
    return datetime.now().astimezone().isoformat(" ", "seconds")
