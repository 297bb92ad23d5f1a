"""Processes to be killed: forks of a server that has our modules loaded, for starting Python takes longer."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.process import BaseProcess

_LOADED = ["kb.importing", "kb.store", "kb.workspace"]
"""Without a store opened: a store has threads, which no fork takes along."""


def start(action: Callable[..., object], *arguments: object) -> BaseProcess:
    """Start a process that calls a function of ours; `join` waits for its end, `kill` is SIGKILL."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    process = context.Process(target=action, args=arguments)
    process.start()
    return process
