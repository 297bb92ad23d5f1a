"""A server that dies, stalls, answers garbage, is full or refuses: a message with a remedy, nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kb.errors import ExitCode
from kb.remote import http_requests
from kb.remote.http_requests import Connection, Sent
from kb.workspace import open_workspace
from tests.conftest import Told
from tests.kb.remote.misbehaving import Behaviour, Misbehaving, answers, dies, endless, misbehaving, stalls

NOTHING = answers(
    200, '{"head": {"vars": []}, "results": {"bindings": []}}', "application/sparql-results+json"
)
USER = {"GRAPHS_USER": "ann", "GRAPHS_PASSWORD": "do not print me"}
CREDENTIALS = 'user-variable = "GRAPHS_USER"\npassword-variable = "GRAPHS_PASSWORD"\n'
Cli = Callable[..., Told]


@pytest.fixture
def server(office: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Iterator[Misbehaving]:
    """A misbehaving server that the office names and has allowed."""
    for name, value in USER.items():
        monkeypatch.setenv(name, value)
    with misbehaving() as running:
        (office / "soc-evidence.toml").write_text(running.config(CREDENTIALS))
        running.behaviours = [NOTHING]
        assert cli("push", "--status", "--allow").code == ExitCode.FINDINGS
        running.seen.clear()
        yield running


@pytest.mark.parametrize(
    ("behaviour", "code", "message", "remedy"),
    [
        (answers(200, "<html>Welcome</html>"), 4, "it begins: <html>Welcome</html>", "`query` in [store]"),
        (answers(200, '{"head": 3}'), 4, "none of the SPARQL 1.1 Protocol", "`query` in [store]"),
        (answers(200, "[" * 100_000), 4, "none of the SPARQL 1.1 Protocol", "`query` in [store]"),
        (dies, 4, "broke off", "SOC_EVIDENCE_STORE=embedded"),
        (stalls, 4, "said nothing for 1 s", "timeout = 4 in [store]"),
        (answers(503, "later"), 75, "is busy (status 503): later", "Try again later"),
        (answers(401), 2, "refuses the credentials", "Set GRAPHS_USER and GRAPHS_PASSWORD"),
        (answers(507, "no"), 4, "is full", "Make room there"),
        (answers(500, "No space left on device"), 4, "is full", "Make room there"),
        (answers(404), 2, "takes no such request at http", "docs/larger-bases.md"),
        (answers(400, "what?"), 2, "cannot do it (status 400): what?", "SOC_EVIDENCE_STORE=embedded"),
        (NOTHING, 4, "holds no base yet", "soc-evidence push"),
    ],
    ids=[
        "another page",
        "other JSON",
        "deep JSON",
        "dies",
        "stalls",
        "busy",
        "no credentials",
        "no room",
        "disk full",
        "no such address",
        "bad request",
        "empty",
    ],
)
def test_what_a_server_does_is_told_with_a_remedy(
    server: Misbehaving, cli: Cli, behaviour: Behaviour, code: int, message: str, remedy: str
) -> None:
    server.behaviours = [behaviour]
    told = cli("query", "functions")
    assert (told.code, told.out) == (code, "")
    assert message in told.err
    assert remedy in told.err
    assert USER["GRAPHS_PASSWORD"] not in told.err


def test_an_endless_answer_is_not_read_on(
    server: Misbehaving, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_requests, "LARGEST", 4 << 20)
    server.behaviours = [endless]
    assert "is larger than 4 MiB" in cli("query", "functions").err


def test_what_passes_is_tried_again(server: Misbehaving, cli: Cli) -> None:
    server.behaviours = [answers(503), dies, NOTHING]
    assert "holds no base yet" in cli("query", "functions").err
    assert len(server.seen) == 3


def test_a_busy_server_is_left_alone_as_long_as_it_asks(server: Misbehaving) -> None:
    waits: list[float] = []
    named = open_workspace(Path()).server
    assert named
    with Connection(named, waits.append) as connection:
        for asked, expected in ((("429", "7"), 7.0), (("503", "9999"), 30.0), (("504", "Sun, 29 Nov"), 0.01)):
            server.behaviours = [answers(int(asked[0]), Retry_After=asked[1]), NOTHING]
            connection.send(Sent("POST", named.query, b"", "application/sparql-query"))
            assert waits.pop() == expected and not waits


def test_what_does_not_pass_is_not_tried_again(server: Misbehaving, cli: Cli) -> None:
    server.behaviours = [answers(401)]
    cli("query", "functions")
    assert len(server.seen) == 1


def test_credentials_go_to_no_other_host(server: Misbehaving, cli: Cli) -> None:
    with misbehaving() as elsewhere:
        elsewhere.behaviours = [NOTHING]
        server.behaviours = [answers(307, Location=f"{elsewhere.address}/query")]
        told = cli("query", "functions")
        assert elsewhere.seen == []
    assert told.code == ExitCode.USAGE
    assert "and we do not follow" in told.err
    assert server.seen[0][1]["Authorization"].startswith("Basic ")


@pytest.mark.parametrize("token", ["do not print me\n", " do not print me", "do not\x1bprint me"])
def test_a_token_that_cannot_be_sent_is_told_and_not_shown(
    office: Path, cli: Cli, server: Misbehaving, monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.setenv("GRAPHS_TOKEN", token)
    (office / "soc-evidence.toml").write_text(server.config('token-variable = "GRAPHS_TOKEN"\n'))
    told = cli("push", "--status", "--allow")
    assert told.code == ExitCode.USAGE
    assert "GRAPHS_TOKEN holds a line end" in told.err
    assert "print me" not in told.err
    assert server.seen == []


def test_a_token_of_any_script_is_sent(
    office: Path, cli: Cli, server: Misbehaving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHS_TOKEN", "clé")
    (office / "soc-evidence.toml").write_text(server.config('token-variable = "GRAPHS_TOKEN"\n'))
    assert cli("push", "--status", "--allow").code == ExitCode.FINDINGS
    assert server.seen[0][1]["Authorization"].encode("latin-1").decode() == "Bearer clé"


def test_what_a_server_says_steers_no_terminal(server: Misbehaving, cli: Cli) -> None:
    server.behaviours = [answers(503, "\x1b[2Jlater", Retry_After="²")]
    told = cli("query", "functions")
    assert told.code == ExitCode.BUSY
    assert "later" in told.err
    assert "\x1b" not in told.err


def test_a_server_that_is_gone_is_told(office: Path, cli: Cli, server: Misbehaving) -> None:
    (office / "soc-evidence.toml").write_text(server.config().replace(str(server.port), "9"))
    cli("push", "--status", "--allow")
    told = cli("query", "functions")
    assert told.code == ExitCode.MISSING
    assert "cannot be reached: Connection refused." in told.err


def test_an_update_that_is_taken_and_not_carried_out_is_told(server: Misbehaving, cli: Cli) -> None:
    server.behaviours = [NOTHING]
    assert "did not carry it out" in cli("push").err


def test_the_files_answer_without_the_server(
    server: Misbehaving, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.behaviours = [answers(500)]
    monkeypatch.setenv("SOC_EVIDENCE_STORE", "embedded")
    assert cli("query", "functions").code == ExitCode.CLEAN
    assert server.seen == []


def test_checking_files_needs_no_server(server: Misbehaving, cli: Cli) -> None:
    assert cli("check").code == ExitCode.CLEAN
    assert server.seen == []
