"""Timing side by side: alternate the candidates, report medians and the ratio to the baseline; work done."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path


def side_by_side(candidates: Mapping[str, Callable[[], object]], *, rounds: int = 5) -> dict[str, float]:
    """Run the candidates in turn, `rounds` times, and print medians; the first one is the baseline."""
    times: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(rounds):
        for name, work in candidates.items():
            start = time.perf_counter()
            work()
            times[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(values) for name, values in times.items()}
    baseline = next(iter(medians.values()))
    for name, median in medians.items():
        spread = max(times[name]) - min(times[name])
        print(f"{name:58} {median:8.3f} s  ±{spread / 2:.3f}  x{median / baseline:.2f}")  # noqa: T201
    return medians


def worked() -> float:
    """Return the seconds that this process and those it started had a processor, as Linux counts them.

    What else the machine does disturbs it less than the time that passes.
    """
    children = Path("/proc/thread-self/children").read_text().split()
    times = (Path(f"/proc/{child}/schedstat").read_text().split()[0] for child in children)
    return time.process_time() + sum(map(int, times)) / 1e9
