"""The classification, from its groups down to one occupation with everything on record about it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from builder.workbench.kept_answers import kept
from builder.workbench.page_templates import page, workbench_of
from kb.analysis.compare import FUNCTIONS
from kb.analysis.compared_figures import EMPLOYMENT, TRAINING, WAGES, FigureRow
from kb.analysis.comparison_charts import chart_of
from kb.api import Base
from kb.charts.svg import svg
from kb.endpoint.resource_rdf import FORMATS, rdf_answer, wanted_format
from kb.errors import MissingError, UsageError
from kb.model.record_names import id_of
from kb.model.records import Duty
from kb.standing import Judgement

_CHILDREN = """
SELECT ?s ?parent ?title WHERE {
  VALUES ?parent {} ?s skos:broader ?parent ; skos:prefLabel ?title
} ORDER BY ?s"""
_TOP = """
SELECT ?scheme ?s ?title WHERE {
  ?s skos:inScheme ?scheme ; skos:prefLabel ?title FILTER NOT EXISTS { ?s skos:broader ?above }
} ORDER BY ?s"""
_PATH = "SELECT ?it ?above ?title { ?it skos:broader+ ?above . ?above skos:prefLabel ?title } ORDER BY ?above"


@dataclass(frozen=True, slots=True)
class Class:
    """A class of the classification in a list."""

    code: str
    title: str
    duties: int = 0
    """Duties on record."""


def occupations(request: Request) -> Response:
    """List the groups, and the occupations that have duties on record."""
    base = workbench_of(request).shared.now()
    top = base.graph.select(_TOP, scheme=base.records.classification.scheme)
    described = {duty.occupation for duty in base.records.duties.values()}
    titles = base.records.titles
    return page(
        request,
        "occupations.html",
        groups=[Class(id_of(row["s"]), row["title"]) for row in top],
        described=[
            Class(code, titles.get(code, ""), len(base.records.duties_of(code))) for code in sorted(described)
        ],
        classification=base.records.classification.name,
    )


def occupation(request: Request) -> Response:
    """Show an occupation or group: its place, definition, duties, figures, and what is argued about it."""
    base = workbench_of(request).shared.now()
    code = request.path_params["code"]
    iri = base.iri(f"soc/{code}")
    form = wanted_format(request)
    if form:
        return rdf_answer(base, iri, form)
    records = base.records
    found = records.occupation(code)
    if found is None:
        raise MissingError(
            f"`{code}` is no class of the {records.classification.name}.", "Search for its title."
        )
    figures, charts = _figures(base, code)
    return page(
        request,
        "occupation.html",
        headers={"Vary": "Accept"},
        occupation=found,
        path_up=[Class(id_of(row["above"]), row["title"]) for row in base.graph.select(_PATH, it=iri)],
        children=[Class(id_of(row["s"]), row["title"]) for row in base.graph.select(_CHILDREN, parent=[iri])],
        duties=_duties(base, code),
        functions=records.functions,
        sources=records.sources,
        figures=figures,
        label=records.label,
        charts=charts,
        claims=[claim for claim in records.claims.values() if code in claim.about],
        objections=[objection for objection in records.objections.values() if code in objection.about],
        laws=[law for law in records.laws.values() if code in law.about],
        supports=base.support,
        iri=iri,
        formats=tuple(FORMATS),
    )


def _duties(base: Base, code: str) -> list[tuple[Duty, Judgement]]:
    """Return the duties with the judgement on each."""
    return [(duty, base.standing(f"duty/{duty.id}")) for duty in base.records.duties_of(code)]


def _figures(base: Base, code: str) -> tuple[list[FigureRow], Markup | None]:
    """Return the figures of all periods, and a picture of those that can be drawn."""
    found = base.compare(code, by=(EMPLOYMENT, WAGES, TRAINING), whole=True, series=True)
    rows = [row for row in found.figures if row.value is not None]
    try:
        picture = chart_of(found, base.records.sources)
    except UsageError:
        return rows, None
    return rows, Markup(svg(picture.charts, f"Figures of {code}"))  # noqa: S704 - drawn and escaped by kb.charts


def matrix(request: Request) -> Response:
    """Show how many duties of each occupation perform each function; each number leads to the duties."""
    base = workbench_of(request).shared.now()
    codes = request.query_params.get("codes", "") or " ".join(_with_duties(base))
    found = base.compare(codes, by=FUNCTIONS)
    return page(request, "matrix.html", found=found, codes=codes, all_codes=_with_duties(base))


def performed(request: Request) -> Response:
    """Show the duties of an occupation that perform a function: a cell of the matrix, opened."""
    base = workbench_of(request).shared.now()
    code, name = request.path_params["code"], request.path_params["function"]
    function = base.records.functions.get(name)
    if function is None:
        raise MissingError(f"There is no function `{name}`.", "The matrix has them all.")
    found = base.compare(code, by=FUNCTIONS)
    cell = next(cell for row in found.functions if row.function == name for cell in row.cells)
    wanted = set(cell.duties or ())
    return page(
        request,
        "performed.html",
        function=function,
        subject=found.subjects[0],
        duties=[duty for duty in found.duties if duty.id in wanted],
        recorded=cell.duties is not None,
    )


def _with_duties(base: Base) -> list[str]:
    return sorted({duty.occupation for duty in base.records.duties.values()})


ROUTES = [
    Route("/occupations", kept(occupations)),
    Route("/soc/{code}", kept(occupation)),
    Route("/matrix", kept(matrix)),
    Route("/matrix/{code}/{function}", kept(performed)),
]
