"""The start of the `soc-evidence` command: see that `kb` and `builder` are ours, then hand over.

Other distributions bring packages of these names, too; installed beside ours they stand in its place, or
write over its files. This module has a name that none of them has, and imports nothing before it has looked.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

PACKAGES = {"kb": "cli/app.py", "builder": "cli/__init__.py"}
"""Our packages, each with a file that only ours has."""
MARK = '__distribution__ = "soc-evidence"'
"""What the first file of each package says."""
EXIT_CODE = 3
"""As `kb.errors.ExitCode.MISSING`, which cannot be asked for before this is done."""


def foreign_package() -> str:
    """Return what stands in the place of one of our packages, in a sentence; empty when all is well."""
    for name, ours in PACKAGES.items():
        found = find_spec(name)
        if found is None or not found.origin:
            return f"The package `{name}` that belongs to soc-evidence is missing."
        folder = Path(found.origin).resolve().parent
        if not (folder / ours).is_file():
            return f"`{name}` in {folder.parent} is another program's package, which stands in our place."
        if MARK not in Path(found.origin).read_text("utf-8", errors="replace"):
            return f"{found.origin} was written over by another program's package of the same name."
    return ""


def main() -> None:
    """Run the command line, or say which foreign package is in the way."""
    message = foreign_package()
    if message:
        sys.stderr.write(
            f"soc-evidence: {message}\n"
            "  help: Install soc-evidence into an environment of its own: python -m venv NAME\n"
        )
        sys.exit(EXIT_CODE)
    from builder.cli import main as run

    run()


if __name__ == "__main__":
    main()
