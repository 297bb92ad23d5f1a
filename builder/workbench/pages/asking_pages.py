"""Questions to the graph: each named query with its form and its answer, and SPARQL of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from builder.workbench.kept_answers import kept
from builder.workbench.page_templates import page, workbench_of
from builder.workbench.record_addresses import address_of
from kb.charts.svg import svg
from kb.common.halting import Halt
from kb.endpoint.query_service import PUBLIC
from kb.endpoint.sparql_protocol import Asked, is_protocol, respond
from kb.errors import SocEvidenceError, UsageError
from kb.model.record_names import shorten
from kb.named_queries.query_catalogue import AUDIENCES, NamedQuery, Parameter, find_query
from kb.querying.answer_charts import chart_of_answer
from kb.querying.answer_formats import Format
from kb.querying.answers import Iri, Triples, Value, read_answer
from kb.querying.asking import Question
from kb.querying.evaluation import Limits, Outcome, Result
from kb.querying.query_errors import QueryError
from kb.querying.result_formats import note, render

DOWNLOADS: dict[str, tuple[Format, str]] = {
    "csv": (Format.CSV, "text/csv"),
    "tsv": (Format.TSV, "text/tab-separated-values"),
    "json": (Format.JSON, "application/sparql-results+json"),
    "xml": (Format.XML, "application/sparql-results+xml"),
    "turtle": (Format.TURTLE, "text/turtle"),
    "table": (Format.TABLE, "text/plain"),
}
"""What an answer can be taken away as, by the name that an address gives it."""
_MEDIA_OF_GRAPHS = {"json": "application/ld+json", "xml": "application/rdf+xml"}
_TABLES = tuple(form for form in DOWNLOADS if form != "turtle")
_ENDINGS = {"turtle": "ttl", "table": "txt"}
_ROWS = 1_000
"""Rows that a page shows; downloads have all."""
_SHORT = 13
_EXAMPLE = """# Which claims does evidence speak against?
SELECT ?claim ?statement WHERE {
  ?evidence cito:disputes ?claim ; soce:statement ?statement .
}
ORDER BY ?claim
LIMIT 50
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell of an answer."""

    text: str
    address: str = ""
    number: bool = False

    @property
    def short(self) -> bool:
        """Whether it is a code, a date or a word, which is not broken between lines."""
        return len(self.text) < _SHORT and " " not in self.text


@dataclass(frozen=True, slots=True)
class Table:
    """An answer as a page shows it."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Shown, ...], ...]
    note: str


def catalogue(request: Request) -> Response:
    """List the named queries by whom they are for."""
    base = workbench_of(request).shared.now()
    found = base.queries()
    groups = [(audience, [query for query in found if audience in query.audience]) for audience in AUDIENCES]
    return page(request, "queries.html", groups=groups, count=len(found))


def named(request: Request) -> Response:
    """Answer a named query with the values of its parameters."""
    base = workbench_of(request).shared.now()
    name = request.path_params["name"]
    query = find_query(name, base.workspace.queries)
    values = {each.name: _values(each, request.query_params.getlist(each.name)) for each in query.parameters}
    form = request.query_params.get("format", "")
    shared = workbench_of(request).shared
    with shared.query_slot():
        question = shared.with_searches(Question(query.name, query.text, query.empty))
        result = base.evaluate(question, values, _limits(form))
    if form:
        return _download(result, form, name)
    return page(
        request,
        "query.html",
        query=query,
        values=values,
        table=_table(result, query.empty),
        chart=_drawn(query, result),
        formats=_forms(result),
        address=f"{request.url.path}?{request.url.query}".rstrip("?"),
    )


def _limits(form: str) -> Limits:
    """Return the bounds of a query: of a page's also the rows, of a download's none but its size."""
    return replace(PUBLIC, rows=0 if form else _ROWS)


def _values(parameter: Parameter, given: list[str]) -> list[str]:
    """Return the values of a parameter; one field holds several where the default does."""
    if len(parameter.default.split()) < 2:
        return given or [parameter.default]
    return " ".join(given or [parameter.default]).replace(",", " ").split()


def sparql(request: Request) -> Response:
    """Answer SPARQL of one's own; without any, show the field with an example."""
    bench = workbench_of(request)
    base = bench.shared.now()
    text = request.query_params.get("query", "")
    table: Table | None = None
    mistake: SocEvidenceError | None = None
    formats: Sequence[str] = ()
    if text.strip():
        form = request.query_params.get("format", "")
        try:
            with bench.shared.query_slot():
                question = bench.shared.with_searches(Question("query", text.replace("\r\n", "\n")))
                result = base.evaluate(question, limits=_limits(form))
            if form:
                return _download(result, form, "answer")
            table, formats = _table(result, ""), _forms(result)
        except SocEvidenceError as error:
            mistake = error
    return page(
        request,
        "sparql.html",
        400 if mistake else 200,
        text=text or _EXAMPLE,
        asked=bool(text.strip()),
        table=table,
        formats=formats,
        mistake=mistake,
        **_place(text, mistake),
        examples=base.queries(),
    )


