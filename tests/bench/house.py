"""How many doors a job goes through, and how the house is cut: files run, files, lines, circles, arrows up.

Beside it stand the same figures of libraries that are installed anyway, each doing one job of its own.
"""

from __future__ import annotations

import ast
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JOBS: dict[str, list[str]] = {
    "check": ["check"],
    "query": ["query", "-e", "SELECT ?c { ?c a soce:Claim } LIMIT 1"],
    "explain": ["explain", "life-saving-instructions"],
    "coverage": ["coverage"],
    "compare": ["compare", "43-5031", "33-9031"],
    "search": ["search", "--lexical", "chest compressions"],
    "build": ["build", "--output", "out.pdf"],
}
_TRACER = """
import sys
seen, importing = set(), 0
def trace(frame, event, _):
    global importing
    code = frame.f_code
    if code.co_name == "_find_and_load" and code.co_filename == "<frozen importlib._bootstrap>":
        importing += 1 if event == "call" else -1 if event == "return" else 0
    elif event == "call" and not importing and code.co_name != "<module>":
        seen.add(code.co_filename)
root, job = sys.argv[1], sys.argv[2:]
sys.path.insert(0, root)
sys.argv = ["soc-evidence", *job]
if job[0] == "markdown-it":
    def run():
        from markdown_it import MarkdownIt
        MarkdownIt().render(open(root + "/README.md").read())
    home = "markdown_it"
else:
    def run():
        from builder.cli import main
        main()
    home = root + "/"
sys.setprofile(trace)
try:
    run()
except SystemExit:
    pass
sys.setprofile(None)
print(sum(home in f and (home != root + '/' or ".venv" not in f) for f in seen), file=sys.stderr)
"""


def run() -> None:
    """Print the figures of the house, then those of the jobs."""
    modules = {name: path for package in ("kb", "builder") for name, path in _modules(package)}
    lengths = sorted(len(path.read_text("utf-8").splitlines()) for path in modules.values())
    print(f"files {len(lengths)}, lines {sum(lengths):,}, median {statistics.median(lengths):.0f}", end="")  # noqa: T201
    print(f", largest {lengths[-1]}, under 50 lines {sum(n < 50 for n in lengths) / len(lengths):.0%}")  # noqa: T201
    names = [p.name for p in modules.values() if p.name != "__init__.py"]
    print(f"file names that stand twice: {len({n for n in names if names.count(n) > 1})}")  # noqa: T201
    print(f"import circles between modules: {len(list(_circles(_arrows(modules))))}")  # noqa: T201
    print("files whose functions run in one job:")  # noqa: T201
    for job, arguments in JOBS.items():
        print(f"  {job:10} {_doors(arguments)}")  # noqa: T201
    print(f"  {'(rendering this README with markdown-it-py':10} {_doors(['markdown-it'])})")  # noqa: T201


def _modules(package: str) -> Iterator[tuple[str, Path]]:
    for path in sorted((ROOT / package).rglob("*.py")):
        yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path


def _arrows(modules: dict[str, Path]) -> dict[str, set[str]]:
    """Return module -> modules of ours that it imports, inside functions too."""
    arrows: dict[str, set[str]] = {}
    for name, path in modules.items():
        found: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                whole = {f"{node.module}.{alias.name}" for alias in node.names}
                found |= {each if each in modules else node.module for each in whole}
        arrows[name] = {each for each in found if each in modules and each != name}
    return arrows


def _circles(arrows: dict[str, set[str]]) -> Iterator[frozenset[str]]:
    """Yield groups of modules that reach one another; a package and what it gathers do not count."""
    reach = {name: _reached(name, arrows) for name in arrows}
    circles = {
        frozenset(other for other in reach[name] if name in reach[other])
        for name in arrows
        if name in reach[name]
    }
    for circle in circles:
        if len(circle) > 1:
            yield circle


def _reached(name: str, arrows: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    edge = set(arrows[name])
    while edge:
        seen |= edge
        edge = {new for each in edge for new in arrows[each]} - seen
    return seen


def _doors(job: list[str]) -> int:
    """Return how many files run in the first job of a fresh workspace, imports left out."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "XDG_CACHE_HOME": folder, "SOURCE_DATE_EPOCH": "1780000000"}
        begin = [sys.executable, "-m", "builder", "init", f"{folder}/office"]
        options = ["--contributor", "A", "--organization", "B"]
        subprocess.run([*begin, *options], cwd=ROOT, env=environment, check=True, capture_output=True)
        done = subprocess.run(
            [sys.executable, "-c", _TRACER, str(ROOT), *job],
            cwd=f"{folder}/office",
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    return int(done.stderr.strip().splitlines()[-1])
