"""Every directive has a case, and none fails on what is given to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.resolve.directives import DIRECTIVES
from builder.resolve.resolve_draft import Resolved

from .directive_texts import TEXTS, Examine


def test_every_directive_has_a_case() -> None:
    assert sorted(TEXTS) == sorted(DIRECTIVES)


@pytest.mark.parametrize("name", sorted(set(TEXTS) - {"sparql-table"}))
def test_each_is_filled_without_findings(name: str, examined: Examine) -> None:
    result = examined(TEXTS[name])
    ids = {f.check for f in result.prepared.findings}
    assert not {check for check in ids if check.startswith(("unknown", "unresolved", "draft-"))}


@pytest.mark.parametrize("name", sorted(DIRECTIVES))
@pytest.mark.parametrize("argument", ["", "x", "99-9999", "O3b", "> } x {", "43-5031 x"])
def test_no_argument_raises(name: str, argument: str, filled: Callable[[str], Resolved]) -> None:
    filled(f"```{{{name}}} {argument}\n:measures: x\n:measure: y\n:periods: latest 2\n```")
