"""What a package offers by name, imported when it is first asked for, so that `import kb` is light."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping


def lazy_face(
    package: str, table: Mapping[str, str]
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Return `__getattr__` and `__dir__` of a package.

    `table` says for each name the module that defines it, with `module:name` where it has another name there.
    """

    def get(name: str) -> object:
        if name not in table:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module, _, other = table[name].partition(":")
        return getattr(importlib.import_module(module), other or name)

    def listed() -> list[str]:
        return sorted(table)

    return get, listed
