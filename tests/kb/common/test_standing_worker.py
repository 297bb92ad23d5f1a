from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kb.common.halting import Halt
from kb.common.limited_worker import Bounds, Death, WorkerDiedError
from kb.common.standing_worker import StandingWorkers
from tests.kb.common.test_limited_worker import is_running

WORKER = "tests.kb.common.standing_answers"
LONG = Bounds(60)
ROOT = Path(__file__).resolve().parents[3]
posix = pytest.mark.skipif(os.name != "posix", reason="only POSIX systems bound a process")


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandingWorkers]:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    made = StandingWorkers(WORKER)
    yield made
    made.close()


def asked(workers: StandingWorkers, request: str, bounds: Bounds = LONG) -> tuple[int, str]:
    pid, _, said = workers.ask(request.encode(), bounds).decode().partition(" ")
    return int(pid), said


def test_one_worker_answers_one_request_after_the_other(workers: StandingWorkers) -> None:
    (first, said), (second, more) = asked(workers, "this"), asked(workers, "that")
    assert (said, more) == ("this", "that")
    assert first == second


@pytest.mark.parametrize("delay", [0.0, 0.3])
def test_a_request_can_be_halted_before_and_while_it_is_answered(
    delay: float, workers: StandingWorkers
) -> None:
    halt = Halt()
    threading.Timer(delay, halt.ask).start() if delay else halt.ask()
    with pytest.raises(WorkerDiedError) as caught:
        workers.ask(b"hang", LONG, halt)
    assert caught.value.death is Death.HALTED
    assert asked(workers, "this")[1] == "this"


@pytest.mark.parametrize(
    ("request_", "bounds", "death"),
    [
        ("hang", Bounds(0.5), Death.TIME),
        pytest.param("eat", Bounds(60, 1 << 30), Death.MEMORY, marks=posix),
        ("leave", Bounds(60), Death.CRASH),
    ],
)
def test_what_kills_a_worker_does_not_touch_the_next_request(
    request_: str, bounds: Bounds, death: Death, workers: StandingWorkers
) -> None:
    first, _ = asked(workers, "this")
    with pytest.raises(WorkerDiedError) as caught:
        workers.ask(request_.encode(), bounds)
    assert caught.value.death is death
    second, said = asked(workers, "that")
    assert (said, first != second) == ("that", True)


@posix
def test_a_bound_is_of_one_request(workers: StandingWorkers) -> None:
    first, _ = asked(workers, "this", Bounds(60, 1 << 29))
    assert workers.ask(b"fill", Bounds(60)) == str(1 << 30).encode()
    assert not is_running(first)  # so much memory is given back by leaving only


def test_a_worker_that_died_while_it_waited_is_replaced(workers: StandingWorkers) -> None:
    first, _ = asked(workers, "this")
    os.kill(first, 9)
    while is_running(first):
        time.sleep(0.01)
    assert asked(workers, "that")[1] == "that"


def test_several_threads_have_a_worker_each(workers: StandingWorkers) -> None:
    with ThreadPoolExecutor(4) as threads:
        said = list(threads.map(lambda number: asked(workers, str(number))[1], range(12)))
    assert said == [str(number) for number in range(12)]


def test_only_a_few_workers_stay_after_a_rush(workers: StandingWorkers) -> None:
    with ThreadPoolExecutor(7) as threads:
        used = set(threads.map(lambda _: asked(workers, "rest")[0], range(7)))
    assert sum(map(is_running, used)) <= 4


def test_a_worker_leaves_with_its_parent(tmp_path: Path) -> None:
    code = (
        "import threading, time\n"
        "from kb.common.limited_worker import Bounds\n"
        "from kb.common.standing_worker import workers_of\n"
        f"workers = workers_of({WORKER!r})\n"
        "print(workers.ask(b'this', Bounds(60)).decode().split()[0], flush=True)\n"
        "threading.Thread(target=workers.ask, args=(b'hang', Bounds(60)), daemon=True).start()\n"
        "time.sleep(60)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    for _ in range(500):
        if not is_running(worker):
            break
        time.sleep(0.01)
    assert not is_running(worker)
