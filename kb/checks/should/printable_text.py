"""Texts that a draft prints are the filer's words there: no ids of records, no notes to editors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import lru_cache

from kb.common.check_folders import declare
from kb.findings import Finding
from kb.namespaces import RDF_TYPE, RECORDS, iri
from kb.records.collection import Collection

CHECK = declare(
    __name__,
    "A text that drafts print speaks to editors: it names a record by its id, speaks for the filing or of "
    "the base, or says what somebody has to do.",
    "Say it so that it can stand in anybody's comment; what is for editors goes under `note:`.",
)
_PRINTED = {
    "claim": ("dcterms:title", "soce:statement", "soce:argument"),
    "objection": ("dcterms:title", "soce:statement", "soce:reply", "soce:unanswered"),
    "evidence": ("soce:statement", "soce:method"),
    "figure": ("rdfs:label", "rdfs:comment", "soce:denominator"),
    "duty": ("soce:statement",),
    "legislation": ("dcterms:title", "soce:statement"),
    "decision": ("dcterms:title", "soce:requestedFor", "soce:reason"),
    "elsewhere": ("soce:classification", "dcterms:title", "soce:classPath", "soce:statement"),
    "principle": ("soce:statement", "soce:bearing"),
    "guideline": ("soce:statement", "soce:bearing"),
    "function": ("skos:prefLabel", "skos:definition"),
    "weighing": ("soce:argument",),
}
"""Keys of each kind of record, by predicate, whose text goes into documents."""
_NAMED = frozenset(
    {
        "claim",
        "evidence",
        "source",
        "objection",
        "required-item",
        "duty",
        "figure",
        "legislation",
        "decision",
        "elsewhere",
        "weighing",
    }
)
"""Kinds whose ids nobody writes by chance: they are coined for the base."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9]")
_TO_EDITORS = re.compile(
    r"\b(?:this (?:filing|submission|comment|base|program)"
    r"|(?:our|the) filing (?:does|should|must|discloses|gives)"
    r"|evidence base|the editors'?|before filing|(?:must|should|to) be disclosed|should disclose"
    r"|(?:is|are) disclosed|the mark is for|(?:both|all) are stated)\b",
    re.IGNORECASE,
)


def find(collection: Collection) -> Iterator[Finding]:
    """Look at every text that may be printed; the first slip of each is told."""
    printed = {kind: frozenset(map(iri, names)) for kind, names in _PRINTED.items()}
    ids = _ids(collection)
    for file in collection.files:
        for subject, predicate, term, _ in file.statements:
            if not subject.startswith(RECORDS):
                continue
            kind = subject[len(RECORDS) :].partition("/")[0]
            said = predicate in printed.get(kind, ()) and _slip(term.value, ids)
            if said:
                where = collection.locate(subject, predicate, term.value)
                yield CHECK.finding(f"A text that drafts print says “{said}”.", where)


def _ids(collection: Collection) -> Set[str]:
    """Return the ids that are recognized as such in a text: with a hyphen, or a letter and a number."""
    found: set[str] = set()
    for file in collection.files:
        for subject, predicate, _, _ in file.statements:
            kind, _, name = subject.removeprefix(RECORDS).partition("/")
            if predicate == RDF_TYPE and kind in _NAMED and "#" not in name:
                found.add(name)
    return {name for name in found if "-" in name or re.fullmatch(r"[A-Z]\d{1,2}[a-z]?", name)}


def _slip(text: str, ids: Set[str]) -> str:
    told, words = _read(text)
    return told or next((word for word in words if word in ids), "")


@lru_cache(maxsize=20_000)
def _read(text: str) -> tuple[str, tuple[str, ...]]:
    """Return what of a text is said to editors, and what of it may be an id."""
    told = _TO_EDITORS.search(text)
    return told[0] if told else "", tuple(_ID.findall(text))