def _drawn(query: NamedQuery, result: Result) -> Markup | None:
    answer = read_answer(result)
    if query.chart is None or isinstance(answer, bool | Triples):
        return None
    chart = chart_of_answer(query, answer)
    return Markup(svg([chart], query.title)) if chart else None  # noqa: S704 - drawn and escaped by kb.charts


_AROUND = 2
"""Lines shown before and after a mistake."""


def _place(text: str, mistake: SocEvidenceError | None) -> dict[str, Any]:
    """Return where a mistake is, and the lines around it: number, what is before it, wrong, and after it."""
    if not isinstance(mistake, QueryError) or not mistake.line:
        return {"line": 0, "column": 0, "around": ()}
    around = []
    for number, line in enumerate(text.splitlines(), 1):
        if abs(number - mistake.line) <= _AROUND:
            at = mistake.column - 1 if number == mistake.line and mistake.column else len(line)
            wrong = re.match(r"\S*|\s+", line[at:])
            end = at + len(wrong[0]) if wrong else at
            around.append((number, line[:at], line[at:end] or " " * (number == mistake.line), line[end:]))
    return {"line": mistake.line, "column": mistake.column, "around": around}


def terms(request: Request) -> Response:
    """Give the names that a query can be made of, for the field to offer."""
    found = workbench_of(request).shared.now().terms()
    return JSONResponse([(term.name, term.called) for term in found])


def _download(result: Result, form: str, name: str) -> Response:
    if form not in DOWNLOADS:
        raise UsageError(f"`{form}` is no format of an answer.", f"There are {', '.join(DOWNLOADS)}.")
    kind, media = DOWNLOADS[form]
    if result.form == "triples":
        media = _MEDIA_OF_GRAPHS.get(form, media)
    return Response(
        render(result, kind),
        headers={
            "Content-Type": f"{media}; charset=utf-8",
            "Content-Disposition": f'attachment; filename="{name}.{_ENDINGS.get(form, form)}"',
        },
    )


def _forms(result: Result) -> Sequence[str]:
    return tuple(DOWNLOADS) if result.form == "triples" else _TABLES


def _table(result: Result, empty: str) -> Table:
    answer = read_answer(result)
    said = note(result, empty).replace("--limit 0 gives them all", "a download has them all")
    if isinstance(answer, bool):
        return Table(("answer",), ((Shown("yes" if answer else "no"),),), said)
    if isinstance(answer, Triples):
        return Table(("subject", "predicate", "object"), tuple(_triples(result)), said)
    rows = tuple(tuple(_cell(row[name]) for name in answer.columns) for row in answer)
    return Table(answer.columns, rows, said)


def _triples(result: Result) -> Iterator[tuple[Shown, ...]]:
    for quad in ox.parse(result.payload, format=ox.RdfFormat.N_TRIPLES):
        yield tuple(
            _cell(Iri(term.value) if isinstance(term, ox.NamedNode) else getattr(term, "value", str(term)))
            for term in quad.triple
        )


def _cell(value: Value) -> Shown:
    if isinstance(value, Iri):
        return Shown(shorten(value), address_of(value))
    if value is None:
        return Shown("")
    return Shown(str(value), number=isinstance(value, int | float | Decimal) and not isinstance(value, bool))


async def endpoint(request: Request) -> Response:
    """Answer programs by the SPARQL 1.1 Protocol, and people with a page, at one address."""
    if not is_protocol(request):
        return await run_in_threadpool(kept(sparql), request)
    shared = workbench_of(request).shared
    base = await run_in_threadpool(shared.now)  # what is wrong with the files is told as on every page

    def answer(asked: Asked, path: Path, form: Format, halt: Halt) -> Outcome:
        with shared.query_slot():
            question = shared.with_searches(Question("query", asked.query))
            limits = replace(PUBLIC, halt=halt)
            return base.write_answer(path, question, None, form, limits, asked.graphs)

    return await respond(request, answer)


ROUTES = [
    Route("/ask", kept(catalogue)),
    Route("/ask/{name}", kept(named)),
    Route("/sparql/terms", kept(terms)),
    Route("/sparql", endpoint, methods=["GET", "POST"]),
]
