"""Work on what may be hostile, in a process of its own that is bounded in time and memory and can be ended.

A worker is a module with a function `main() -> None` that reads a request from standard input and writes its
answer to standard output. It inherits no open file, imports no module from the user's current folder, and
leaves no core dump. Programs that it starts are bounded in memory as it is, and ended with it.
"""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO

_EXHAUSTED = 77
"""Exit code of a worker that ran out of memory and could still say so."""
_GRACE = 2
"""Seconds after which a worker ends itself, should its parent be gone."""
_STARVED = ("memory allocation", "bad_alloc", "Resource temp")
"""What libraries print when they get no more memory, before they abort."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a worker may use."""

    seconds: float
    memory: int = 0
    """Bytes of address space, where the system can bound it; 0 means no bound."""
    file_size: int = 0
    """Bytes of a file that it writes; 0 means no bound."""


class Death(StrEnum):
    """Why a worker gave no answer."""

    TIME = "time"
    MEMORY = "memory"
    DEPTH = "depth"
    """It called itself too often: what it was given is nested too deeply."""
    CRASH = "crash"
    HALTED = "halted"
    """Somebody asked for its end."""


class WorkerDiedError(Exception):
    """A worker gave no answer.

    Attributes:
        death: why.
        complaint: the last line that it printed, or its exit code.
    """

    def __init__(self, death: Death, complaint: str = "") -> None:
        super().__init__(complaint or death.value)
        self.death = death
        self.complaint = complaint


def run_limited(module: str, request: bytes, bounds: Bounds) -> bytes:
    """Run a worker and return its answer; it is ended in every case, also when this process is interrupted.

    Raises:
        WorkerDiedError: it ran into a bound, or came to an end without an answer.
    """
    pipe = subprocess.PIPE
    with start_module(__name__, [module, str(bounds.seconds), str(bounds.memory)], pipe) as process:
        try:
            answer, complaint = process.communicate(request, bounds.seconds)
        except BaseException as error:
            end_process(process)
            if isinstance(error, subprocess.TimeoutExpired):
                raise WorkerDiedError(Death.TIME) from None
            raise
    if process.returncode:
        raise death_of(process.returncode, complaint.decode(errors="replace"))
    return answer


def start_module(module: str, arguments: Sequence[str], stderr: IO[bytes] | int) -> subprocess.Popen[bytes]:
    """Start a module of ours as a program of its own, in a process group of its own."""
    root = str(Path(__file__).resolve().parents[2])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "RUST_BACKTRACE": "0"}
    command = [sys.executable, "-P", "-m", module, *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(  # noqa: S603 - our own module
        command, stdin=pipe, stdout=pipe, stderr=stderr, env=environment, start_new_session=True
    )


def end_process(process: subprocess.Popen[bytes]) -> None:
    """End a worker and the programs that it started, which are of its process group where there are such."""
    if process.poll() is None and hasattr(os, "killpg"):
        with suppress(ProcessLookupError):  # it may end just now, or be ended by another thread
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def death_of(code: int, complaint: str) -> WorkerDiedError:
    """Return what the end of a worker means; native libraries abort when they get no more memory."""
    if -code in (getattr(signal, "SIGALRM", None), getattr(signal, "SIGPROF", None)):
        return WorkerDiedError(Death.TIME)
    if -code == getattr(signal, "SIGSEGV", None) or "overflowed its stack" in complaint:
        return WorkerDiedError(Death.DEPTH)
    starved = code == _EXHAUSTED or any(mark in complaint for mark in _STARVED)
    if starved or -code in (signal.SIGABRT, getattr(signal, "SIGKILL", None)):
        return WorkerDiedError(Death.MEMORY)
    last = complaint.strip().splitlines()[-1:] or [f"exit code {code}"]
    return WorkerDiedError(Death.CRASH, last[0])


def _serve(module: str, seconds: float, memory: int) -> int:
    """Be the worker: import the module, then bound this process, then work."""
    main = importlib.import_module(module).main
    _limit(seconds, memory)
    try:
        main()
        sys.stdout.flush()
    except MemoryError:
        return _EXHAUSTED
    return 0


def _limit(seconds: float, memory: int) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE)
    bound_process(memory)


def bound_process(memory: int, file_size: int = 0) -> None:
    """Bound the memory of this process and the files it writes, in bytes; 0 is no bound. It dumps no core."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, file_size)):
        hard = resource.getrlimit(kind)[1]
        wanted = most or hard
        resource.setrlimit(kind, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


if __name__ == "__main__":
    sys.exit(_serve(sys.argv[1], float(sys.argv[2]), int(sys.argv[3])))
