"""What every request passes before a page is made, and what every answer is sent with.

The workbench runs on the user's own machine, where any web page that the user visits may try to reach it:
a foreign name that leads here (DNS rebinding) is refused by the Host header, a form sent from elsewhere by
its origin and by a key that only pages of the workbench hold.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import FormData, Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 100 * 2**20
"""Largest request body, in bytes; what a kind of document may have is less and is said by its reader."""
MOST_FILES = 50
"""Files of one form; a page that takes fewer says so itself."""
_TOO_MUCH = f"More than {MOST_BYTES // 2**20} MB at once are not taken in. Go back, and send fewer files."
FORM_KEY = "form-key"
"""Name of the hidden field, and of the header of scripts, that proves a change was sent from our pages."""
_KEY_COOKIE, _TOKEN_COOKIE = "soc-evidence-form", "soc-evidence-token"  # names, not secrets
_OURS = re.compile(r"[A-Za-z0-9_-]{32}")
"""What `token_urlsafe(24)` gives; a page tells by its key whether it is one visitor's."""
_COOKIE = "; Path=/; HttpOnly; SameSite=Strict"
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Sent with every answer that does not say otherwise."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who may reach the workbench."""

    hosts: tuple[str, ...] = _LOOPBACK
    """Names and addresses, without port, that a request may ask for."""
    token: str = ""
    """What a browser has to bring once; empty where only this machine can reach the workbench."""


class RequestGuards:
    """Middleware: refuse what is not asked of us, by us, within bounds; send the headers that protect."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app, self.access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = SimpleCookie(headers.get("cookie", ""))
        key = cookies[_KEY_COOKIE].value if _KEY_COOKIE in cookies else ""
        key = key if _OURS.fullmatch(key) else ""
        scope.setdefault("state", {})["form_key"] = key or secrets.token_urlsafe(24)
        new = "" if key else f"{_KEY_COOKIE}={scope['state']['form_key']}{_COOKIE}"

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    answered.setdefault(name, value)
                if new:
                    answered.append("Set-Cookie", new)
            await send(message)

        refused = self._refused(scope, headers, cookies)
        if refused is not None:
            await refused(scope, receive, sent)
            return
        await self.app(scope, _bounded(receive), sent)

    def _refused(self, scope: Scope, headers: Headers, cookies: SimpleCookie) -> Response | None:
        host = headers.get("host", "").rpartition("@")[2]
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        if name.lower() not in self.access.hosts:
            return PlainTextResponse("This address does not lead here.", 421)
        length = headers.get("content-length", "") or "0"
        if not (length.isascii() and length.isdigit()):
            return PlainTextResponse("The length of this request is no number.", 400)
        if self.access.token:
            return self._without_token(scope, cookies)
        return None

    def _without_token(self, scope: Scope, cookies: SimpleCookie) -> Response | None:
        held = cookies[_TOKEN_COOKIE].value if _TOKEN_COOKIE in cookies else ""
        if secrets.compare_digest(held.encode(), self.access.token.encode()):
            return None
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        given = asked.get("token", [""])[0]
        if not secrets.compare_digest(given.encode(), self.access.token.encode()):
            return PlainTextResponse(
                "Open the address that `soc-evidence serve` printed, with its token.", 401
            )
        answer = RedirectResponse(scope["path"], 303)
        answer.headers["Set-Cookie"] = f"{_TOKEN_COOKIE}={self.access.token}{_COOKIE}"
        return answer


def _bounded(receive: Receive) -> Receive:
    """Count what is received: a request need not say its length."""
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > MOST_BYTES:
            raise HTTPException(413, _TOO_MUCH)
        return message

    return counted


Change = Callable[[Request, FormData], Awaitable[Response]]


def changing(change: Change) -> Callable[[Request], Awaitable[Response]]:
    """Guard a page that changes something: it is sent from our own pages, by someone who looks at them."""

    @wraps(change)
    async def guarded(request: Request) -> Response:
        if int(request.headers.get("content-length", "") or 0) > MOST_BYTES:
            raise HTTPException(413, _TOO_MUCH)
        origin = request.headers.get("origin", "")
        if origin and urlsplit(origin).netloc != request.headers.get("host", ""):
            raise HTTPException(403, "This form was sent from another site.")
        async with request.form(max_files=MOST_FILES, max_fields=2000, max_part_size=8 * 2**20) as form:
            given = request.headers.get(f"x-{FORM_KEY}", "") or str(form.get(FORM_KEY, ""))
            if not secrets.compare_digest(given.encode(), request.state.form_key.encode()):
                raise HTTPException(
                    403, "This form is of an earlier visit. Open its page again, then send it."
                )
            return await change(request, form)

    guarded.changes = True  # type: ignore[attr-defined] # seen by the test that every change is guarded
    return guarded
