"""What this process changes in folders: heard, or refused as by a full disk, through Python's audit events.

Unlike permissions this holds for the superuser too, whom tests may run as. The store writes without Python.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

Heard = Callable[[Path, bool], None]
"""Is told the path that is about to change, and whether it takes room; may raise what the system would."""

_LISTENING: list[Heard] = []


@contextmanager
def hearing(hear: Heard) -> Iterator[None]:
    """Let a function hear of every change, before it is made, while the block runs; not of its own."""
    deaf = False

    def once(path: Path, grows: bool) -> None:
        nonlocal deaf
        if not deaf:
            deaf = True
            try:
                hear(path, grows)
            finally:
                deaf = False

    _listen()
    _LISTENING.append(once)
    try:
        yield
    finally:
        _LISTENING.remove(once)


@contextmanager
def refusing(code: int, *places: Path, after: int = 0) -> Iterator[None]:
    """Refuse to write at or below some places, with an error number, once `after` changes were let through.

    What makes room is never refused.
    """
    let_through = 0

    def refuse(path: Path, grows: bool) -> None:
        nonlocal let_through
        if grows and any(path.is_relative_to(place) for place in places):
            if let_through >= after:
                raise OSError(code, os.strerror(code), str(path))
            let_through += 1

    with hearing(refuse):
        yield


@cache
def _listen() -> None:
    """Hear from now on; Python forgets no such hook."""
    sys.addaudithook(_hear)


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if _LISTENING:
        for path, grows in _changes(event, arguments):
            for hear in [*_LISTENING]:
                hear(path, grows)


def _changes(event: str, arguments: tuple[object, ...]) -> Iterator[tuple[Path, bool]]:
    """Yield what an event changes; the events are those of the table in Python's reference."""
    if event == "open":
        name, _, flags = arguments
        changes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
        if changes and isinstance(name, str | bytes | os.PathLike):
            yield _absolute(name), True
    elif event in ("os.rename", "os.link", "os.symlink"):
        yield _absolute(arguments[1]), True
    elif event in ("os.mkdir", "os.remove", "os.rmdir"):
        yield _absolute(arguments[0]), event == "os.mkdir"


def _absolute(name: object) -> Path:
    return Path(os.fsdecode(name) if isinstance(name, bytes) else str(name)).absolute()
