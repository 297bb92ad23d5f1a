"""Fifty clients of a server at once, and among them somebody who asks what no client would."""

# ruff: noqa: T201
from __future__ import annotations

import os
import random
import statistics
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle

CLIENTS, SECONDS, HOSTILE = 50, int(os.environ.get("BENCH_SECONDS", "60")), 0.01
BUSY = 503
Ask = Callable[[], tuple[int, bytes]]
"""Sends a request and returns status and body; 0 where it hung up and wants no answer.

Raises:
    OSError: there is no answer.
"""


@dataclass(frozen=True)
class Crowd:
    """What is asked of a server, and what it may answer."""

    visits: Mapping[str, Ask]
    is_right: Callable[[str, int, bytes], bool]
    """Whether a visit, by its name, was answered with what is known to be right; never asked of BUSY."""
    attacks: Mapping[str, Ask]
    is_harmless: Callable[[str, int, bytes], bool]
    """Whether an attack was answered as it may be."""


@dataclass
class Seen:
    """What one client, or all of them, met."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    states: Counter[int] = field(default_factory=Counter)
    hostile: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    longest: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Seconds until the last answer to each kind of attack."""


def run_crowd(
    crowd: Crowd, clients: int = CLIENTS, seconds: float = SECONDS, hostile: float = HOSTILE
) -> Seen:
    """Have many clients ask at once, each one request after the other, and return what they met.

    Args:
        crowd: what they ask.
        clients: how many.
        seconds: for how long.
        hostile: share of attacks among the requests; each kind has its turn.
    """
    until, seen = time.monotonic() + seconds, [Seen() for _ in range(clients)]
    attacks = cycle(random.Random(0).sample(sorted(crowd.attacks.items()), len(crowd.attacks)))
    threads = [
        threading.Thread(target=_client, args=(crowd, random.Random(number), until, attacks, hostile, one))
        for number, one in enumerate(seen)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    together = Seen()
    for one in seen:
        for name, times in one.times.items():
            together.times[name] += times
        together.states += one.states
        together.hostile += one.hostile
        together.wrong += one.wrong
        for name, last in one.longest.items():
            together.longest[name] = max(last, together.longest[name])
    return together


def tell(seen: Seen, seconds: float = SECONDS) -> None:
    """Print how many answers there were, how late, and what was wrong."""
    times = sorted(each for some in seen.times.values() for each in some)
    print(f"\n{CLIENTS} clients, {seconds:g} s: {len(times):,} answers, {len(times) / seconds:.0f} a second")
    print(f"median {statistics.median(times):.2f} s, 95th percentile {late(times):.2f} s")
    slowest = sorted(((late(some), name) for name, some in seen.times.items()), reverse=True)[:4]
    print(f"slowest at the 95th: {', '.join(f'{name} {seconds:.2f} s' for seconds, name in slowest)}")
    print(f"states {dict(seen.states)}; attacks {seen.hostile.total()}: {dict(sorted(seen.hostile.items()))}")
    last = max(seen.longest.items(), key=lambda each: each[1], default=("none", 0.0))
    print(f"answered last: {last[0]}, after {last[1]:.1f} s")
    print(f"wrong or lost: {dict(seen.wrong) or 'none'}")


def late(times: list[float]) -> float:
    """Return the 95th percentile."""
    return sorted(times)[int(len(times) * 0.95)]


def _client(
    crowd: Crowd,
    draw: random.Random,
    until: float,
    attacks: Iterator[tuple[str, Ask]],
    hostile: float,
    seen: Seen,
) -> None:
    names = sorted(crowd.visits)
    while time.monotonic() < until:
        if draw.random() < hostile:
            _attack(crowd, *next(attacks), seen)
        else:
            _visit(crowd, draw.choice(names), seen)


def _visit(crowd: Crowd, name: str, seen: Seen) -> None:
    start = time.perf_counter()
    try:
        status, body = crowd.visits[name]()
    except OSError as error:
        seen.wrong[f"{name}: {type(error).__name__}"] += 1
        return
    seen.times[name].append(time.perf_counter() - start)
    seen.states[status] += 1
    if status != BUSY and not crowd.is_right(name, status, body):
        seen.wrong[f"{name}: {status}"] += 1


def _attack(crowd: Crowd, name: str, ask: Ask, seen: Seen) -> None:
    start = time.perf_counter()
    try:
        status, body = ask()
    except OSError as error:
        seen.wrong[f"{name}: {type(error).__name__}"] += 1
        return
    seen.longest[name] = max(time.perf_counter() - start, seen.longest[name])
    seen.hostile[f"{name} {status or 'hung up'}"] += 1
    if not crowd.is_harmless(name, status, body):
        seen.wrong[f"{name}: {status}"] += 1
