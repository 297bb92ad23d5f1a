"""What the evidence base has for a draft, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from builder.draft import nodes
from builder.resolve import values
from builder.suggestions import numbers
from builder.suggestions.decisions import Decision
from builder.suggestions.passages import Paragraph, claims_made, paragraphs
from kb.model.record_names import id_of, name_of
from kb.namespaces import record
from kb.search import Bearer, Filters, Hit, Question, Session
from kb.search.signal_weights import HYBRID, LEXICAL
from kb.standing import Standings, Use
from kb.standing.gathering import standings_of_graph

FITS, CONTRARY, FIGURE, UNUSED = "fits", "contrary", "figure", "unused"
_LEAST = {HYBRID: 0.46, LEXICAL: 0.31}
"""Lowest score of a suggestion: below it most hits are beside the point."""
_SHARED = 3
"""Words that a paragraph and evidence have to share, where words are all there is to go by."""
_EACH = 3
"""Suggestions of a kind for one paragraph."""
_SHORTEST = 40
"""Characters; a shorter paragraph says too little to look for evidence."""
_CITABLE = ("evidence", "duty", "legislation")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that the draft could use."""

    kind: str
    """fits, contrary, figure, or unused."""
    line: int
    """Line of the paragraph; 0 for the draft as a whole."""
    record: str
    """Kind and id."""
    paste: str
    """What to put into the draft."""
    text: str
    """What the record says."""
    why: str
    """Why it is suggested."""


def suggestions_for(
    draft: nodes.Draft, session: Session, decisions: dict[str, Decision], *, unused: bool = True
) -> list[Suggestion]:
    """Return the suggestions for a draft, by line; what was decided already is not suggested again."""
    found = paragraphs(draft)
    cited = _cited(found, session)
    standings = standings_of_graph(session.knowledge)
    figures = numbers.known_figures(session.knowledge, standings)
    told: list[Suggestion] = []
    for paragraph in found:
        told += _fitting(paragraph, session, cited, standings)
        told += _numbers(paragraph, figures, draft.front.occupation)
    told += _unacknowledged(found, session, cited)
    if unused:
        told += _unused(draft, session, cited | {s.record for s in told})
    offered = (_remarked(suggestion, standings) for suggestion in told if suggestion.record not in decisions)
    kept = [suggestion for suggestion in offered if suggestion]
    order = (CONTRARY, FITS, FIGURE, UNUSED)
    kept.sort(key=lambda s: (s.line == 0, s.line, order.index(s.kind)))
    return list(dict.fromkeys(kept))


def _remarked(suggestion: Suggestion, standings: Standings) -> Suggestion | None:
    """Return a suggestion with what is known against its record; None where that may not be offered."""
    judgement = standings.of(record(*suggestion.record.split("/", 1)))
    if not judgement.allows(Use.OFFER):
        return None
    remark = judgement.said(Use.OFFER)
    return replace(suggestion, why=f"{suggestion.why}; {remark}") if remark else suggestion


def _cited(found: Iterable[Paragraph], session: Session) -> frozenset[str]:
    """Return what the draft cites, as kind/id: evidence by its own key, other records by their source."""
    keys = {key.rpartition(":")[2] for paragraph in found for key in paragraph.cited}
    names = {f"{kind}/{key}" for key in keys for kind in ("evidence", "claim", "duty", "objection")}
    return frozenset(names | {f"source/{key}" for key in keys})


def _fitting(
    paragraph: Paragraph, session: Session, cited: frozenset[str], standings: Standings
) -> Iterator[Suggestion]:
    """Yield evidence near to what the paragraph says, for and against, as far as it may be offered."""
    if len(paragraph.text) < _SHORTEST:
        return
    mode = HYBRID if session.dense else LEXICAL
    filters = Filters((("kind", _CITABLE),))
    hits = session.ask(Question(paragraph.text, mode, filters, 4 * _EACH))
    least = 0 if session.dense else _SHARED
    near = [
        hit
        for hit in hits
        if hit.score >= _LEAST[mode] and len(hit.words) >= least and not _is_cited(hit, cited)
        if standings.of(record(*hit.name.split("/", 1))).allows(Use.OFFER)
    ]
    for hit in near[:_EACH]:
        against = any(claim[1:] in paragraph.claims for claim in hit.claims if claim.startswith("-"))
        kind = CONTRARY if against or hit.stance == "contrary" else FITS
        yield Suggestion(kind, paragraph.line, hit.name, hit.cite, hit.text, _why(hit))


def _is_cited(hit: Hit, cited: frozenset[str]) -> bool:
    return hit.name in cited or (not hit.name.startswith("evidence/") and f"source/{hit.source}" in cited)


def _why(hit: Hit) -> str:
    words = f"words in common: {', '.join(hit.words[:6])}" if hit.words else "like in meaning"
    return f"{words}; {hit.path}" if hit.path else words


def _numbers(
    paragraph: Paragraph, figures: dict[Decimal, list[numbers.Series]], occupation: str
) -> Iterator[Suggestion]:
    for found in numbers.supplied(paragraph.text, figures, occupation):
        series = found.series
        text = f"{found.written}: {series.measure} of {series.occupation}, {series.period}"
        why = "the graph has this number; written so, it comes with its note and cannot go stale"
        if not found.exact:
            why = f"the graph has {values.with_unit(series.value, series.unit)}, which is nearly the same"
        yield Suggestion(FIGURE, paragraph.line, name_of(series.record), series.role, text, why)


def _unacknowledged(found: list[Paragraph], session: Session, cited: frozenset[str]) -> Iterator[Suggestion]:
    """Yield what disputes a section's claims and is cited nowhere, at the section's first paragraph."""
    seen: set[str] = set()
    for paragraph in found:
        for claim in paragraph.claims:
            if claim not in seen:
                seen.add(claim)
                for bearer in session.bearing_on(claim, "disputes"):
                    if bearer.name.startswith(("evidence/", "duty/")) and bearer.name not in cited:
                        yield _about(bearer, CONTRARY, paragraph.line, f"disputes claim/{claim}")


def _unused(draft: nodes.Draft, session: Session, known: frozenset[str]) -> Iterator[Suggestion]:
    """Yield what supports the draft's claims and is neither cited nor suggested."""
    for claim in sorted(claims_made(draft)):
        for bearer in session.bearing_on(claim, "supports"):
            if bearer.name.startswith("evidence/") and bearer.name not in known:
                known |= {bearer.name}
                yield _about(bearer, UNUSED, 0, f"supports claim/{claim}")


def _about(bearer: Bearer, kind: str, line: int, why: str) -> Suggestion:
    """Return the suggestion to cite what bears on a claim: evidence by its own id, a duty by its source's."""
    key = id_of(bearer.name) if bearer.name.startswith("evidence/") else bearer.source
    return Suggestion(kind, line, bearer.name, f"[@{key}]", bearer.text, why)
