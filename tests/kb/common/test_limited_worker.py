from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from kb.common.limited_worker import Bounds, Death, WorkerDiedError, run_limited

WORKER = "tests.kb.common.answering_worker"
ROOT = Path(__file__).resolve().parents[3]
posix = pytest.mark.skipif(os.name != "posix", reason="only POSIX systems bound a process")


@pytest.fixture(autouse=True)
def _findable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


def test_a_worker_answers() -> None:
    assert run_limited(WORKER, b"this", Bounds(60)) == b"answer to this"


@pytest.mark.parametrize(
    ("asked", "bounds", "death"),
    [
        ("hang", Bounds(0.5), Death.TIME),
        pytest.param("eat", Bounds(60, 1 << 30), Death.MEMORY, marks=posix),
        pytest.param("abort", Bounds(60), Death.MEMORY, marks=posix),
        ("break", Bounds(60), Death.CRASH),
    ],
)
def test_a_worker_that_dies_says_of_what(asked: str, bounds: Bounds, death: Death) -> None:
    with pytest.raises(WorkerDiedError) as caught:
        run_limited(WORKER, asked.encode(), bounds)
    assert caught.value.death is death


@posix
def test_a_program_that_a_worker_started_is_ended_with_it(tmp_path: Path) -> None:
    with pytest.raises(WorkerDiedError):
        run_limited(WORKER, f"start a program {tmp_path / 'pid'}".encode(), Bounds(1))
    program = int((tmp_path / "pid").read_text())
    for _ in range(500):
        if not is_running(program):
            break
        time.sleep(0.01)
    assert not is_running(program)


def is_running(pid: int) -> bool:
    """Say whether a process is there and not yet ended."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


def test_the_last_line_of_a_crash_is_kept() -> None:
    with pytest.raises(WorkerDiedError) as caught:
        run_limited(WORKER, b"break", Bounds(60))
    assert caught.value.complaint == "ValueError: no such thing"


def test_modules_lying_in_the_users_folder_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "signal.py").write_text("raise SystemExit('run from the working folder')")
    monkeypatch.chdir(tmp_path)
    assert run_limited(WORKER, b"this", Bounds(60)) == b"answer to this"
