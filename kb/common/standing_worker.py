"""Workers that stay for the next request, for work so short that starting a process would cost more.

A worker is a module with a function `answer(request: bytes) -> bytes`, which is given one request after the
other, each with its bounds; requests and answers are one line each. What kills a worker kills no other: the
next request gets a new one. A worker leaves by itself when its parent is gone, whatever it is doing then,
and after a request that took much memory.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import queue
import re
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from kb.common.halting import Halt
from kb.common.limited_worker import (
    Bounds,
    Death,
    WorkerDiedError,
    bound_process,
    death_of,
    end_process,
    start_module,
)

_MOST_IDLE = 4
"""Workers that are kept for later."""
_HEAVY = 512 << 20
"""Bytes that a worker may have held at once and still be kept: memory is not all given back."""
_GIVES_WAY = 5
"""How much lower the priority of a worker is than of who asks: hard work must not hold up easy answers."""
_STAYS, _LEAVES = b"stays", b"leaves"


class StandingWorkers:
    """Workers of one module; several threads may ask, each request has a worker to itself."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._idle: list[_Worker] = []
        self._changing = threading.Lock()

    def make_ready(self, number: int = 1) -> None:
        """Have workers started until so many wait for a request; that takes a while and is not waited for."""
        with self._changing:
            while len(self._idle) < number:
                self._keep(_Worker(self._module))

    def ask(self, request: bytes, bounds: Bounds, halt: Halt | None = None) -> bytes:
        """Have a request answered, on one line each; the worker is ended unless it answers.

        Raises:
            WorkerDiedError: it ran into a bound, was halted, or came to an end without an answer.
        """
        halt = halt or Halt()
        while True:
            worker = self._taken()
            try:
                answer, stays = worker.ask(request, bounds, halt)
            except _GoneError:
                worker.end()
                continue
            except BaseException:
                worker.end()
                raise
            self._put_back(worker, stays=stays)
            return answer

    def close(self) -> None:
        """End the workers that wait for a request."""
        with self._changing:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()

    def _taken(self) -> _Worker:
        with self._changing:
            if self._idle:
                return self._idle.pop()
        return _Worker(self._module)

    def _put_back(self, worker: _Worker, *, stays: bool) -> None:
        with self._changing:
            if stays and len(self._idle) < _MOST_IDLE:
                self._keep(worker)
                return
        worker.end()

    def _keep(self, worker: _Worker) -> None:
        worker.waited = True
        self._idle.append(worker)


class _GoneError(Exception):
    """A worker that waited had come to an end before it was given anything."""


class _Worker:
    """One process, and what it complains of."""

    def __init__(self, module: str) -> None:
        self.waited = False
        """Whether it was kept for this request, so that it may have come to an end meanwhile."""
        self._ready = False
        """Whether it has said that it began; what that takes is none of a request's time."""
        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self._process = start_module(__name__, [module], self._complaints)

    def ask(self, request: bytes, bounds: Bounds, halt: Halt) -> tuple[bytes, bool]:
        given, taken = self._process.stdin, self._process.stdout
        assert given is not None and taken is not None, "both are pipes"  # noqa: S101
        head = json.dumps([bounds.seconds, bounds.memory, bounds.file_size]).encode()
        try:
            given.write(head + b"\n" + request + b"\n")
            given.flush()
        except BrokenPipeError:
            raise (_GoneError if self.waited else self._death()) from None
        if not self._ready and not taken.readline():
            raise self._death()
        self._ready = True
        late = threading.Event()
        timer = threading.Timer(bounds.seconds, self._stop, [late])
        timer.daemon = True
        timer.start()
        try:
            with halt.ending(lambda: end_process(self._process)):
                answer, state = taken.readline(), taken.readline()
        finally:
            timer.cancel()
        if not state:
            if halt.asked:
                raise WorkerDiedError(Death.HALTED)
            if late.is_set():
                raise WorkerDiedError(Death.TIME)
            raise self._death()
        return answer.rstrip(b"\n"), state.strip() == _STAYS and not (late.is_set() or halt.asked)

    def _stop(self, late: threading.Event) -> None:
        late.set()
        end_process(self._process)

    def _death(self) -> WorkerDiedError:
        code = self._process.wait()
        self._complaints.seek(0)
        return death_of(code, self._complaints.read().decode(errors="replace"))

    def end(self) -> None:
        end_process(self._process)
        for pipe in (self._process.stdin, self._process.stdout, self._complaints):
            with suppress(OSError):  # what was written last reaches nobody
                pipe.close() if pipe else None
        self._process.wait()


_WORKERS: dict[str, StandingWorkers] = {}


def workers_of(module: str) -> StandingWorkers:
    """Return the workers of a module that all of this process share; they are ended with it."""
    if module not in _WORKERS:
        _WORKERS[module] = StandingWorkers(module)
        atexit.register(_WORKERS[module].close)
    return _WORKERS[module]


def _serve(module: str) -> int:
    """Be a worker: answer one request after the other, until nobody asks any more."""
    if hasattr(os, "nice"):
        os.nice(_GIVES_WAY)
    answer: Callable[[bytes], bytes] = importlib.import_module(module).answer
    sys.stdout.buffer.write(b"ready\n")
    sys.stdout.buffer.flush()
    requests: queue.Queue[bytes] = queue.Queue()
    threading.Thread(target=_receive, args=[requests], daemon=True).start()
    while True:
        seconds, memory, file_size = json.loads(requests.get())
        request = requests.get()
        bound_process(memory, file_size)
        _bound_work(seconds)
        try:
            said = answer(request)
        except MemoryError:
            sys.stderr.write("memory allocation failed")
            return 1
        _bound_work(0)
        bound_process(0)
        sys.stdout.buffer.write(said + b"\n" + (_LEAVES if _is_heavy() else _STAYS) + b"\n")
        sys.stdout.buffer.flush()


def _receive(requests: queue.Queue[bytes]) -> None:
    """Take in requests; when their end is reached the parent is gone, and whatever is done is for nobody."""
    for line in sys.stdin.buffer:
        requests.put(line.rstrip(b"\n"))
    os._exit(0)


def _bound_work(seconds: float) -> None:
    """Have the system end this process after some time of work, should the parent be unable to."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds * 2 + 2 if seconds else 0)


def _is_heavy() -> bool:
    """Say whether this process has held much memory; `ru_maxrss` would count what its parent held, too."""
    try:
        status = Path("/proc/self/status").read_text("ascii", "replace")
    except OSError:  # no Linux
        return False
    held = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    return held is not None and int(held[1]) * 1024 > _HEAVY


if __name__ == "__main__":
    sys.exit(_serve(sys.argv[1]))
