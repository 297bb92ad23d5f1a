"""Serving: at this machine without a token, at another address with one that is printed once."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from builder.workbench.serving import Place, serve
from kb.errors import UsageError
from kb.workspace import open_workspace

PROGRAM = [sys.executable, "-c", "import sys; from soc_evidence import main; sys.exit(main())", "serve"]


@pytest.fixture
def served(office: Path) -> Iterator[tuple[int, str]]:
    """A workbench at every address of this machine: its port, and what was printed."""
    program = [*PROGRAM, "--host", "0.0.0.0"]
    with subprocess.Popen(program, cwd=office, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        port = re.search(r":(\d+)/", said)
        assert port, said
        yield int(port[1]), said
        process.terminate()
        assert "token" not in process.stderr.read(), "it is told once"


def asked(port: int, path: str, **headers: str) -> tuple[int, Message]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers


def test_another_address_is_opened_with_the_token_that_is_printed(served: tuple[int, str]) -> None:
    port, said = served
    assert f"http://{socket.gethostname().lower()}:{port}/" in said, "an address that other machines can open"
    found = re.search(r"\?token=([\w-]{20,})", said)
    assert found
    assert asked(port, "/static/mark.svg")[0] == 401
    assert asked(port, "/static/mark.svg?token=guess")[0] == 401
    status, headers = asked(port, f"/static/mark.svg?token={found[1]}")
    assert (status, headers["location"]) == (303, "/static/mark.svg")
    cookie = next(each for each in headers.get_all("set-cookie", []) if found[1] in each).partition(";")[0]
    assert asked(port, "/static/mark.svg", Cookie=cookie)[0] == 200
    assert asked(port, "/static/mark.svg", Cookie=cookie, Host="evil.example")[0] == 421


@pytest.mark.parametrize(
    ("host", "private"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("127.0.0.5", True), ("::", False)],
)
def test_which_addresses_only_this_machine_reaches(host: str, private: bool) -> None:
    assert Place(host).private is private


def test_an_address_of_another_machine_is_told(office: Path) -> None:
    with pytest.raises(UsageError, match=r"Nothing can be served at 203\.0\.113\.1"):
        serve(open_workspace(office), Place("203.0.113.1"), lambda address: None)
