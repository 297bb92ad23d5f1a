"""The query operation of the SPARQL 1.1 Protocol: what a request asks, and the answer in the form it takes.

https://www.w3.org/TR/sparql11-protocol/#query-operation. Updates are not taken: the files are the truth.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from kb.common.halting import Halt
from kb.endpoint.content_negotiation import preferred
from kb.endpoint.service_description import described
from kb.errors import BusyError, SocEvidenceError, UsageError
from kb.querying.answer_formats import Form, Format, form_of
from kb.querying.evaluation import Graphs, Outcome, temporary_file
from kb.querying.query_errors import QueryRefusedError, QueryStoppedError

QUERY_TYPE, FORM_TYPE = "application/sparql-query", "application/x-www-form-urlencoded"
_MOST_BYTES = 1_000_000
"""Largest query, in bytes."""
_MOST_SECONDS = 20.0
"""Time in which a query has to arrive."""
ROW_TYPES: Mapping[str, Format] = {
    "application/sparql-results+json": Format.JSON,
    "application/json": Format.JSON,
    "application/sparql-results+xml": Format.XML,
    "application/xml": Format.XML,
    "text/csv": Format.CSV,
    "text/tab-separated-values": Format.TSV,
}
_GRAPHS: Mapping[str, Format] = {
    "text/turtle": Format.TURTLE,
    "application/n-triples": Format.NTRIPLES,
    "application/ld+json": Format.JSON,
    "application/rdf+xml": Format.XML,
}
_PIECE = 1 << 18
_LOOK = 0.3
"""Seconds after which it is seen that a client has left."""
_LESS = "Ask for less: connect every pattern, sort and group fewer rows, take parts with LIMIT and OFFSET."
"""What helps a client of ours where a query was stopped: the bounds are not the client's to set."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks."""

    query: str
    graphs: Graphs


Answer = Callable[[Asked, Path, Format, Halt], Outcome]
"""Evaluates what is asked and writes the answer into a file, in a form that suits it, unless it is halted.

Raises:
    SocEvidenceError: it cannot be, for the reason given.
"""


class _BadRequestError(Exception):
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def is_protocol(request: Request) -> bool:
    """Say whether a request is a program's: anything but a page asked for by a browser."""
    if request.method == "POST":
        return True
    offered = {**dict.fromkeys((*ROW_TYPES, *_GRAPHS), "data"), "text/html": "page"}
    return preferred(request.headers.get("accept", ""), offered) == "data"


async def respond(request: Request, answer: Answer) -> Response:
    """Answer a request of the protocol; without a query, with the description of the service."""
    try:
        asked = await _asked(request)
        if asked is None:
            return described(str(request.url.replace(query="")), request.headers.get("accept", ""))
        form = await run_in_threadpool(form_of, asked.query)  # a long one takes seconds to read
        return await respond_with(request, form, partial(answer, asked))
    except _BadRequestError as error:
        return PlainTextResponse(f"{error}\n", error.status)
    except SocEvidenceError as error:
        return told(error)


async def _asked(request: Request) -> Asked | None:
    """Return what a request asks; None where it asks nothing."""
    if request.method == "POST" and _media(request) == QUERY_TYPE:
        return Asked(_text(await _body(request)), _graphs(request.query_params))
    given = request.query_params
    if request.method == "POST":
        if _media(request) != FORM_TYPE:
            raise _BadRequestError(415, f"Send a query as {QUERY_TYPE} or {FORM_TYPE}.")
        given = QueryParams(_text(await _body(request)))
    if "update" in given:
        raise _BadRequestError(403, "This endpoint is for reading; nothing is updated here.")
    queries = given.getlist("query")
    if not queries and request.method != "POST":
        return None
    if len(queries) != 1:
        raise _BadRequestError(400, "Give exactly one `query`.")
    return Asked(queries[0], _graphs(given))


async def _body(request: Request) -> bytes:
    body = b""
    try:
        async with asyncio.timeout(_MOST_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > _MOST_BYTES:
                    raise _BadRequestError(413, f"A query may have {_MOST_BYTES:,} bytes.")
    except TimeoutError:
        raise _BadRequestError(408, f"A query has {_MOST_SECONDS:g} s to arrive.") from None
    except ClientDisconnect:
        raise _BadRequestError(400, "The query came in part.") from None  # which nobody reads
    return body


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _BadRequestError(400, "The query is not UTF-8 text.") from error


def _graphs(given: QueryParams) -> Graphs:
    return Graphs(tuple(given.getlist("default-graph-uri")), tuple(given.getlist("named-graph-uri")))


def _media(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def respond_with(
    request: Request, form: Form, write: Callable[[Path, Format, Halt], Outcome]
) -> Response:
    """Send what is written into a file, in the form that the request prefers.

    The whole answer is there before any of it is sent, so that an error has its status, and a slow client
    holds up no query. It is halted when the client leaves.

    Raises:
        SocEvidenceError: as `write`.
    """
    offered = _GRAPHS if form is Form.TRIPLES else ROW_TYPES
    media = preferred(request.headers.get("accept", ""), {name: name for name in offered})
    if not media:
        return _unacceptable(tuple(offered))
    with temporary_file() as path:
        halt = Halt()
        leaving = asyncio.create_task(_halt_when_left(request, halt))
        try:
            await run_in_threadpool(write, path, offered[media], halt)
        finally:
            leaving.cancel()
        stream = path.open("rb")
        size = path.stat().st_size
    charset = "; charset=utf-8" if media.startswith("text/") else ""
    headers = {"Content-Type": f"{media}{charset}", "Content-Length": str(size), "Vary": "Accept"}
    return StreamingResponse(_pieces(stream), headers=headers)


async def _halt_when_left(request: Request, halt: Halt) -> None:
    while not await request.is_disconnected():
        await asyncio.sleep(_LOOK)
    await run_in_threadpool(halt.ask)


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    with stream:
        while piece := stream.read(_PIECE):
            yield piece


def _unacceptable(offered: Sequence[str]) -> Response:
    return PlainTextResponse(f"Answers come as {', '.join(offered)}.\n", 406)


def told(error: SocEvidenceError) -> Response:
    """Say why there is no answer, with the status that the protocol has for it."""
    status, headers = 500, {}
    if isinstance(error, BusyError):
        status, headers = 503, {"Retry-After": "5"}
    elif isinstance(error, QueryRefusedError):
        status = 403
    elif isinstance(error, UsageError):
        status = 400
    remedy = _LESS if isinstance(error, QueryStoppedError) else error.remedy
    return PlainTextResponse(f"{error.message}\n{remedy}\n", status, headers)
