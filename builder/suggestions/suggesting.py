"""What the evidence base has for a draft, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from builder.draft import nodes
from builder.resolve import values
from builder.suggestions import numbers
from builder.suggestions.decisions import Decision
from builder.suggestions.fitting_evidence import Called, called_for
from builder.suggestions.passages import Paragraph, claims_made, paragraphs
from builder.suggestions.shown_records import shown
from kb.model.record_names import id_of, name_of
from kb.namespaces import record
from kb.search import Bearer, Hit, Session
from kb.standing import Judgement, Standings, Use
from kb.standing.gathering import standings_of_graph

FITS, CONTRARY, FIGURE, UNUSED = "fits", "contrary", "figure", "unused"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that the draft could use."""

    kind: str
    """fits, contrary, figure, or unused; of what speaks against a draft also refused and objection."""
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
    draft: nodes.Draft,
    session: Session,
    decisions: dict[str, Decision],
    *,
    unused: bool = True,
    looked: list[Paragraph] | None = None,
) -> list[Suggestion]:
    """Return the suggestions for a draft, by line; what was decided already is not suggested again.

    `unused` asks for what supports the draft's claims and no paragraph uses, too; `looked` are the only
    paragraphs that evidence is suggested for, where not all could be looked at yet.
    """
    found = paragraphs(draft)
    known = shown(draft, found, session)
    standings = standings_of_graph(session.knowledge)
    figures = numbers.known_figures(session.knowledge, standings)
    asking = found if looked is None else looked
    called = called_for(asking, session, known, lambda name: _judged(name, standings).allows(Use.OFFER))
    told = [_suggested(one) for one in called]
    for paragraph in found:
        told += _numbers(paragraph, figures, draft.front.occupation)
    told += _unacknowledged(found, session, known.cited | {s.record for s in told})
    if unused:
        told += _unused(draft, session, known.cited | known.repeated | {s.record for s in told})
    left = (offered(suggestion, standings) for suggestion in told if suggestion.record not in decisions)
    kept = [suggestion for suggestion in left if suggestion]
    order = (CONTRARY, FITS, FIGURE, UNUSED)
    kept.sort(key=lambda s: (s.line == 0, s.line, order.index(s.kind)))
    return list(dict.fromkeys(kept))


def offered(suggestion: Suggestion, standings: Standings) -> Suggestion | None:
    """Return a suggestion with what is known against its record; None where that may not be offered."""
    judgement = _judged(suggestion.record, standings)
    if not judgement.allows(Use.OFFER):
        return None
    remark = judgement.said(Use.OFFER)
    return replace(suggestion, why=f"{suggestion.why}; {remark}") if remark else suggestion


def _judged(name: str, standings: Standings) -> Judgement:
    return standings.of(record(*name.split("/", 1)))


def _suggested(called: Called) -> Suggestion:
    hit, paragraph = called.fitting.hit, called.paragraph
    against = [claim[1:] for claim in hit.claims if claim.startswith("-")]
    argued = [claim for claim in against if claim in paragraph.claims]
    contrary = argued or (against if hit.stance == "contrary" else [])
    why = f"contrary to {', '.join(f'claim/{claim}' for claim in contrary)}; " if contrary else ""
    others = f"; also fits line {', '.join(map(str, called.others))}" if called.others else ""
    kind = CONTRARY if contrary else FITS
    return Suggestion(kind, paragraph.line, hit.name, hit.cite, hit.text, f"{why}{_why(hit)}{others}")


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
                        cited |= {bearer.name}
                        yield about(bearer, CONTRARY, paragraph.line, f"contrary to claim/{claim}")


def _unused(draft: nodes.Draft, session: Session, known: frozenset[str]) -> Iterator[Suggestion]:
    """Yield what supports the draft's claims and is neither cited nor suggested."""
    for claim in sorted(claims_made(draft)):
        for bearer in session.bearing_on(claim, "supports"):
            if bearer.name.startswith("evidence/") and bearer.name not in known:
                known |= {bearer.name}
                yield about(bearer, UNUSED, 0, f"supports claim/{claim}")


def about(bearer: Bearer, kind: str, line: int, why: str) -> Suggestion:
    """Return the suggestion to cite what bears on a claim: a duty by its source's id, others by their own."""
    key = bearer.source if bearer.name.startswith("duty/") else id_of(bearer.name)
    return Suggestion(kind, line, bearer.name, f"[@{key}]", bearer.text, why)
