"""Sources with their quotations, verdicts and, where this machine has it and it may be shown, their text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from builder.workbench.kept_answers import kept
from builder.workbench.page_templates import page, workbench_of
from builder.workbench.pages.record_pages import record_page
from kb.api import Base
from kb.errors import UnreadableError
from kb.quoting.quotations import Proof
from kb.quoting.verdict import Span

_MOST = 200_000
"""Characters of a text that a page shows."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A statement that rests on a source."""

    id: str
    statement: str
    quote: str
    locator: str
    verification: str
    verdict: str
    """What its quotation came to when it was compared last; empty where it quotes nothing."""


def sources(request: Request) -> Response:
    """List the sources."""
    base = workbench_of(request).shared.now()
    records = base.records
    count: dict[str, int] = {}
    for item in records.evidence.values():
        count[item.provenance.source] = count.get(item.provenance.source, 0) + 1
    rows = [
        (source, count.get(source.id, 0), base.standing(f"source/{source.id}"))
        for source in records.sources.values()
    ]
    return page(request, "sources.html", rows=rows, label=records.label)


def source(request: Request) -> Response:
    """Show a source: what it is, each statement that rests on it with its quotation, and its text."""
    bench = workbench_of(request)
    base = bench.shared.now()
    identifier = request.path_params["id"]
    base.iri(f"source/{identifier}")
    proofs = base.quotations(identifier)
    text, remark = (Markup(""), "") if bench.read_only else _text(base, identifier, proofs)
    return record_page(
        request,
        base,
        f"source/{identifier}",
        "source.html",
        quoted=list(_quoted(base, identifier, proofs)),
        text=text,
        remark=remark,
    )


def _quoted(base: Base, source: str, proofs: Iterable[Proof]) -> Iterator[Quoted]:
    verdicts = {proof.quotation.name: _verdict(proof) for proof in proofs}
    for item in base.records.evidence.values():
        if item.provenance.source == source:
            locator = ", ".join(f"{part} {value}" for part, value in item.provenance.locator)
            verdict = verdicts.get(f"evidence/{item.id}", "")
            yield Quoted(item.id, item.statement, item.quote, locator, item.provenance.verification, verdict)


def _verdict(proof: Proof) -> str:
    """Say what a quotation came to: now, where its text is at hand; else what is on record."""
    if proof.comparison.verdict.settled:
        return str(proof.comparison.verdict)
    if proof.recorded is not None:
        return f"{proof.recorded.verdict}, compared on {proof.recorded.date}"
    return str(proof.comparison.verdict)


def _text(base: Base, source: str, proofs: Iterable[Proof]) -> tuple[Markup, str]:
    """Return a source's text with the quoted words marked, and why there is none or not all of it."""
    try:
        found = base.text(source)
    except UnreadableError as error:
        return Markup(""), f"Its document is at hand, and cannot be read. {error.message}"
    if found is None:
        return Markup(
            ""
        ), f"No document of it is on this machine; put it into texts/ as {source}.pdf to see it here."
    held = [proof.comparison.places[0] for proof in proofs if proof.comparison.places]
    cut = f"The first {_MOST:,} characters are shown." if len(found.text) > _MOST else ""
    return _marked(found.text[:_MOST], held), cut


def _marked(text: str, places: Iterable[Span]) -> Markup:
    """Mark stretches of a text; of those that overlap the first."""
    parts, at = Markup(""), 0
    for place in sorted(places, key=lambda span: (span.start, span.end)):
        if place.start >= at and place.end <= len(text):
            parts += text[at : place.start]
            parts += Markup("<mark>{}</mark>").format(text[place.start : place.end])
            at = place.end
    return parts + text[at:]


ROUTES = [Route("/sources", kept(sources)), Route("/source/{id}", kept(source))]
