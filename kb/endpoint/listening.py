"""Listening at an address of this machine, and serving there until the process is asked to end."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.errors import UsageError

if TYPE_CHECKING:
    import uvicorn
    from starlette.applications import Starlette

PORT = 8730
"""Asked for first; a free one is taken where it is not free."""
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is served."""

    host: str = "127.0.0.1"
    port: int = 0
    """0 takes `PORT`, or a free one where that is taken."""

    @property
    def private(self) -> bool:
        """Whether only this machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host.strip("[]")).is_loopback
        except ValueError:
            return False


def run_application(application: Starlette, listening: socket.socket, tell: Callable[[], None]) -> None:
    """Serve an application until the process is asked to end; `tell` is called once it answers."""
    import uvicorn

    config = uvicorn.Config(
        application, log_level="warning", lifespan="on", server_header=False, timeout_graceful_shutdown=2
    )
    logging.getLogger("uvicorn.error").addFilter(_is_mistake)
    _telling_server(config, tell).run([listening])


def _is_mistake(record: logging.LogRecord) -> bool:
    """Tell mistakes from requests that are given up because the process is asked to end."""
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))


def _telling_server(config: uvicorn.Config, told: Callable[[], None]) -> uvicorn.Server:
    """Return a server that says when it answers."""
    import uvicorn

    class Telling(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            told()

    return Telling(config)


def listening_at(place: Place) -> socket.socket:
    """Return a socket that is bound, so that nobody takes the port between choosing and serving."""
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    for port in (place.port,) if place.port else (PORT, 0):
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((place.host.strip("[]"), port))
        except OSError as error:
            made.close()
            if port == 0 or place.port:
                raise UsageError(
                    f"Nothing can be served at {place.host} port {port or 'any'}: {error.strerror}.",
                    "Name an address of this machine with --host, or another port with --port.",
                ) from error
        else:
            return made
    raise AssertionError("a port is found or the error is told")


def address_at(place: Place, listening: socket.socket) -> str:
    """Return the address that others type: where every address of the machine is served, that of its name."""
    host = socket.gethostname().lower() if place.host in _EVERYWHERE else place.host
    name = f"[{host.strip('[]')}]" if ":" in host else host
    return f"http://{name}:{listening.getsockname()[1]}/"


def hosts_of(place: Place) -> tuple[str, ...]:
    """Return the names that a browser may ask for."""
    if place.private:
        return LOOPBACK
    if place.host in _EVERYWHERE:
        name = socket.gethostname().lower()
        return (*LOOPBACK, name, socket.getfqdn().lower(), *_own_addresses(name))
    return (*LOOPBACK, f"[{place.host}]" if ":" in place.host else place.host.lower())


def _own_addresses(name: str) -> tuple[str, ...]:
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(name, None)}
    except OSError:
        return ()
    return tuple(sorted(f"[{one}]" if ":" in one else one for one in found))
