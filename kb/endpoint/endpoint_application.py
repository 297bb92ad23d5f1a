"""The endpoint as an application of its own: protocol, named queries, descriptions, every thing as RDF.

| address | what it gives |
| --- | --- |
| `/sparql` | the SPARQL 1.1 Protocol; without a query, the service description |
| `/`, `/.well-known/void` | what the service and its data are (VoID, DCAT) |
| `/query` | the named queries as sh:SPARQLExecutable |
| `/query/NAME?code=33-9031` | the answer of one |
| `/id/claim/…`, `/soc/2018/…` and so on | what the graph says of that address below our base, as RDF |
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kb.common.halting import Halt
from kb.endpoint.content_negotiation import preferred
from kb.endpoint.listening import LOOPBACK
from kb.endpoint.query_service import QueryService
from kb.endpoint.resource_rdf import described_thing
from kb.endpoint.service_description import described, rdf_response
from kb.endpoint.sparql_protocol import ROW_TYPES, Asked, respond, respond_with, told
from kb.errors import MissingError, SocEvidenceError
from kb.named_queries.query_catalogue import NamedQuery, find_query
from kb.named_queries.query_statements import query_statements
from kb.namespaces import BASE
from kb.querying.answer_formats import Form, Format, form_of
from kb.querying.asking import Question
from kb.querying.evaluation import Outcome

_HEADERS = ("Accept", "Content-Type")


def make_endpoint(
    service: QueryService, hosts: Sequence[str] = LOOPBACK, origins: Sequence[str] = ()
) -> Starlette:
    """Return the endpoint as an ASGI application, for reading only; it closes its service at the end.

    Args:
        service: what it asks.
        hosts: names and addresses, without port, that a request may ask for.
        origins: web sites whose pages may ask it from a browser (CORS); none unless named, `*` for all.
    """

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(service.close)

    guards = [Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)]
    if origins:
        sites, methods = tuple(origins), ("GET", "POST")
        guards.append(
            Middleware(CORSMiddleware, allow_origins=sites, allow_methods=methods, allow_headers=_HEADERS)
        )
    made = Starlette(
        routes=[
            Route("/sparql", _sparql, methods=["GET", "POST"]),
            Route("/", _description),
            Route("/.well-known/void", _description),
            Route("/query", _queries),
            Route("/query/{name}", _named),
            Route("/{path:path}", _thing),
        ],
        middleware=guards,
        exception_handlers={SocEvidenceError: _told},
        lifespan=lifespan,
    )
    made.state.service = service
    return made


def _service(request: Request) -> QueryService:
    service: QueryService = request.app.state.service
    return service


async def _sparql(request: Request) -> Response:
    service = _service(request)

    def answer(asked: Asked, path: Path, form: Format, halt: Halt) -> Outcome:
        return service.write(path, form, Question("query", asked.query), graphs=asked.graphs, halt=halt)

    return await respond(request, answer)


def _description(request: Request) -> Response:
    """Describe the service and its data; the service is the one at /sparql wherever it is asked for."""
    address = str(request.url.replace(path="/sparql", query=""))
    return described(address, request.headers.get("accept", ""), _service(request).now())


def _queries(request: Request) -> Response:
    return _described(_service(request).now().queries(), request)


def _described(queries: Iterable[NamedQuery], request: Request) -> Response:
    triples = (said.quad.triple for query in queries for said in query_statements(query))
    return rdf_response(dict.fromkeys(triples), request.headers.get("accept", ""))


async def _named(request: Request) -> Response:
    """Answer a named query, or describe it to who takes RDF and no rows.

    What stands behind the question mark are its parameters, each given once or several times.
    """
    service = _service(request)
    query = await run_in_threadpool(
        lambda: find_query(request.path_params["name"], service.workspace.queries)
    )
    accept = request.headers.get("accept", "")
    form = form_of(query.text)
    if form is not Form.TRIPLES and not preferred(accept, dict.fromkeys(ROW_TYPES, "rows")):
        return _described([query], request)
    given = request.query_params
    parameters = {name: given.getlist(name) for name in given}
    question = Question(query.name, query.text, query.empty)

    def write(path: Path, kind: Format, halt: Halt) -> Outcome:
        return service.write(path, kind, question, parameters, halt=halt)

    return await respond_with(request, form, write)


def _thing(request: Request) -> Response:
    return described_thing(_service(request).now(), BASE + request.path_params["path"], request)


async def _told(request: Request, error: Exception) -> Response:
    if isinstance(error, MissingError):
        return PlainTextResponse(f"{error.message} {error.remedy}\n", 404)
    assert isinstance(error, SocEvidenceError), "registered for these"  # noqa: S101
    return told(error)
