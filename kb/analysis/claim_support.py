"""How well a claim is supported: by records that were checked, by hearsay only, or not at all."""

from __future__ import annotations

from dataclasses import dataclass

from kb.common.names import natural
from kb.model.graph import Graph
from kb.model.record_names import id_of
from kb.namespaces import concept

CHECKED = frozenset(("computed", "verified", "verified-in-part"))
"""Marks of the verification scheme that count; second-hand and unverified never do."""

SUPPORTED, HEARSAY, UNSUPPORTED = "supported", "hearsay only", "unsupported"

_RECORDS = f"""
PREFIX direction: <{concept("direction", "")}>
SELECT DISTINCT ?claim ?direction ?record ?mark WHERE {{
  ?claim a soce:Claim .
  {{
    ?claim soce:line ?line .
    ?line soce:direction ?direction ; soce:hasEvidenceItem|soce:hasFigure|soce:hasDuty ?record .
  }} UNION {{
    ?record cito:supports ?claim BIND (direction:supports AS ?direction)
  }}
  OPTIONAL {{ ?record soce:verification ?mark }}
}}"""
_CONTRARY = "SELECT DISTINCT ?claim ?record WHERE { ?record cito:disputes ?claim . ?claim a soce:Claim }"
_WEIGHED = f"""
SELECT DISTINCT ?claim ?record WHERE {{
  ?claim soce:line ?line .
  ?line soce:direction <{concept("direction", "disputes")}> ; soce:argument ?argument ;
    soce:hasEvidenceItem|soce:hasFigure|soce:hasDuty ?record .
}}"""


@dataclass(frozen=True, slots=True)
class Support:
    """What bears on one claim, by id."""

    claim: str
    title: str
    checked: tuple[str, ...]
    """Supporting records that are verified, verified in part or computed."""
    unchecked: tuple[str, ...]
    """Supporting records that are second-hand, unverified or unmarked."""
    contrary: tuple[str, ...]
    """Records that speak against the claim."""
    unweighed: tuple[str, ...]
    """Contrary records that no evidence line of the claim weighs with an argument."""

    @property
    def verdict(self) -> str:
        """Supported, hearsay only, or unsupported."""
        if self.checked:
            return SUPPORTED
        return HEARSAY if self.unchecked else UNSUPPORTED


def claim_support(graph: Graph) -> dict[str, Support]:
    """Return the support of every claim, by id in order."""
    titles = {
        id_of(row["claim"]): row.get("title", "")
        for row in graph.select(
            "SELECT ?claim ?title WHERE { ?claim a soce:Claim OPTIONAL { ?claim dcterms:title ?title } }"
        )
    }
    checked: dict[str, set[str]] = {}
    unchecked: dict[str, set[str]] = {}
    contrary = _pairs(graph, _CONTRARY)
    for row in graph.select(_RECORDS):
        claim, entry = id_of(row["claim"]), id_of(row["record"])
        if id_of(row["direction"]) == "disputes":
            contrary.setdefault(claim, set()).add(entry)
        elif id_of(row.get("mark", "")) in CHECKED:
            checked.setdefault(claim, set()).add(entry)
        else:
            unchecked.setdefault(claim, set()).add(entry)
    weighed = _pairs(graph, _WEIGHED)
    return {
        claim: Support(
            claim,
            titles[claim],
            _sorted(checked.get(claim)),
            _sorted(unchecked.get(claim)),
            _sorted(contrary.get(claim)),
            _sorted(contrary.get(claim, set()) - weighed.get(claim, set())),
        )
        for claim in sorted(titles, key=natural)
    }


def _pairs(graph: Graph, query: str) -> dict[str, set[str]]:
    result: dict[str, set[str]] = {}
    for row in graph.select(query):
        result.setdefault(id_of(row["claim"]), set()).add(id_of(row["record"]))
    return result


def _sorted(ids: set[str] | None) -> tuple[str, ...]:
    return tuple(sorted(ids or (), key=natural))
