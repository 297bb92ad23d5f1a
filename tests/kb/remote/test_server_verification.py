"""After a push the server is counted: what it dropped or merged is told."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from kb.errors import UnreadableError
from kb.remote.server_verification import require_counts

HELD = {f"https://example.org/{number}": number for number in range(1, 121)}


def counted(_: str, g: list[str]) -> list[dict[str, str]]:
    return [{"g": name, "n": str(HELD[name])} for name in g if name in HELD]


SERVER: Any = SimpleNamespace(select=counted)


def test_graphs_with_as_many_statements_as_they_should_have_pass() -> None:
    require_counts(SERVER, HELD)
    require_counts(SERVER, HELD | {"https://example.org/empty": 0})


@pytest.mark.parametrize(
    ("name", "expected", "message"),
    [
        ("https://example.org/3", 4, r"holds 3 of the 4 statements of https://example\.org/3"),
        ("https://example.org/120", 119, r"holds 120 of the 119 statements"),
        ("https://example.org/gone", 1200, r"holds 0 of the 1,200 statements"),
    ],
)
def test_a_graph_with_other_ones_is_named(name: str, expected: int, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        require_counts(SERVER, HELD | {name: expected})
