"""One address for each record: its page for people, its statements for programs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from builder.workbench.kept_answers import kept
from builder.workbench.linked_details import linked_details
from builder.workbench.page_templates import page, workbench_of
from builder.workbench.record_addresses import PAGED_KINDS, address_of
from builder.workbench.record_graph import picture_of
from kb.api import Base
from kb.endpoint.resource_rdf import FORMATS, rdf_answer, wanted_format
from kb.errors import MissingError
from kb.model.graph import is_iri
from kb.model.record_names import kind_of, shorten


def record(request: Request) -> Response:
    """Show any record: what it says, what it rests on, what uses it."""
    kind, identifier = request.path_params["kind"], request.path_params["id"]
    if kind not in PAGED_KINDS:
        raise HTTPException(404)
    return record_page(request, workbench_of(request).shared.now(), f"{kind}/{identifier}", "record.html")


def record_page(request: Request, base: Base, name: str, template: str, **values: Any) -> Response:
    """Return a record's page, or its RDF where that was asked for.

    A template gets the record without its evidence lines, and those, of claims, as `lines`.

    Raises:
        MissingError: there is no such record.
    """
    iri = base.iri(name)
    form = wanted_format(request)
    if form:
        return rdf_answer(base, iri, form)
    node = base.explain(name)
    lines = [each for each in node.rests_on if each.kind == "line"]
    beside = replace(node, rests_on=tuple(each for each in node.rests_on if each.kind != "line"))
    return page(
        request,
        template,
        headers={"Vary": "Accept"},
        node=beside,
        lines=lines,
        iri=iri,
        details=linked_details(node, base.records.titles),
        picture=picture_of(node),
        formats=tuple(FORMATS),
        **values,
    )


def resource(request: Request) -> Response:
    """Show what the graph says of any IRI: a term, a concept, an imported value."""
    base = workbench_of(request).shared.now()
    iri = request.query_params.get("iri", "")
    if not is_iri(iri):
        raise MissingError(
            f"`{iri}` is no IRI.", "Give a whole one, such as https://w3id.org/soc-evidence/terms#Claim"
        )
    form = wanted_format(request)
    if form:
        return rdf_answer(base, iri, form)
    said = [(row["p"], row["o"], row["named"] == "yes") for row in base.graph.select(_SAID, s=iri)]
    used = [(row["s"], row["p"]) for row in base.graph.select(_USED, o=iri)]
    if not said and not used:
        raise MissingError(
            f"Nothing is known of {shorten(iri)}.", "Look for a part of its name with the search."
        )
    return page(
        request,
        "resource.html",
        iri=iri,
        short=shorten(iri),
        said=[(shorten(p), o, address_of(o) if named else "", shorten(o)) for p, o, named in said],
        used=[(s, address_of(s), shorten(s), shorten(p)) for s, p in used],
        is_record=kind_of(iri) in PAGED_KINDS,
        formats=tuple(FORMATS),
        most=_MOST,
    )


_MOST = 200
_SAID = f"""
SELECT DISTINCT ?s ?p ?o ?named {{
  ?s ?p ?o BIND(IF(ISIRI(?o), "yes", "no") AS ?named)
}} ORDER BY ?p ?o LIMIT {_MOST}"""
_USED = f"""
SELECT DISTINCT ?s ?p ?o {{ {{ ?s ?p ?o }} UNION {{ ?s ?o ?value BIND(?o AS ?p) }} }}
ORDER BY ?p ?s LIMIT {_MOST}"""
"""As the value of a statement, or as its property."""

ROUTES = [Route("/resource", kept(resource)), Route("/{kind}/{id}", kept(record))]
