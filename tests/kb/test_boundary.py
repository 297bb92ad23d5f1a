"""Whatever happens, a user reads a sentence with what to do; a traceback goes into a file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from kb.cli.app import run
from tests.conftest import Told

Cli = Callable[..., Told]
PROGRAM = [sys.executable, "-m", "builder"]


def shell(
    *arguments: str, stdout: int = subprocess.PIPE, **variables: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, *arguments],
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **variables},
        check=False,
    )


def failing(error: BaseException) -> click.Group:
    @click.group()
    def group() -> None: ...

    @group.command("trip")
    def trip() -> None:
        raise error

    return group


ERRORS = [
    TypeError("two literals"),
    RecursionError("deep"),
    MemoryError(),
    UnicodeDecodeError("utf-8", b"x", 0, 1, "y"),
    KeyError("x"),
    OSError(2, "No such file"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_mistake_of_the_program_is_one_message_and_a_file(
    error: BaseException, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(failing(error), ["trip"]) == 70
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "`soc-evidence trip` stopped at a mistake of the program" in said
    (filed,) = (office / ".soc-evidence").glob("mistake-*.txt")
    assert str(filed) in said
    assert "Traceback" in filed.read_text("utf-8")


def test_the_traceback_is_shown_on_request(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOC_EVIDENCE_DEBUG", "1")
    assert run(failing(TypeError("two literals")), ["trip"]) == 70
    assert "Traceback" in capsys.readouterr().err
    assert not list(office.rglob("mistake-*"))


def test_without_a_place_to_write_the_message_still_comes(
    empty: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (empty / "soc-evidence.toml").write_text("draft = [")
    assert run(failing(ValueError("odd")), ["trip"]) == 70
    assert "mistake-" in capsys.readouterr().err


def test_a_stopped_command_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(failing(KeyboardInterrupt()), ["trip"]) == 130
    assert "stopped" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "-e", "SELECT ?t { source:aha-2020-tcpr dcterms:title ?t }"],
        ["query", "--list"],
        ["explain", "O3b"],
        ["coverage"],
        ["compare", "43-5031", "33-9031", "--by", "functions"],
        ["search", "first responder", "--lexical", "-n", "3"],
        ["check"],
    ],
    ids=lambda arguments: arguments[0],
)
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_a_console_that_is_not_utf8_gets_everything(
    arguments: list[str], encoding: str, office: Path
) -> None:
    done = shell(*arguments, PYTHONIOENCODING=encoding)
    assert done.returncode in (0, 1), done.stderr.decode()
    assert b"Traceback" not in done.stderr
    done.stdout.decode(encoding)


def test_json_for_another_encoding_is_the_same_json(office: Path) -> None:
    arguments = ["explain", "O3b", "--format", "json"]
    plain, narrow = shell(*arguments, PYTHONIOENCODING="utf-8"), shell(*arguments, PYTHONIOENCODING="latin-1")
    assert not plain.stdout.isascii()
    assert json.loads(narrow.stdout.decode("latin-1")) == json.loads(plain.stdout)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told(office: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = shell("query", "--list", stdout=full.fileno())
    assert done.returncode == 4
    assert done.stderr.decode().startswith("soc-evidence: The output could not be written: No space left")


def test_a_reader_that_leaves_is_no_error(office: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = shell("query", "--list", stdout=write)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_closed_output_is_no_error(office: Path) -> None:
    command = " ".join([*PROGRAM, "query", "--list", ">&-"])
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("epoch", ["abc", "99999999999999", "-1"])
def test_an_epoch_that_is_none_is_told(
    empty: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    told = cli("init", "office", "--contributor", "A", "--organization", "B")
    assert (told.code, "SOURCE_DATE_EPOCH" in told.err) == (2, True)
