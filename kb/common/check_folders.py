"""Checks written in Python, found by their folder: one check, one file, one name.

A package of checks has the folders of SEVERITIES. A file's name is the check's id with underscores, its
folder the severity; the file declares what it looks for and has `find`, which yields the findings:

    CHECK = declare(__name__, "A claim leans on itself.", "Break the circle.")

    def find(collection: Collection) -> Iterator[Finding]: ...

To add a check is to add its file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules, walk_packages
from typing import Any

from kb.findings import Check, Finding, Severity

SEVERITIES = {"must": Severity.ERROR, "should": Severity.WARNING, "may": Severity.NOTE}
"""Folder names after the requirement words of RFC 2119, with the severity that they mean here."""


@dataclass(frozen=True, slots=True)
class LoadedCheck:
    """A check with the function that looks for it in what its package checks: a collection, or a draft."""

    check: Check
    find: Callable[[Any], Iterator[Finding]]


def declare(module: str, problem: str, fix: str) -> Check:
    """Return the check of a module by its `__name__`: `kb.checks.must.cyclic_claims` is an error.

    Raises:
        KeyError: the module is in no folder of SEVERITIES.
    """
    parts = module.split(".")
    return Check(parts[-1].replace("_", "-"), SEVERITIES[parts[-2]], problem, fix)


def load_checks(package: str) -> dict[str, LoadedCheck]:
    """Return the checks in the folders of a package, given by its name, by id.

    Raises:
        TypeError: a file has no `CHECK` of its own name, or no `find`.
    """
    found: dict[str, LoadedCheck] = {}
    for level in SEVERITIES:
        for folder in import_module(package).__path__:
            for entry in iter_modules([f"{folder}/{level}"]):
                module = import_module(f"{package}.{level}.{entry.name}")
                check, find = getattr(module, "CHECK", None), getattr(module, "find", None)
                if not isinstance(check, Check) or not callable(find):
                    raise TypeError(f"{module.__name__} has no CHECK and find.")
                if (check.id, check.severity) != (entry.name.replace("_", "-"), SEVERITIES[level]):
                    raise TypeError(f"{module.__name__} declares {check.id}: the file's name is the id.")
                found[check.id] = LoadedCheck(check, find)
    return dict(sorted(found.items()))


def declared_checks(package: str) -> list[Check]:
    """Return the checks that the modules of a package declare, by id: those made on the way, in no folder."""
    names = [entry.name for entry in walk_packages(import_module(package).__path__, f"{package}.")]
    modules = [import_module(name) for name in (package, *names)]
    return sorted({v for module in modules for v in vars(module).values() if isinstance(v, Check)})
