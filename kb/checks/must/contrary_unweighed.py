"""Contrary evidence is weighed in the open: an item that disputes a claim stands in a line of the claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.findings import Finding, Severity
from kb.namespaces import FILES, RDF_TYPE, concept, iri, record, short
from kb.records.collection import Collection

CHECK = declare(
    __name__,
    "An evidence item disputes a claim, and no disputing line of the claim weighs it. (A warning where the"
    " item is an office's own and the claim is the base's: there the draft has to disclose it.)",
    "Add the item to a line of the claim with `direction: disputes`; its `argument:` says how it is weighed.",
)
_DISPUTES, _LINE, _ITEM = iri("cito:disputes"), iri("soce:line"), iri("soce:hasEvidenceItem")
_DIRECTION, _AGAINST = iri("soce:direction"), concept("direction", "disputes")
_CLAIM, _OF_CLAIM = record("claim", ""), iri("soce:Claim")
_WEIGH = (
    "Say how it weighs: soc-evidence new weighing. The draft that argues the claim has to disclose it, for "
    "example with the `contrary` directive."
)


def find(collection: Collection) -> Iterator[Finding]:
    """Report each dispute that no line takes up."""
    lines: dict[str, set[str]] = defaultdict(set)
    items: dict[str, set[str]] = defaultdict(set)
    against: set[str] = set()
    disputes: list[tuple[str, str, str]] = []
    homes: dict[str, str] = {}
    for file in collection.files:
        for subject, predicate, term, graph in file.statements:
            if predicate == _DISPUTES and term.value.startswith(_CLAIM):
                disputes.append((subject, term.value, graph))
            elif predicate == _LINE:
                lines[subject].add(term.value)
            elif predicate == RDF_TYPE and term.value == _OF_CLAIM:
                homes[subject] = graph
            elif predicate == _ITEM:
                items[subject].add(term.value)
            elif predicate == _DIRECTION and term.value == _AGAINST:
                against.add(subject)
    for item, claim, graph in disputes:
        weighed = any(item in items[line] for line in lines[claim] & against)
        if not weighed and claim in homes:
            yield _finding(collection, item, claim, foreign=_layer(graph) != _layer(homes[claim]))


def _finding(collection: Collection, item: str, claim: str, *, foreign: bool) -> Finding:
    where = collection.locate(item, _DISPUTES, claim)
    message = f"`{short(item)}` disputes `{short(claim)}`, but no line of the claim weighs it."
    if foreign:
        return Finding(CHECK.id, Severity.WARNING, message, _WEIGH, where)
    return CHECK.finding(message, where)


def _layer(graph: str) -> str:
    return graph.removeprefix(FILES).partition("/")[0]
