"""What a state's law and standards of the field say of training and certification, as the base knows it."""

from __future__ import annotations

from kb.common.names import natural
from kb.model import Records
from kb.model.records import EvidenceItem, Law
from kb.standing import Standings, Use

_OF_STATES = "state-"
"""What the effects of measures of a state begin with (`ontology/schemes/legislative-effect.ttl`)."""
_STANDARD = "consensus-standard"


def state_laws(found: Records, standings: Standings, code: str, state: str) -> tuple[Law, ...]:
    """Return the laws and bills of a state on an occupation that may be shown, those of training first."""
    laws = [
        law
        for law in found.laws.values()
        if law.jurisdiction == state
        and code in law.about
        and law.effect.startswith(_OF_STATES)
        and standings.of(law.iri).allows(Use.SHOW)
    ]
    return tuple(sorted(laws, key=lambda law: (law.effect.endswith("recognition"), natural(law.id))))


def standards(found: Records, standings: Standings, code: str) -> tuple[EvidenceItem, ...]:
    """Return what consensus standards say that concerns an occupation, in order of id."""
    about = found.derived("evidence about", lambda: _subjects(found))
    items = [
        item
        for item in found.evidence.values()
        if code in about.get(item.iri, ())
        and item.provenance.source in found.sources
        and found.sources[item.provenance.source].authority == _STANDARD
        and standings.of(item.iri).allows(Use.SHOW)
    ]
    return tuple(sorted(items, key=lambda item: natural(item.id)))


def _subjects(found: Records) -> dict[str, frozenset[str]]:
    rows = found.knowledge.select("SELECT ?s ?o { ?s a soce:EvidenceItem ; dcterms:subject ?o }")
    subjects: dict[str, set[str]] = {}
    for row in rows:
        subjects.setdefault(row["s"], set()).add(row["o"].rpartition("/")[2])
    return {item: frozenset(codes) for item, codes in subjects.items()}
