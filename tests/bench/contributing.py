"""Taking in generated contribution files: the cost of each stays the same as their number grows."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from kb.contributing import Contribution, carry_out, planned
from kb.workspace import open_workspace

COUNTS = (1250, 2500, 5000, 10_000)
_VERBS = ("takes", "answers", "records", "reviews", "transfers", "logs", "confirms", "repeats")
_FILE = """\
source:
  id: center-{n}
  type: report
  title: Procedures of center {n}
  author: [{{literal: Center {n}}}]
  issued: 2025-0{month}
  authority: government-page
evidence:
  - id: center-{n}-instructions
    statement: Staff of center {n} give medical instructions by protocol on every cardiac call.
    locator: {{section: {section}}}
    about: [43-5031]
    verification: verified
  - id: center-{n}-{verb}
    statement: Each shift of center {n} {verb} calls in {seconds} seconds on average.
    locator: {{page: {section}}}
    about: [43-5031]
    verification: verified
"""


def generate(folder: Path, count: int) -> None:
    """Write `count` files, each a source with two evidence items."""
    folder.mkdir(parents=True)
    for n in range(count):
        text = _FILE.format(
            n=n, month=1 + n % 9, section=1 + n % 40, verb=_VERBS[n % len(_VERBS)], seconds=5 + n % 50
        )
        (folder / f"center-{n}.yaml").write_text(text)


def take_in(count: int) -> tuple[float, float, float, float]:
    """Return the seconds to check, to write, and to find that all is there already, and CPU seconds."""
    root = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        office = root / "office"
        (office / "evidence").mkdir(parents=True)
        (office / "soc-evidence.toml").touch()
        generate(root / "received", count)
        workspace = open_workspace(office)
        contribution = Contribution("Dana Reyes", "Bay County ECC", "CC-BY-4.0", "2026-11-21")
        began, worked = time.perf_counter(), time.process_time()
        with planned(workspace, [root / "received"], contribution) as addition:
            checked = time.perf_counter()
            errors = [finding.message for finding in addition.findings if finding.severity.label == "error"]
            if errors:
                raise AssertionError(errors[:3])
            carry_out(addition)
        written = time.perf_counter()
        worked = time.process_time() - worked
        with planned(workspace, [root / "received"], contribution) as again:
            if again.files:
                raise AssertionError("a repeated addition adds something")
        return checked - began, written - checked, time.perf_counter() - written, worked
    finally:
        shutil.rmtree(root)


def run(counts: tuple[int, ...] = COUNTS) -> None:
    """Print the time of each stage, and the processor time that a file costs to take in."""
    print(f"{'files':>7}{'check':>9}{'write':>9}{'again':>9}{'CPU ms/file':>13}")  # noqa: T201
    for count in counts:
        checked, written, again, worked = take_in(count)
        each = 1000 * worked / count
        print(f"{count:7}{checked:8.2f}s{written:8.2f}s{again:8.2f}s{each:13.2f}")  # noqa: T201
