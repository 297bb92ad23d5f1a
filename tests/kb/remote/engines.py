"""Real SPARQL servers for the tests, each a process of its own on a free port of this computer."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

USER, PASSWORD = "GRAPHS_USER", "GRAPHS_PASSWORD"
_VIRTUOSO = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx

[Parameters]
ServerPort = 127.0.0.1:{port}
CaseMode = 2
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000

[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerRoot = {folder}
ServerThreads = 10

[SPARQL]
ResultSetMaxRows = 1000000
"""


@dataclass(frozen=True)
class Engine:
    """A running server, as a configuration names it."""

    name: str
    config: str
    """The lines of [store], but for the name of the base."""

    def configure(self, folder: Path, base: str = "trial", more: str = "") -> None:
        """Have a workspace name this server."""
        (folder / "soc-evidence.toml").write_text(f'[store]\nname = "{base}"\n{self.config}{more}')


@contextmanager
def oxigraph(folder: Path, merge: bool = True) -> Iterator[Engine]:
    """Run Oxigraph's own server."""
    program = _installed("oxigraph") or shutil.which("oxigraph")
    if program is None:
        pytest.skip("no Oxigraph server here: pip install oxigraph")
    port = _free_port()
    command = [program, "serve", "--location", str(folder / "store"), "--bind", f"127.0.0.1:{port}"]
    with _running(command, f"http://127.0.0.1:{port}/", folder):
        merged = 'default-graph = "merge"\n' if merge else ""
        yield Engine(
            "oxigraph",
            f'query = "http://127.0.0.1:{port}/query"\nupdate = "http://127.0.0.1:{port}/update"\n{merged}',
        )


@contextmanager
def virtuoso(folder: Path) -> Iterator[Engine]:
    """Run Virtuoso, whose updates need a user with a password."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("no Virtuoso here: apt-get install virtuoso-opensource-7")
    web = _free_port()
    config = folder / "virtuoso.ini"
    config.write_text(_VIRTUOSO.format(folder=folder, port=_free_port(), web=web))
    address = f"http://127.0.0.1:{web}"
    with (
        _running([program, "-f", "-c", str(config)], f"{address}/sparql", folder),
        pytest.MonkeyPatch.context() as p,
    ):
        p.setenv(USER, "dba")
        p.setenv(PASSWORD, "dba")
        yield Engine(
            "virtuoso",
            f'query = "{address}/sparql"\nupdate = "{address}/sparql-auth"\n'
            f'graphs = "{address}/sparql-graph-crud-auth"\nscheme = "digest"\nbatch = 200\n'
            f'user-variable = "{USER}"\npassword-variable = "{PASSWORD}"\n',
        )


def _installed(name: str) -> str | None:
    """Return the program that a Python package of its own name brings."""
    try:
        files = importlib.metadata.distribution(name).files or ()
    except importlib.metadata.PackageNotFoundError:
        return None
    return next(
        (str(Path(file.locate()).resolve()) for file in files if file.name in (name, f"{name}.exe")), None
    )


@contextmanager
def _running(command: list[str], address: str, folder: Path) -> Iterator[None]:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env={**os.environ})
    try:
        _await(address, process)
        yield
    finally:
        process.kill()
        process.wait()


def _await(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"{process.args!r} did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
