"""A workbench or an endpoint that is being served, and clients of it, for benchmarks."""

# ruff: noqa: T201
from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

_PROGRAM = [sys.executable, "-c", "import sys; from soc_evidence import main; sys.exit(main())", "serve"]
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers."""

    port: int
    process: int
    """Id of its process."""

    def processor_time(self) -> float:
        """Return the seconds of processor time that its process, without those it started, has used."""
        used = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(used[11]) + int(used[12])) / _TICKS

    def memory(self) -> tuple[int, int]:
        """Return the bytes that its process holds now, and those of the processes that it started."""
        started: list[str] = []
        for task in Path(f"/proc/{self.process}/task").iterdir():
            with suppress(OSError):  # a thread that came to its end
                started += (task / "children").read_text().split()
        return _held(str(self.process)), sum(map(_held, started))

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
        """Return the status and the body of a page."""
        return self._asked("GET", path, None, {"Accept": "text/html", **(headers or {})})

    def post(self, path: str, values: Mapping[str, str], key: str) -> tuple[int, bytes]:
        """Return the status and the body of what a form with a key gives."""
        form = "application/x-www-form-urlencoded"
        headers = {"Content-Type": form, "X-Form-Key": key, "Cookie": f"soc-evidence-form={key}"}
        return self._asked("POST", path, urlencode(values), headers)

    def _asked(
        self, method: str, path: str, body: str | None, headers: Mapping[str, str]
    ) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, path, body, dict(headers))
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


def _held(process: str) -> int:
    try:
        pages = Path(f"/proc/{process}/statm").read_text().split()[1]
    except OSError:  # it came to its end
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def serving(root: Path, *options: str) -> Iterator[Served]:
    """Serve a workspace, with options of `serve`; what the server says is printed.

    Raises:
        RuntimeError: it did not come up.
    """
    with subprocess.Popen([*_PROGRAM, *options], cwd=root, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        found = re.search(r":(\d+)/", said)
        if not found:
            raise RuntimeError(f"not served: {said}")
        threading.Thread(target=_drain, args=(process.stderr,), daemon=True).start()
        try:
            yield Served(int(found[1]), process.pid)
        finally:
            process.terminate()


def _drain(stream: Iterator[str]) -> None:
    for line in stream:
        print(f"  server: {line.rstrip()}")
