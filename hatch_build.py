"""What a wheel brings ready-made: the bundled base as it was read, its store, and what its validation found.

A clone makes them on first use instead. They are derived from the files of the base alone, and the program
uses them only as long as they fit the files, the code and the parsers that it finds. Vectors for searching
lie in clones, too.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BasePreparation(BuildHookInterface[Any]):
    """Puts the prepared base into wheels."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Prepare the base, unless the build is an editable one."""
        if version != "editable":
            root = Path(self.root)
            build_data["force_include"][str(_prepared(root))] = "kb/bundled/prepared"


def _prepared(root: Path) -> Path:
    """Return a folder with what was read of the base, its store and its findings."""
    sys.path.insert(0, str(root))
    from kb.records.collection import read_collection
    from kb.records.parsed_files import PARSED
    from kb.store import sync
    from kb.store.generations import copy_store
    from kb.validation.incremental import FINDINGS, validated
    from kb.workspace import SHIPPED, open_workspace

    made = root / "build" / "base"
    shutil.rmtree(made, ignore_errors=True)
    base = replace(open_workspace(root).base, derived=made / "derived")
    sync(base)
    validated(read_collection(base), base)
    copy_store(base.store_path.resolve(), made / SHIPPED / "store")
    for name in (FINDINGS, PARSED):
        shutil.copyfile(base.derived / name, made / SHIPPED / name)
    shutil.copytree(base.shipped, made / SHIPPED, dirs_exist_ok=True)
    return made / SHIPPED
