"""Pushing: only what differs, each graph whole or not at all, one at a time, and the files stay the truth."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kb.api import Base, open_base
from kb.errors import BusyError, UnreadableError, UsageError
from kb.namespaces import iri
from kb.remote import push_lease
from kb.remote.push_lease import lease, send_update
from kb.remote.server_state import read_state
from tests.conftest import Told
from tests.kb.remote.engines import Engine, oxigraph
from tests.kb.remote.killing_pushes import PushKiller, graph_of, write_claim


@pytest.fixture
def pushed(office: Path, engine: Engine) -> Iterator[Base]:
    """An office whose base is on a server."""
    write_claim(office, "first-claim", "First")
    engine.configure(office, more="batch = 400\n")
    with open_base(office) as base:
        base.allow_server()
        base.push()
        yield base


def test_only_what_changed_is_sent(pushed: Base, office: Path) -> None:
    assert pushed.push().statements == 0
    write_claim(office, "first-claim", "Another title")
    write_claim(office, "second-claim", "Second")
    assert len(pushed.push_state().difference.fresh) == 3  # and what follows from the records
    done = pushed.push()
    assert len(done.difference.fresh) == 3
    assert done.difference.same > 300
    (office / "evidence" / "second-claim.yaml").unlink()
    gone = pushed.push().difference.gone
    assert [graph.rpartition("/")[2] for graph in gone] == ["second-claim.yaml"]
    assert pushed.pushed_differences() == ()


def test_commands_answer_from_the_server(
    pushed: Base, cli: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    for arguments in (
        ["query", "objections"],
        ["explain", "O3b"],
        ["compare", "43-5031", "33-9031"],
        ["coverage"],
    ):
        there = cli(*arguments)
        with monkeypatch.context() as patched:
            patched.setenv("SOC_EVIDENCE_STORE", "embedded")
            here = cli(*arguments)
        assert (there.code, there.out) == (here.code, here.out)
    assert "every statement is there" in cli("push", "--check").out.lower()


def test_a_server_behind_the_files_is_named(pushed: Base, office: Path, cli: Callable[..., Told]) -> None:
    write_claim(office, "second-claim", "Second")
    told = cli("query", "functions")
    assert told.code == 4
    assert (
        "holds another version of the base: own/evidence/second-claim.yaml differs from the files" in told.err
    )
    assert "soc-evidence push" in told.err
    assert cli("push", "--status").code == 1
    assert cli("push").code == 0
    assert cli("query", "functions").code == 0


def test_a_default_graph_that_is_no_merge_any_more_is_told(pushed: Base, office: Path) -> None:
    graph = graph_of(pushed)
    send_update(graph, f"DELETE {{ ?s ?p ?o }} WHERE {{ ?s a <{iri('soce:Objection')}> ; ?p ?o }}".encode())
    assert [each.graph for each in pushed.pushed_differences()] == ["the merge of all graphs"]
    write_claim(office, "second-claim", "Second")
    with pytest.raises(UnreadableError, match="in the merge of all graphs, where the files make"):
        pushed.push()
    graph.connection.close()


def test_a_server_that_holds_another_base_is_left_alone(pushed: Base, office: Path, engine: Engine) -> None:
    engine.configure(office, base="ours")
    with open_base(office) as other:
        other.allow_server()
        with pytest.raises(UsageError, match="holds another base: `trial`"):
            other.push()
    assert pushed.pushed_differences() == ()


def test_a_default_graph_that_is_no_union_is_told(office: Path, tmp_path: Path) -> None:
    folder = tmp_path / "engine"
    folder.mkdir()
    with oxigraph(folder, merge=False) as engine:
        engine.configure(office)
        with open_base(office) as base:
            base.allow_server()
            with pytest.raises(UsageError, match="does not ask over the union"):
                base.push()


def test_a_pusher_at_work_is_waited_for_and_then_named(pushed: Base, office: Path) -> None:
    write_claim(office, "second-claim", "Second")
    graph, clock = graph_of(pushed), itertools.count()
    with lease(graph, 0) as other:

        def pause(seconds: float) -> None:
            other.write()

        with (
            pytest.raises(BusyError, match="Somebody else is pushing"),
            lease(graph, 5, clock=lambda: float(next(clock)), pause=pause),
        ):
            pass
    assert len(pushed.push().difference.fresh) == 2
    graph.connection.close()


def test_a_dead_pusher_is_followed_whatever_the_clocks_say(
    pushed: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A beat that stands still in the waiting process's own time is a dead one; no time of day is read."""
    monkeypatch.setattr(time, "time", lambda: -1e9)
    graph, now = graph_of(pushed), [0.0]

    def pause(seconds: float) -> None:
        now[0] += seconds

    with lease(graph, 0) as dead:
        with lease(graph, 5, clock=lambda: now[0], pause=pause) as ours:
            assert now[0] >= push_lease.DEAD
            ours.require()
            claimed = read_state(graph).beats
            dead.write()  # wakes up, and changes nothing
            assert read_state(graph).beats == claimed
            with pytest.raises(BusyError, match="took over"):
                dead.require()
        assert read_state(graph).holders == frozenset()
    graph.connection.close()


def test_killed_at_any_moment_every_graph_is_old_or_new(pushed: Base, office: Path) -> None:
    """A few moments here; `make bench BENCH=push_kills` takes a hundred."""
    killer = PushKiller(office, pushed, random.Random(2026))
    for number in range(3):
        killer.kill_one(number)
    assert killer.found.keys() <= {"old", "new", "without entry"}
    pushed.push()
    assert pushed.pushed_differences() == ()


def test_a_half_finished_push_is_told_and_completed(
    pushed: Base, office: Path, cli: Callable[..., Told]
) -> None:
    graph = graph_of(pushed)
    with lease(graph, 0) as cut:
        cut.write(cut.updates.staged("https://example.org/large", "https://example.org/stage"))
        cut.write(cut.updates.filled("https://example.org/stage", [_TRIPLE]))
    told = cli("query", "functions")
    assert told.code == 4
    assert "whose push came to its end too early" in told.err
    assert "came to its end too early" in cli("push", "--status").out
    assert cli("push").code == 0
    assert cli("query", "functions").code == 0
    assert not graph.ask("ASK { GRAPH <https://example.org/stage> { ?s ?p ?o } }")
    graph.connection.close()


_TRIPLE = ox.Triple(*(ox.NamedNode(f"https://example.org/{name}") for name in "spo"))


def test_reading_does_not_need_the_update_address(pushed: Base, office: Path, engine: Engine) -> None:
    text = (office / "soc-evidence.toml").read_text()
    (office / "soc-evidence.toml").write_text("\n".join(x for x in text.splitlines() if "update" not in x))
    with open_base(office) as reader:
        reader.allow_server()
        assert reader.query("functions")
        write_claim(office, "second-claim", "Second")
        with pytest.raises(UsageError, match="has no `update`"):
            reader.push()
    with open_base(office) as later, pytest.raises(UnreadableError, match="another version"):
        assert later.graph
