"""An evidence line must agree with what its evidence items say they do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.findings import Finding
from kb.namespaces import concept, iri, short
from kb.records.collection import Collection

CHECK = declare(
    __name__,
    "An evidence line names an item that does not support or dispute the claim the way the line says.",
    "Add the claim to the item's `supports` or `disputes`, or move the item to the other line.",
)
_LINE, _ITEM, _DIRECTION = iri("soce:line"), iri("soce:hasEvidenceItem"), iri("soce:direction")
_STANCES = {
    concept("direction", "supports"): iri("cito:supports"),
    concept("direction", "disputes"): iri("cito:disputes"),
}


def find(collection: Collection) -> Iterator[Finding]:
    """Compare every line with the stance of its items."""
    objects: dict[tuple[str, str], list[str]] = defaultdict(list)
    claims: dict[str, str] = {}
    for file in collection.files:
        for subject, predicate, term, _ in file.statements:
            if predicate == _LINE:
                claims[term.value] = subject
            elif predicate in (_ITEM, _DIRECTION, *_STANCES.values()):
                objects[subject, predicate].append(term.value)
    for line, claim in claims.items():
        for direction in objects[line, _DIRECTION]:
            stance = _STANCES.get(direction)
            for item in objects[line, _ITEM] if stance else ():
                if claim not in objects[item, str(stance)]:
                    verb = short(direction).rpartition("/")[2]
                    message = f"`{short(item)}` does not say that it {verb} `{short(claim)}`."
                    yield CHECK.finding(message, collection.locate(line, _ITEM, item))
