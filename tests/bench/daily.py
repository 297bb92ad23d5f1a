"""The commands of a day's work, as whole processes, against what the same libraries cost bare."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.timing import side_by_side

EXAMPLE = Path(__file__).resolve().parent.parent.parent / "builder" / "example" / "submission.md"
BARE_IMPORTS = "import yaml, pyoxigraph, rdflib, pyshacl"


def run() -> None:
    """Time help, search, check, query and build; a bare Python start or bare imports are the baselines."""
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder)}

    def python(*arguments: str, cold: bool = False) -> None:
        if cold:
            shutil.rmtree(folder / "soc-evidence", ignore_errors=True)
        command = [sys.executable, *arguments]
        subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)

    def program(*arguments: str, cold: bool = False) -> None:
        python("-m", "builder", *arguments, cold=cold)

    build = ("build", str(EXAMPLE), "--output", str(folder / "x.pdf"))
    program("search", "chain of command")
    side_by_side(
        {
            "python -c pass": lambda: python("-c", "pass"),
            "python -c 'import numpy'": lambda: python("-c", "import numpy"),
            "--help": lambda: program("--help"),
            "search --lexical": lambda: program("search", "--lexical", "chain of command"),
            "search, by words and meaning": lambda: program("search", "chain of command"),
        }
    )
    side_by_side(
        {
            f"python -c '{BARE_IMPORTS}'": lambda: python("-c", BARE_IMPORTS),
            "check, nothing remembered": lambda: program("check", cold=True),
            "check, nothing changed": lambda: program("check"),
            "query, store in step": lambda: program("query", "objections"),
            "build, store in step": lambda: program(*build),
            "build, no store": lambda: program(*build, cold=True),
        }
    )
    shutil.rmtree(folder)
