"""The lowest version of each dependency that pyproject.toml admits, as constraints for pip.

`make lowest` installs these and runs the core of the suite with them; `make newest` does so with whatever is
newest within the bounds. What is not seen to work there does not belong within the bounds.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
_RANGE = re.compile(r"(?P<name>[\w.-]+)>=(?P<lowest>[\w.]+),<(?P<bound>[\w.]+)")


def ranges() -> dict[str, tuple[str, str]]:
    """Return the lowest version and the excluded upper bound of each dependency of the program, by name.

    Raises:
        ValueError: a dependency has no bounds, or is pinned.
    """
    dependencies: list[str] = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"]
    found = {}
    for written in dependencies:
        match = _RANGE.fullmatch(written)
        if match is None:
            raise ValueError(f"{written} has no lower and upper bound")
        found[match["name"]] = (match["lowest"], match["bound"])
    return found


if __name__ == "__main__":
    sign = {"lowest": "==", "newest": ">="}[sys.argv[1]]
    print("\n".join(f"{name}{sign}{lowest}" for name, (lowest, _) in ranges().items()))  # noqa: T201 - its output
