"""What a server holds is used only where it is what the files say, today."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from kb.errors import SocEvidenceError
from kb.namespaces import FILES
from kb.remote import server_state
from kb.remote.server_state import NAME, STAGE, require_in_step
from kb.standing.derived import DERIVED_GRAPH
from kb.store.merged_graph import MANIFEST
from kb.store.state import DIGEST

ONE = f"{FILES}own/evidence/one.yaml"
WANTED: Any = SimpleNamespace(digests={ONE: "a"})


def server_that_lists(days: str = "/", **others: str) -> Any:
    """Return a server's graph with one file's entry, and that of standings which hold in a span of days."""
    said = {
        (ONE, DIGEST.value): "a",
        (DERIVED_GRAPH, DIGEST.value): f"d {days}",
        (MANIFEST, NAME.value): "trial",
    }
    said |= {
        {"one": (ONE, DIGEST.value), "name": (MANIFEST, NAME.value), "stage": (MANIFEST, STAGE.value)}[
            key
        ]: value
        for key, value in others.items()
    }
    rows = [
        {"s": subject, "p": property_, "o": value} for (subject, property_), value in said.items() if value
    ]
    settings = SimpleNamespace(name="trial", hosts="graphs.example.org")
    return SimpleNamespace(
        select=lambda *_, **__: rows, ask=lambda *_, **__: True, connection=SimpleNamespace(server=settings)
    )


@pytest.mark.parametrize("days", ["/", "2026-03-01/", "/2026-03-03", "2026-03-02/2026-03-03"])
def test_what_the_files_say_today_is_used(days: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_state, "today", lambda: date(2026, 3, 2))
    require_in_step(server_that_lists(days), WANTED)


@pytest.mark.parametrize(
    ("held", "message"),
    [
        ({"days": "2026-03-03/"}, "holds standings of another day"),
        ({"days": "/2026-03-02"}, "holds standings of another day"),
        ({"days": ""}, "holds standings of another day"),
        ({"one": "b"}, "another version of the base: own/evidence/one.yaml differs from the files"),
        ({"one": ""}, "another version of the base: own/evidence/one.yaml differs from the files"),
        ({"stage": "https://example.org/stage"}, "whose push came to its end too early"),
        ({"name": "theirs"}, "holds another base: `theirs`"),
    ],
)
def test_anything_else_is_told(held: dict[str, str], message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_state, "today", lambda: date(2026, 3, 2))
    with pytest.raises(SocEvidenceError, match=message) as told:
        require_in_step(server_that_lists(**held), WANTED)
    assert told.value.remedy
