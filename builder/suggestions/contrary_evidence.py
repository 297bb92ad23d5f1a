"""What the base has against a claim, or against what a draft argues.

Three things speak against a claim: what is recorded to dispute it, with how the base weighs that; requests of
its kind that the committee refused; and objections that it is to answer. A draft's claims are those that its
sections name, and of a paragraph also the claim that it touches on in words of its own.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from builder.case import Case, case_of
from builder.draft import nodes
from builder.draft.outline import outline
from builder.resolve.directives import NAMING
from builder.suggestions.decisions import Decision
from builder.suggestions.passages import Paragraph, paragraphs
from builder.suggestions.shown_records import shown
from builder.suggestions.suggesting import CONTRARY, Suggestion, about, offered
from kb.common.names import did_you_mean
from kb.errors import MissingError
from kb.model import Records
from kb.model.committee_decisions import Decision as Refusal
from kb.model.record_names import id_of
from kb.model.records import EvidenceLine, Objection
from kb.search import Filters, Session
from kb.standing.gathering import standings_of_graph

REFUSED, OBJECTION = "refused", "objection"
_CLAIMS = Filters((("kind", ("claim",)),))
"""What a paragraph may touch on."""
_STATED = 12
"""Weight of the words that a paragraph shares in one sentence with the claim that it touches on. Of 44
paragraphs of the example in sections that name claims 33 have one of these nearest; of the 25 with this
weight all."""
_LIST = "Look for it: soc-evidence search --kind claim WORDS."
_LONGEST = 240
"""Characters of a weighing."""


def against_claims(claims: Iterable[str], records: Records, session: Session) -> list[Suggestion]:
    """Return what speaks against claims, by their ids; nothing twice.

    Raises:
        MissingError: there is no such claim.
    """
    found: list[Suggestion] = []
    for claim in claims:
        if claim not in records.claims:
            raise MissingError(
                f"There is no claim `{claim}`.",
                did_you_mean(claim, records.claims, _LIST),
            )
        found += _Against(records, session).to(claim, 0, "")
    return _once(found, session, ())


def against_draft(
    draft: nodes.Draft,
    records: Records,
    session: Session,
    decisions: dict[str, Decision],
    looked: Collection[Paragraph] | None = None,
) -> list[Suggestion]:
    """Return what speaks against what a draft argues and is neither cited there nor answered, by line.

    What was decided already is not suggested again; `looked` are the only paragraphs whose words are looked
    at, where there was no time for more.
    """
    every, case, made = paragraphs(draft), case_of(draft.front, records), outline(draft, NAMING)
    answered = {use.id for use in made.answers} | {*draft.front.declines_to_contest}
    told = _Against(records, session, shown(draft, every, session).cited, answered)
    found: list[Suggestion] = []
    argued: set[str] = set()
    for paragraph in every:
        for claim in paragraph.claims:
            if claim in records.claims and claim not in argued:
                found += told.to(claim, paragraph.line, "")
        argued |= {*paragraph.claims}
    for paragraph in every if looked is None else looked:
        claim = touched_on(paragraph, session)
        if claim and claim not in argued:
            argued.add(claim)
            found += told.to(claim, paragraph.line, ", which this paragraph touches on")
    kept = [s for s in found if s.kind != OBJECTION or _owed(records.objections[id_of(s.record)], case)]
    return sorted(_once(kept, session, decisions), key=lambda s: s.line)


def _owed(objection: Objection, case: Case) -> bool:
    return not case.opposes and case.concerns(objection.about)


def _once(found: Iterable[Suggestion], session: Session, decided: Collection[str]) -> list[Suggestion]:
    """Return the first suggestion of each record that may be offered."""
    standings = standings_of_graph(session.knowledge)
    first = {s.record: s for s in reversed([*found]) if s.record not in decided}
    allowed = (offered(s, standings) for s in reversed(first.values()))
    return [s for s in allowed if s]


def touched_on(paragraph: Paragraph, session: Session) -> str:
    """Return the id of the claim that a paragraph touches on in its own words; empty where none is for sure.

    It is nearest by words and meaning together, and no other shares more words with one sentence.
    """
    found = session.evidence_for(paragraph.text, _CLAIMS)
    most = max((fitting.stated for fitting in found), default=0.0)
    return id_of(found[0].hit.name) if most >= _STATED and found[0].stated == most else ""


def is_known(paragraph: Paragraph, session: Session) -> bool:
    """Say whether the session knows already what a paragraph touches on."""
    return session.has_evidence_for(paragraph.text, _CLAIMS)


class _Against:
    """The base, without what a draft cites and answers."""

    def __init__(
        self,
        records: Records,
        session: Session,
        cited: Collection[str] = (),
        answered: Collection[str] = (),
    ) -> None:
        self.records, self.session, self.cited, self.answered = records, session, cited, answered

    def to(self, claim: str, line: int, whose: str) -> Iterator[Suggestion]:
        """Yield what speaks against a claim; `whose` says why it is the draft's, where that is not plain."""
        rows: dict[EvidenceLine, list[Suggestion]] = {}
        for bearer in self.session.bearing_on(claim, "disputes"):
            if bearer.name.startswith("objection/") or bearer.name in self.cited:
                continue
            weighing = self.weighing(claim, bearer.name)
            weighed = f"; weighed: {_clipped(weighing.argument)}" if weighing and weighing.argument else ""
            found = about(bearer, CONTRARY, line, f"contrary to claim/{claim}{whose}{weighed}")
            if weighing and not bearer.name.startswith("evidence/"):
                rows.setdefault(weighing, []).append(found)
            else:
                yield found
        for first, *others in rows.values():
            more = f"; and {len(others)} more weighed with it" if others else ""
            yield replace(first, text=f"{first.text.rstrip('.')}{more}.")
        yield from self.refused(claim, line, whose)
        yield from self.objections(claim, line, whose)

    def weighing(self, claim: str, name: str) -> EvidenceLine | None:
        """Return what the base says to a record that disputes a claim, where it says something."""
        kind, _, identifier = name.partition("/")
        for line in self.records.claims[claim].lines:
            held = {"evidence": line.items, "figure": line.figures, "duty": line.duties}.get(kind, ())
            if line.direction == "disputes" and identifier in held:
                return line
        return None

    def refused(self, claim: str, line: int, whose: str) -> Iterator[Suggestion]:
        """Yield requests of the kind of a claim that the committee refused."""
        for one in self.records.decisions.values():
            if one.refused and claim in one.claims and not self.names(one):
                why = f"the committee refused a request of the kind of claim/{claim}{whose}; say what differs"
                name, paste = f"decision/{one.id}", f"[@decision:{one.id}]"
                yield Suggestion(REFUSED, line, name, paste, _said(one), why)

    def objections(self, claim: str, line: int, whose: str) -> Iterator[Suggestion]:
        """Yield objections that a claim is to answer."""
        for one in self.records.objections.values():
            if claim in one.answered_by and one.id not in self.answered:
                reply = "" if one.reply else "; no reply is on record"
                why = f"claim/{claim}{whose} is to answer it{reply}; answer it with {{objection}} {one.id}"
                yield Suggestion(OBJECTION, line, f"objection/{one.id}", "", one.statement, why)

    def names(self, one: Refusal) -> bool:
        """Say whether a draft cites a decision or its source, or answers an objection that it states."""
        cited = {f"decision/{one.id}", f"source/{one.provenance.source}"}
        return not cited.isdisjoint(self.cited) or not {*self.answered}.isdisjoint(one.objections)


def _clipped(argument: str) -> str:
    return textwrap.shorten(argument, _LONGEST, placeholder=" …").rstrip(".")


def _said(one: Refusal) -> str:
    docket = f"docket {one.docket}, " if one.docket else ""
    return f"“{one.title}” ({docket}{one.round}): {one.reason or 'no reason was seen'}"
