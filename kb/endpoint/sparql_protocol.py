"""The query operation of the SPARQL 1.1 Protocol: what a request asks, and the answer in the form it takes.

https://www.w3.org/TR/sparql11-protocol/#query-operation. Updates are not taken: the files are the truth.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kb.endpoint.content_negotiation import preferred
from kb.endpoint.service_description import described
from kb.errors import BusyError, SocEvidenceError
from kb.querying.answer_formats import Form, Format
from kb.querying.evaluation import Graphs, Result
from kb.querying.query_errors import QueryError, QueryRefusedError
from kb.querying.result_formats import render

QUERY_TYPE, FORM_TYPE = "application/sparql-query", "application/x-www-form-urlencoded"
_MOST_BYTES = 1_000_000
"""Largest query, in bytes."""
_ROWS: Mapping[str, Format] = {
    "application/sparql-results+json": Format.JSON,
    "application/json": Format.JSON,
    "application/sparql-results+xml": Format.XML,
    "application/xml": Format.XML,
    "text/csv": Format.CSV,
    "text/tab-separated-values": Format.TSV,
}
_GRAPHS: Mapping[str, str] = {
    "text/turtle": "text/turtle",
    "application/n-triples": "application/n-triples",
    "application/ld+json": "application/ld+json",
    "application/rdf+xml": "application/rdf+xml",
}
_GRAPH_FORMATS = {
    "text/turtle": Format.TURTLE,
    "application/ld+json": Format.JSON,
    "application/rdf+xml": Format.XML,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks."""

    query: str
    graphs: Graphs


Answer = Callable[[Asked], Result]
"""Evaluates what is asked.

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
    offered = {**dict.fromkeys((*_ROWS, *_GRAPHS), "data"), "text/html": "page"}
    return preferred(request.headers.get("accept", ""), offered) == "data"


async def respond(request: Request, answer: Answer) -> Response:
    """Answer a request of the protocol; without a query, with the description of the service."""
    try:
        asked = await _asked(request)
        if asked is None:
            return described(str(request.url.replace(query="")), request.headers.get("accept", ""))
        result = await run_in_threadpool(answer, asked)
        return await run_in_threadpool(_written, result, request.headers.get("accept", ""))
    except _BadRequestError as error:
        return PlainTextResponse(f"{error}\n", error.status)
    except SocEvidenceError as error:
        return _told(error)


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
    if not queries and request.method == "GET":
        return None
    if len(queries) != 1:
        raise _BadRequestError(400, "Give exactly one `query`.")
    return Asked(queries[0], _graphs(given))


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise _BadRequestError(413, f"A query may have {_MOST_BYTES:,} bytes.")
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


def _written(result: Result, accept: str) -> Response:
    if result.form is Form.TRIPLES:
        media = preferred(accept, _GRAPHS)
        if not media:
            return _unacceptable(tuple(_GRAPHS))
        kind = _GRAPH_FORMATS.get(media)
        return _answer(render(result, kind).encode() if kind else result.payload, media)
    media = preferred(accept, {name: name for name in _ROWS})
    if not media:
        return _unacceptable(tuple(_ROWS))
    return _answer(render(result, _ROWS[media]).encode(), media)


def _answer(data: bytes, media: str) -> Response:
    charset = "; charset=utf-8" if media.startswith("text/") else ""
    return Response(data, headers={"Content-Type": f"{media}{charset}", "Vary": "Accept"})


def _unacceptable(offered: Sequence[str]) -> Response:
    return PlainTextResponse(f"Answers come as {', '.join(offered)}.\n", 406)


def _told(error: SocEvidenceError) -> Response:
    """Say why there is no answer, with the status that the protocol has for it."""
    status, headers = 500, {}
    if isinstance(error, BusyError):
        status, headers = 503, {"Retry-After": "5"}
    elif isinstance(error, QueryRefusedError):
        status = 403
    elif isinstance(error, QueryError):
        status = 400
    return PlainTextResponse(f"{error.message}\n{error.remedy}\n", status, headers)
