"""A server that misbehaves: a real one on a real socket, which does to each request what it is told."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Behaviour = Callable[["Handler"], None]


@dataclass
class Misbehaving:
    """What it does, one behaviour after another; the last goes on."""

    port: int = 0
    behaviours: list[Behaviour] = field(default_factory=list)
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Path and headers of every request."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def config(self, more: str = "") -> str:
        return (
            f'[store]\nname = "trial"\nquery = "{self.address}/query"\nupdate = "{self.address}/update"\n'
            f"timeout = 1\n{more}"
        )


class Handler(BaseHTTPRequestHandler):
    """Hands every request to the behaviour whose turn it is."""

    protocol_version = "HTTP/1.1"
    told: Misbehaving

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.told.seen.append((self.path, dict(self.headers)))
        behaviours = self.told.behaviours
        behaviour = behaviours.pop(0) if len(behaviours) > 1 else behaviours[0]
        behaviour(self)

    do_GET = do_POST  # noqa: N815 - the names are those of http.server

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def misbehaving() -> Iterator[Misbehaving]:
    """Run one."""
    told = Misbehaving()
    handler = type("Told", (Handler,), {"told": told})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        told.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()


def answers(status: int, body: str = "", media: str = "text/plain", **headers: str) -> Behaviour:
    """Answer with a status."""

    def behave(handler: Handler) -> None:
        data = body.encode()
        handler.send_response(status)
        for name, value in {"Content-Type": media, "Content-Length": str(len(data)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return behave


def dies(handler: Handler) -> None:
    """Break off in the middle of an answer."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"head":')
    handler.wfile.flush()
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


def stalls(handler: Handler) -> None:
    """Say nothing for longer than is waited."""
    threading.Event().wait(2.5)
    handler.close_connection = True


def endless(handler: Handler) -> None:
    """Go on sending for ever."""
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    piece = b" " * (1 << 20)
    try:
        while True:
            handler.wfile.write(piece)
    except OSError:
        handler.close_connection = True
