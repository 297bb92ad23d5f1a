"""Requests to a server: bounded in time and size, never to another host than the configuration names.

Certificates are verified. Redirects are not followed, so that neither credentials nor data reach a host that
nobody named; proxies and `.netrc` of the environment are not used, either. What may pass (a broken
connection, 503 and the like) is tried again after a growing wait; what will not is told at once, with its
remedy.
"""

from __future__ import annotations

import re
import ssl
import time
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

import httpx2 as httpx

from kb.errors import BusyError, MissingError, SocEvidenceError, UnreadableError, UnwritableError, UsageError
from kb.remote.server_answers import words_of
from kb.server_settings import INSTEAD, Server

WAITS = (0.5, 1.0, 2.0, 4.0)
"""Seconds before each further try."""
_PASSING = frozenset((408, 425, 429, 502, 503, 504))
_FULL = frozenset((413, 507))
_REFUSED = frozenset((401, 403))
_MOST_WAIT = 30.0
_ERROR_NUMBER = re.compile(r"^\[Errno -?\d+\] ")
_EMBEDDED = f"To answer from the files meanwhile: export {INSTEAD}=embedded"
LARGEST = 512 << 20
"""Bytes of an answer beyond which it is not read on."""


class TooLongError(SocEvidenceError):
    """The server did not answer within the time that the caller allows."""


class RefusedQueryError(SocEvidenceError):
    """The server understood the request and says that it is wrong (400), or cannot evaluate it (500)."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A request to be sent."""

    method: str
    address: str
    body: bytes
    media: str
    accept: str = "*/*"
    parameters: tuple[tuple[str, str], ...] = ()


