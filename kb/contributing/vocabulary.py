"""The words that a field takes, read from the schemes and records of the workspace."""

from __future__ import annotations

from collections import defaultdict

from kb.namespaces import RECORDS, SCHEMES, iri
from kb.records.collection import Collection

_IN_SCHEME, _ORDER, _LABEL = iri("skos:inScheme"), iri("soce:order"), iri("skos:prefLabel")


def concepts(collection: Collection) -> dict[str, list[str]]:
    """Return the concepts of each scheme, in the scheme's own order."""
    members: dict[str, list[str]] = defaultdict(list)
    order: dict[str, int] = {}
    for file in collection.files:
        for subject, predicate, term, _ in file.statements:
            if predicate == _IN_SCHEME and subject.startswith(SCHEMES):
                scheme, _, name = subject[len(SCHEMES) :].partition("/")
                members[scheme].append(name)
            elif predicate == _ORDER and subject.startswith(SCHEMES):
                order[subject] = int(term.value)
    return {
        scheme: sorted(names, key=lambda name: (order.get(f"{SCHEMES}{scheme}/{name}", 999), name))
        for scheme, names in members.items()
    }


def functions(collection: Collection) -> list[str]:
    """Return the ids of the functions of work, in the order of their file."""
    prefix = RECORDS + "function/"
    found = (
        statement.subject[len(prefix) :]
        for file in collection.files
        for statement in file.statements
        if statement.predicate == _LABEL and statement.subject.startswith(prefix)
    )
    return list(dict.fromkeys(found))
