"""The configuration of a server, and that none is asked before it was allowed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Told
from tests.kb.remote.misbehaving import answers, misbehaving

GOOD = {"name": '"ours"', "query": '"https://graphs.example.org/sparql"'}


@pytest.fixture(autouse=True)
def _own_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.mark.parametrize(
    ("settings", "message", "remedy"),
    [
        ({"name": None}, "[store] has no `name`", 'name = "our-base"'),
        ({"query": None}, "[store] has no `query`", "https://"),
        ({"qurey": '"x"'}, "`qurey` is no setting of [store]", "`query`"),
        ({"query": '"graphs.example.org"'}, "`query` of [store] cannot be", "whole address"),
        ({"query": '"file:///etc/passwd"'}, "`query` of [store] cannot be", "whole address"),
        (
            {"query": '"https://ann:secret@graphs.example.org/"'},
            "`query` of [store]",
            "do not belong in addresses",
        ),
        ({"query": '"https://graphs.example.org/a b"'}, "`query` of [store] cannot be", "whole address"),
        ({"password-variable": '"hunter2"'}, "`password-variable` of [store]", "do not belong in files"),
        ({"timeout": "0"}, "`timeout` of [store] cannot be 0", "timeout = 60"),
        ({"scheme": '"ntlm"'}, "`scheme` of [store]", "basic and digest"),
        (
            {"query": '"http://graphs.example.org/"', "token-variable": '"TOKEN"'},
            "`query` of [store]",
            "by https only",
        ),
    ],
    ids=str,
)
def test_a_wrong_setting_is_told_with_what_to_type(
    office: Path, cli: Callable[..., Told], settings: dict[str, str | None], message: str, remedy: str
) -> None:
    lines = [f"{key} = {value}" for key, value in {**GOOD, **settings}.items() if value is not None]
    (office / "soc-evidence.toml").write_text("\n".join(["[store]", *lines, ""]))
    told = cli("query", "functions")
    assert told.code == 2
    assert message in told.err
    assert remedy in told.err
    assert "secret" not in told.err
    assert "hunter2" not in told.err


def test_no_server_is_asked_that_was_not_allowed(office: Path, cli: Callable[..., Told]) -> None:
    with misbehaving() as server:
        server.behaviours = [answers(200, "garbage")]
        (office / "soc-evidence.toml").write_text(server.config())
        told = cli("query", "functions")
        assert told.code == 2
        assert f"not allowed on this computer: 127.0.0.1:{server.port}" in told.err
        assert "soc-evidence push --allow" in told.err
        assert cli("push").code == 2
        assert server.seen == []
        cli("push", "--status", "--allow")
        assert server.seen != []
        server.seen.clear()
        (office / "soc-evidence.toml").write_text(server.config('token-variable = "OTHER_SECRET"\n'))
        assert "not allowed" in cli("query", "functions").err
        assert server.seen == []


def test_pushing_without_a_server_says_how_to_name_one(office: Path, cli: Callable[..., Told]) -> None:
    told = cli("push")
    assert told.code == 2
    assert "names no server" in told.err
    assert "docs/larger-bases.md" in told.err


def test_a_server_of_passages_alone_is_allowed_without_a_push(office: Path, cli: Callable[..., Told]) -> None:
    (office / "soc-evidence.toml").write_text('[search]\nmilvus = "https://vectors.example.org:19530"\n')
    assert "soc-evidence push --allow" in cli("search", "training").err
    told = cli("push", "--allow")
    assert (told.code, told.out) == (0, "Allowed on this computer: vectors.example.org:19530.\n")