class Connection:
    """A server's endpoints over HTTP."""

    def __init__(self, server: Server, pause: Callable[[float], None] = time.sleep) -> None:
        """`pause` waits before a request is sent again."""
        self.server = server
        self._pause = pause
        self._client = _client(server)
        weakref.finalize(self, self._client.close)

    def send(self, request: Sent, seconds: float = 0, largest: int | None = None) -> bytes:
        """Return the answer to a request; what may pass is tried again.

        Args:
            request: it must be one that may be sent twice.
            seconds: for the whole answer; 0 means as long as the server goes on sending.
            largest: bytes of the answer; `LARGEST` where nothing is said.

        Raises:
            MissingError: the server cannot be reached.
            BusyError: it is there, and asks to be left alone for now.
            UsageError: it refuses the credentials or the address.
            UnwritableError: it is full.
            RefusedQueryError: it finds fault with what was sent.
            TooLongError: it needs more than `seconds`.
            UnreadableError: it answers something else than it should.
        """
        deadline = time.monotonic() + seconds if seconds else 0.0
        for wait in (*WAITS, None):
            try:
                return self._once(request, deadline, largest or LARGEST)
            except _PassingError as error:
                if wait is None or (deadline and time.monotonic() + wait > deadline):
                    raise error.told from error
                self._pause(min(max(wait, error.after), _MOST_WAIT))
        raise AssertionError("the last try raises")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of open connections."""
        self._client.close()

    def _once(self, request: Sent, deadline: float, largest: int) -> bytes:
        left = max(deadline - time.monotonic(), 0.01) if deadline else self.server.timeout
        try:
            with self._client.stream(
                request.method,
                httpx.URL(request.address).copy_merge_params(request.parameters),
                content=request.body,
                headers={"Content-Type": request.media, "Accept": request.accept},
                timeout=min(left, self.server.timeout),
            ) as answer:
                body = _read(answer, deadline, largest)
        except httpx.TimeoutException as error:
            if deadline and time.monotonic() >= deadline - 0.05:
                raise _too_long(self.server) from None
            raise _PassingError(self._stalled()) from error
        except httpx.ConnectError as error:
            raise self._unreached(error) from error
        except httpx.HTTPError as error:
            raise _PassingError(self._broken(error)) from error
        if answer.status_code >= 300:
            raise self._failure(request, answer.status_code, answer.headers, body)
        return body

    def _failure(
        self, request: Sent, status: int, headers: Mapping[str, str], body: bytes
    ) -> SocEvidenceError | _PassingError:
        """Return what a status beyond success means."""
        said = words_of(body, 300)
        where = f"The server {httpx.URL(request.address).netloc.decode()}"
        if status in _PASSING:
            busy = BusyError(f"{where} is busy (status {status}): {said}", f"Try again later. {_EMBEDDED}")
            return _PassingError(busy, _seconds(headers.get("retry-after", "")))
        if status in _REFUSED:
            return UsageError(
                f"{where} refuses the credentials (status {status}).", _about_credentials(self.server)
            )
        if status < 400:
            return UsageError(
                f"{where} sends us on to {words_of(headers.get('location', 'nowhere').encode(), 300)}, "
                "and we do not follow.",
                "Name the final address in the configuration, if you trust it.",
            )
        if status in _FULL or "no space" in said.lower() or "disk full" in said.lower():
            return UnwritableError(f"{where} is full: {said}", "Make room there, then: soc-evidence push")
        if status in (404, 405, 406, 415):
            return UsageError(
                f"{where} takes no such request at {request.address} (status {status}).",
                "Look up its addresses for queries, updates and graphs; docs/larger-bases.md has some.",
            )
        return RefusedQueryError(f"{where} cannot do it (status {status}): {said}", _EMBEDDED)

    def _stalled(self) -> SocEvidenceError:
        return UnreadableError(
            f"The server {self.server.hosts} said nothing for {self.server.timeout} s.",
            f"Look whether it is well, or allow more: timeout = {self.server.timeout * 4} in [store]. "
            f"{_EMBEDDED}",
        )

    def _broken(self, error: Exception) -> SocEvidenceError:
        return UnreadableError(
            f"The server {self.server.hosts} broke off: {str(error) or type(error).__name__}.",
            f"Look whether it is well, then try again. {_EMBEDDED}",
        )

    def _unreached(self, error: Exception) -> SocEvidenceError | _PassingError:
        certificate = "certificate" in str(error).lower()
        told = MissingError(
            f"The server {self.server.hosts} cannot be reached: {_ERROR_NUMBER.sub('', str(error))}.",
            "Its certificate must be valid for this name; SSL_CERT_FILE names an authority of your own."
            if certificate
            else f"Start it, or correct its address in the configuration. {_EMBEDDED}",
        )
        return told if certificate else _PassingError(told)


class _PassingError(Exception):
    """What may pass: to be tried again, and told when it does not."""

    def __init__(self, told: SocEvidenceError, after: float = 0.0) -> None:
        super().__init__(told.message)
        self.told = told
        self.after = after


def _read(answer: httpx.Response, deadline: float, largest: int) -> bytes:
    """Read an answer piece by piece, no further than is allowed."""
    pieces, size = [], 0
    for piece in answer.iter_bytes():
        size += len(piece)
        if size > largest:
            raise UnreadableError(
                f"The server's answer is larger than {largest >> 20} MiB.", "Ask for less: add LIMIT."
            )
        if deadline and time.monotonic() > deadline:
            raise httpx.ReadTimeout("the time is up", request=answer.request)
        pieces.append(piece)
    return b"".join(pieces)


def _too_long(server: Server) -> TooLongError:
    return TooLongError(f"The server {server.hosts} did not answer in the time allowed.", "Ask for less.")


def _client(server: Server) -> httpx.Client:
    return httpx.Client(
        auth=_credentials(server),
        headers=_token(server),
        verify=ssl.create_default_context(),
        trust_env=False,
        follow_redirects=False,
        timeout=server.timeout,
    )


def _credentials(server: Server) -> Any:
    """Return user and password as they are to be sent, or None."""
    if not server.user_variable:
        return None
    pair = server.secret(server.user_variable), server.secret(server.password_variable)
    return httpx.DigestAuth(*pair) if server.scheme == "digest" else httpx.BasicAuth(*pair)


def _token(server: Server) -> dict[bytes, bytes]:
    token = server.secret(server.token_variable)
    return {b"Authorization": f"Bearer {token}".encode()} if token else {}


def _about_credentials(server: Server) -> str:
    named = [server.user_variable, server.password_variable, server.token_variable]
    if not any(named):
        return (
            "Name the environment variables that hold them: user-variable and password-variable in [store]."
        )
    return f"Set {' and '.join(filter(None, named))} to what it takes, or correct `scheme` in [store]."


def _seconds(text: str) -> float:
    """Return the seconds of a Retry-After header; none where it gives a date."""
    return float(text) if text.isascii() and text.isdigit() else 0.0
