"""One base for many requests: of the files as they are now, searched in one thread, few queries at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from builder.workbench.shared_base import SharedBase
from kb.errors import BusyError
from kb.workspace import Workspace


@pytest.fixture
def asked(evidence: Workspace) -> Iterator[SharedBase]:
    made = SharedBase(evidence, wait=0.05)
    yield made
    made.close()


def retitle(workspace: Workspace, title: str) -> None:
    path = workspace.root / "evidence" / "arguments.yaml"
    path.write_text(path.read_text("utf-8").replace("Staff agree", title), "utf-8")


def test_a_change_of_the_files_is_taken_up(asked: SharedBase) -> None:
    before = asked.now()
    assert asked.now() is before
    assert before.records.claims["staff-agree"].title == "Staff agree"
    retitle(asked.workspace, "Staff are of one mind")
    asked.changed()
    assert asked.now().records.claims["staff-agree"].title == "Staff are of one mind"
    assert before.support("staff-agree").verdict, "what began with the former base goes on"


def test_searches_run_in_one_thread_that_is_not_the_callers(asked: SharedBase) -> None:
    seen: list[threading.Thread] = []

    def look(_: object) -> int:
        seen.append(threading.current_thread())
        return len(seen)

    with ThreadPoolExecutor(4) as callers:
        list(callers.map(lambda _: asked.searched(look), range(8)))
    assert len(set(seen)) == 1
    assert threading.current_thread() not in seen


def test_a_search_finds_what_was_just_written(asked: SharedBase) -> None:
    def titles() -> list[str]:
        return [hit.text for hit in asked.searched(lambda base: base.search("unanimous", "lexical"))]

    assert titles() == []
    retitle(asked.workspace, "Staff are unanimous")
    asked.changed()
    assert any("unanimous" in text for text in titles())


def test_no_more_queries_run_at_once_than_there_are_places(asked: SharedBase) -> None:
    with ExitStack() as held:
        for _ in range(asked.queries_at_once):
            held.enter_context(asked.query_slot())
        held.enter_context(pytest.raises(BusyError, match="no more run"))
        held.enter_context(asked.query_slot())
    with asked.query_slot():
        pass


def test_without_a_model_words_do(asked: SharedBase) -> None:
    notes: list[str] = []
    mode = asked.mode_now("hybrid", notes.append)
    hits = asked.searched(lambda base: base.search("instructions", mode, say=notes.append))
    assert hits
    assert len(notes) == 1
