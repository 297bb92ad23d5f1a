"""How many records a document draws on, and how far each was verified: what a reader may rely on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from builder.building import Prepared
from kb.model.records import Provenance


@dataclass(frozen=True, slots=True)
class Counts:
    """What a document draws on, in numbers."""

    title: str
    docket: str
    submitter: str
    claims: tuple[str, ...]
    """Statements of the claims that it argues."""
    contrary: int
    """Records that speak against one of them."""
    evidence: int
    figures: int
    duties: int
    sources: int
    """Works cited in notes."""
    notes: int
    quotations: int
    """Evidence items drawn on that quote their source."""
    verification: tuple[tuple[str, int], ...]
    """Mark of verification, and how many records drawn on bear it."""


def counted(prepared: Prepared) -> Counts:
    """Count what a document draws on."""
    context = prepared.resolved.context
    lookup, used, front = context.lookup, context.used, context.draft.front
    items = [lookup.evidence[i] for i in used.evidence if i in lookup.evidence]
    figures = [figure for i in used.figures if (figure := lookup.figure(i))]
    duties = [lookup.duties[i] for i in used.duties if i in lookup.duties]
    origins: list[Provenance] = [one.provenance for some in (items, figures, duties) for one in some]
    marks = Counter(lookup.label("verification", origin.verification) for origin in origins)
    argued = list(dict.fromkeys(use.id for use in context.outline.claims if use.id in lookup.claims))
    against = {record for claim in argued for record in context.supports[claim].contrary}
    return Counts(
        title=front.title,
        docket=context.docket.number if context.docket else "",
        submitter=front.submitter.organization or front.submitter.name,
        claims=tuple(lookup.claims[claim].statement for claim in argued),
        contrary=len(against),
        evidence=len(items),
        figures=len(figures),
        duties=len(duties),
        sources=len(context.notes.cited),
        notes=len(context.notes.notes),
        quotations=sum(bool(item.quote) for item in items),
        verification=tuple(marks.most_common()),
    )
