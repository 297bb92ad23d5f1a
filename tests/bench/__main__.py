"""Run the benchmarks: `make bench`, or `python -m tests.bench NAME…` for some of them."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).parent
PARTS = (
    *("__main__", "__init__", "timing", "typst_source", "served", "keystrokes"),
    *("crowd", "workbench_crowd", "endpoint_crowd", "hostile_queries"),
)
NAMES = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in PARTS)

for name in sys.argv[1:] or NAMES:
    print(f"\n{name}\n{'=' * len(name)}")  # noqa: T201
    importlib.import_module(f"tests.bench.{name}").run()
