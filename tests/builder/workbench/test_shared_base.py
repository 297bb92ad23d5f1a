"""One base for many requests: of the files as they are now, searched in one thread, few queries at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from filelock import FileLock

from builder.workbench import shared_base
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


def test_what_another_process_was_changing_is_taken_up_when_it_is_done(
    asked: SharedBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_base, "_WHILE_BEHIND", 0.0)
    asked.now()
    retitle(asked.workspace, "Staff are of one mind")
    with FileLock(asked.workspace.derived / "store.lock"):
        asked.changed()
        assert asked.now().records.claims["staff-agree"].title == "Staff agree"
    time.sleep(0.6)  # longer than a look at the files holds
    assert asked.now().records.claims["staff-agree"].title == "Staff are of one mind"


@pytest.mark.parametrize("name", ["imports/ledger.json", "texts/survey.txt"])
def test_an_import_and_a_frozen_text_are_taken_up(asked: SharedBase, name: str) -> None:
    before = asked.now()
    path = asked.workspace.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text('{"tables": {}}', "utf-8")
    time.sleep(0.6)  # longer than a look at the files holds
    assert asked.now() is not before


def test_another_day_is_taken_up(asked: SharedBase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    before = asked.now()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800086400")
    time.sleep(0.6)  # longer than a look at the files holds
    assert asked.now() is not before


def test_a_count_that_failed_is_made_again(asked: SharedBase) -> None:
    def fail(_: object) -> int:
        raise BusyError("Another process is writing.", "Wait.")

    with pytest.raises(BusyError):
        asked.soon("duties", fail, wait=5)
    assert asked.soon("duties", lambda base: len(base.records.claims), wait=5)


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
