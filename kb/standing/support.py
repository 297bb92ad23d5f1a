"""How well each claim is supported: by records that count, by hearsay only, or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.common.names import natural
from kb.model.graph import Graph
from kb.namespaces import concept, record
from kb.standing.standings import Standings, Use

SUPPORTED, HEARSAY, UNSUPPORTED = "supported", "hearsay only", "unsupported"

_LINES = """
SELECT DISTINCT ?claim ?line ?direction ?record ?argument WHERE {
  ?claim a soce:Claim ; soce:line ?line .
  ?line soce:direction ?direction ; soce:hasEvidenceItem|soce:hasFigure|soce:hasDuty ?record .
  OPTIONAL { ?line soce:argument ?argument }
}"""
_STANCES = """
SELECT DISTINCT ?claim ?stance ?record WHERE {
  VALUES ?stance { cito:supports cito:disputes } ?record ?stance ?claim . ?claim a soce:Claim
}"""
_CLAIMS = """
SELECT ?claim ?title ?other WHERE {
  ?claim a soce:Claim OPTIONAL { ?claim dcterms:title ?title } OPTIONAL { ?claim soce:reliesOn ?other }
}"""


_SEEN_IN_PART = (
    f"SELECT DISTINCT ?record {{ ?record soce:verification <{concept('verification', 'verified-in-part')}> }}"
)


@dataclass(frozen=True, slots=True)
class Support:
    """What bears on one claim, by id."""

    claim: str
    title: str
    verdict: str
    """SUPPORTED, HEARSAY or UNSUPPORTED."""
    counting: tuple[str, ...]
    """Supporting records that count."""
    other: tuple[str, ...]
    """Supporting records that do not: hearsay, unverified, out of date, fallen."""
    relies_on: tuple[str, ...]
    """Claims that it relies on; it is supported through them when all of them are."""
    contrary: tuple[str, ...]
    """Records that speak against the claim, as far as they stand."""
    unweighed: tuple[str, ...]
    """Contrary records that no evidence line of the claim weighs with an argument."""
    unsettled: str
    """Why the claim has to be argued anew; empty when it does not."""
    in_part: bool = False
    """True where of all records that count only a part was verified."""


def claim_support(graph: Graph, standings: Standings) -> dict[str, Support]:
    """Return the support of every claim by id, in natural order."""
    return _Weighing(graph, standings).run()


class _Weighing:
    def __init__(self, graph: Graph, standings: Standings) -> None:
        self.standings = standings
        self.titles: dict[str, str] = {}
        self.relied: dict[str, set[str]] = defaultdict(set)
        self.speaking: dict[tuple[str, bool], set[str]] = defaultdict(set)
        """Claim and whether for it -> records."""
        self.weighed: dict[str, set[str]] = defaultdict(set)
        for row in graph.select(_CLAIMS):
            self.titles[row["claim"]] = row.get("title", "")
            self.relied[row["claim"]].update({row["other"]} if "other" in row else ())
        for row in graph.select(_LINES):
            if standings.of(row["line"]).fallen:
                continue
            speaks_for = row["direction"] == concept("direction", "supports")
            self.speaking[row["claim"], speaks_for].add(row["record"])
            if not speaks_for and row.get("argument"):
                self.weighed[row["claim"]].add(row["record"])
        self.seen_in_part = {row["record"] for row in graph.select(_SEEN_IN_PART)}
        for row in graph.select(_STANCES):
            self.speaking[row["claim"], row["stance"].endswith("supports")].add(row["record"])

    def run(self) -> dict[str, Support]:
        found = (self.of(claim) for claim in sorted(self.titles, key=natural))
        return {support.claim: support for support in found}

    def of(self, claim: str) -> Support:
        """Weigh one claim."""
        speaking = self.speaking[claim, True]
        counting = {name for name in speaking if self.standings.of(name).allows(Use.SUPPORT)}
        contrary = {name for name in self.speaking[claim, False] if not self.standings.of(name).fallen}
        judgement = self.standings.of(claim)
        anew = not judgement.allows(Use.SUPPORT)
        verdict = SUPPORTED if self.supported(claim, frozenset()) else HEARSAY if speaking else UNSUPPORTED
        return Support(
            _id(claim),
            self.titles[claim],
            verdict,
            _ids(counting),
            _ids(speaking - counting),
            _ids(self.relied[claim]),
            _ids(contrary),
            _ids(contrary - self.weighed[claim]),
            judgement.said(Use.SUPPORT) if anew else "",
            bool(counting) and counting <= self.seen_in_part,
        )

    def supported(self, claim: str, above: frozenset[str]) -> bool:
        """Say whether records that count support a claim, or all claims that it relies on are supported."""
        if any(self.standings.of(name).allows(Use.SUPPORT) for name in self.speaking[claim, True]):
            return True
        others = self.relied[claim] - above - {claim}
        return bool(others) and all(
            other in self.titles
            and self.standings.of(other).allows(Use.SUPPORT)
            and self.supported(other, above | {claim})
            for other in others
        )


def supported_claims(found: Mapping[str, Support]) -> frozenset[str]:
    """Return the ids of the claims that are supported and need not be argued anew."""
    return frozenset(s.claim for s in found.values() if s.verdict == SUPPORTED and not s.unsettled)


def _id(claim: str) -> str:
    return claim.removeprefix(record("claim", ""))


def _ids(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted((name.rpartition("/")[2] for name in names), key=natural))
