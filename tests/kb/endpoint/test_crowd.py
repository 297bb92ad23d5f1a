"""Many clients at once, some of whom mean no good: `make bench BENCH=endpoint` has fifty for a minute."""

from __future__ import annotations

import os
import socket
import threading
from dataclasses import replace
from urllib.parse import urlencode

import pytest

from kb.api import open_base
from kb.common.halting import Halt
from kb.endpoint.query_places import QueryPlaces
from kb.endpoint.query_service import QueryService
from kb.errors import BusyError
from kb.workspace import Workspace
from tests.bench.crowd import BUSY, run_crowd
from tests.bench.endpoint_crowd import HALF_A_QUERY, endpoint_crowd, hang_up, send_and_leave
from tests.bench.served import Served

from .conftest import LIMITS, listening_endpoint

ENDLESS = f"/sparql?{urlencode({'query': 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }'})}"


def test_a_crowd_is_answered_rightly_whatever_some_of_it_ask(workspace: Workspace) -> None:
    service = QueryService(workspace, replace(LIMITS, seconds=2.0), share=1.0)
    with listening_endpoint(service) as port, open_base(workspace) as base:
        crowd = endpoint_crowd(Served(port, os.getpid()), base)
        seen = run_crowd(crowd, clients=8, seconds=2.0, hostile=0.15)
    assert not seen.wrong
    assert set(seen.states) <= {200, BUSY}
    assert seen.states[200]
    assert seen.hostile


def test_a_query_ends_when_its_client_hangs_up(workspace: Workspace) -> None:
    service = QueryService(workspace, LIMITS, at_once=1, wait=LIMITS.seconds / 2, share=60.0)
    with listening_endpoint(service) as port:
        hang_up(port, ENDLESS, 0.3)
        assert Served(port, os.getpid()).get("/query/principles", {"Accept": "text/csv"})[0] == 200


def test_who_leaves_in_the_middle_of_a_query_is_no_mistake_of_the_server(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    with listening_endpoint(QueryService(workspace, LIMITS)) as port:
        send_and_leave(port, HALF_A_QUERY, 0.1)
        assert Served(port, os.getpid()).get("/query/principles", {"Accept": "text/csv"})[0] == 200
    assert not [each for each in caplog.records if each.levelname == "ERROR"]


def test_a_query_that_never_arrives_is_waited_for_no_longer(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.endpoint.sparql_protocol._MOST_SECONDS", 0.1)
    with (
        listening_endpoint(QueryService(workspace, LIMITS)) as port,
        socket.create_connection(("127.0.0.1", port)) as connection,
    ):
        connection.sendall(HALF_A_QUERY)
        assert b" 408 " in connection.recv(100)


def test_the_query_that_runs_longest_makes_room_for_one_that_waits() -> None:
    places, longest, other, ended = QueryPlaces(2, 10.0, 0.0), Halt(), Halt(), threading.Event()
    with longest.ending(ended.set):
        holding = threading.Thread(target=_hold, args=(places, longest, ended))
        holding.start()
        assert not ended.wait(0.1)  # for nobody waits
        with places.place(other), places.place(Halt()):
            assert longest.asked
            assert not other.asked
        holding.join()


def test_a_query_that_finds_no_place_in_time_is_told_so() -> None:
    places, running = QueryPlaces(1, 0.0, 60.0), Halt()
    with places.place(running):
        with pytest.raises(BusyError, match="Other queries"), places.place(Halt()):
            pass
        assert not running.asked
    with places.place(Halt()):
        pass


def test_a_query_whose_client_left_waits_no_longer() -> None:
    places, left = QueryPlaces(1, 3600.0, 3600.0), Halt()
    waiting = threading.Thread(target=_wait_in_vain, args=(places, left), daemon=True)
    with places.place(Halt()):
        waiting.start()
        left.ask()
        waiting.join(60.0)
        assert not waiting.is_alive()


def _wait_in_vain(places: QueryPlaces, halt: Halt) -> None:
    with pytest.raises(BusyError), places.place(halt):
        pass


def _hold(places: QueryPlaces, halt: Halt, ended: threading.Event) -> None:
    with places.place(halt):
        ended.wait()
