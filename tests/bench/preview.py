"""A look at the example after a one-word edit, in one process, beside setting its pages alone."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import builder
from builder.layout import render
from builder.workspace import Contributor, example_drafts, make_workspace

_ROUNDS = 5


def run() -> None:
    """Print medians of processor time and their ratio to the layout."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch, "office")
        make_workspace(root, Contributor("A. Clerk", "An office", "CC-BY-4.0"), example_drafts())
        preview = builder.preview(root)
        first = preview.look()
        assert first is not None
        text = preview.draft.read_text("utf-8")
        layout, look, findings = [], [], []
        for number in range(_ROUNDS):
            layout.append(_seconds(lambda: render(first.prepared.document)))
            preview.draft.write_text(text.replace("We ask", f"We now ask{' again' * number}", 1), "utf-8")
            look.append(_seconds(preview.look))
            preview.draft.write_text(text.replace("We ask", f"We also ask{' again' * number}", 1), "utf-8")
            findings.append(_seconds(preview.examine))
    alone = statistics.median(layout)
    print(f"layout alone            {alone:.2f} s")  # noqa: T201
    for name, seconds in (("look after an edit", look), ("findings after an edit", findings)):
        median = statistics.median(seconds)
        print(f"{name:<23} {median:.2f} s, {median / alone:.2f} of the layout")  # noqa: T201


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
