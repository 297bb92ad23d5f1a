"""The digest of code covers every module that is really imported, so no list can be forgotten."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kb.common.program import code_digest, code_of

LOADED = """
import importlib, sys
importlib.import_module(sys.argv[1])
print(*(module.__file__ for name, module in sys.modules.items() if name.split(".")[0] == "kb"), sep="\\n")
"""


@pytest.mark.parametrize(
    "module", ["kb.records.collection", "kb.validation.incremental", "kb.search.search_index"]
)
def test_every_module_that_an_import_loads_is_covered(module: str) -> None:
    done = subprocess.run([sys.executable, "-c", LOADED, module], text=True, capture_output=True, check=True)
    assert set(map(Path, done.stdout.split())) <= set(code_of(module))


def test_imports_within_functions_count_and_strangers_do_not() -> None:
    names = {path.name for path in code_of("kb.validation.incremental")}
    assert "shacl.py" in names  # imported within a function
    assert not {"state.py", "app.py"} & names


def test_a_package_and_its_version_count() -> None:
    assert code_digest(("kb.errors",)) == code_digest(("kb.errors",))
    assert code_digest(("kb.errors",)) != code_digest(("kb.errors",), ("pyoxigraph",))
