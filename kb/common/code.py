"""What the program's own code is, as a digest: whatever is derived by it is made again when it changes."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(kb[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]+)|import[ \t]+(kb[\w.]*))",
    re.MULTILINE,
)
"""Read by pattern, for the syntax trees of sixty modules take longer than most commands."""


@cache
def code_digest(modules: tuple[str, ...], packages: tuple[str, ...] = ()) -> str:
    """Return a digest of some modules, of every module of ours that they import, and of packages' versions.

    Imports count wherever they stand, also inside functions.
    """
    parts = [path.read_bytes() for path in code_of(*modules)]
    parts += [f"{package} {version(package)}".encode() for package in packages]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def code_of(*modules: str) -> list[Path]:
    """Return the files of some modules and of every module of ours that they import, sorted."""
    found: set[Path] = set()
    waiting = list(modules)
    while waiting:
        for path in _files(waiting.pop()):
            if path not in found:
                found.add(path)
                waiting += _imports(path.read_text("utf-8"))
    return sorted(found)


def _files(module: str) -> list[Path]:
    """Return the file of a module and those of the rooms that hold it; none for what is no module.

    The package as a whole is not among them: it is a face, which imports everything and decides nothing.
    """
    parts = module.split(".")
    packages = [_ROOT.joinpath(*parts[:end], "__init__.py") for end in range(2, len(parts) + 1)]
    return [path for path in (_ROOT.joinpath(*parts).with_suffix(".py"), *packages) if path.is_file()]


def _imports(text: str) -> list[str]:
    """Return the names that a module imports from us: modules, and what may be one (`from kb import x`)."""
    names: list[str] = []
    for source, imported, module in _IMPORT.findall(text):
        words = re.findall(r"\w+", re.sub(r"\bas\s+\w+|#[^\n]*", "", imported))
        names += [module or source, *(f"{source}.{word}" for word in words)]
    return names
