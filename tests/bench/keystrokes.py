"""Findings after a keystroke, and suggestions after one, in a draft that a browser has open."""

# ruff: noqa: T201
from __future__ import annotations

import json
import re
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.served import Served, serving

KEYSTROKES = 12
LONG = 50
"""Pages that the longer draft should have."""
_KEY = "bench"


def keystrokes(root: Path) -> None:
    """Print the medians of seconds, and of processor time, from a changed word to its findings."""
    text = (root / "submission.md").read_text("utf-8")
    print(f"\n{'findings after a keystroke':34} {'waited':>8} {'processor':>11}")
    with serving(root) as served:
        for draft in (text, _longer(text, served)):
            waited, used = [], []
            for edited in _edits(draft):
                before, start = served.processor_time(), time.perf_counter()
                status, body = served.post("/draft/submission.md/findings", {"text": edited}, _KEY)
                waited.append(time.perf_counter() - start)
                used.append(served.processor_time() - before)
                assert status == 200, body
            name = f"{_pages(draft, served)} pages, {len(draft.split()):,} words"
            print(f"{name:34} {statistics.median(waited[2:]):6.2f} s {statistics.median(used[2:]):9.2f} s")


def _longer(text: str, served: Served) -> str:
    """Return the draft with its own sections once more, as many as make it LONG pages."""
    sections = re.split(r"(?m)^(?=# )", text)[1:]
    while _pages(text, served) < LONG:
        text += f"\n{sections.pop(0)}"
    return text


def _pages(text: str, served: Served) -> int:
    status, body = served.post("/draft/submission.md/pages", {"text": text}, _KEY)
    assert status == 200, body
    return int(json.loads(body)["count"])


def _edits(text: str) -> Iterator[str]:
    """Yield the text with one word more, each time at another place."""
    lines = text.split("\n")
    long = [number for number, line in enumerate(lines) if len(line) > 100]
    for number in range(KEYSTROKES):
        at = long[number * len(long) // KEYSTROKES]
        changed = lines[at].replace(" the ", f" the newly {'re' * number}read ", 1)
        yield "\n".join([*lines[:at], changed, *lines[at + 1 :]])
