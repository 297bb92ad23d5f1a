"""The way through the graph from what was found to a claim."""

from __future__ import annotations

from dataclasses import dataclass

from kb.common.names import natural
from kb.model.record_names import id_of, name_of
from kb.search.passages import Bearing
from kb.store.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class _Route:
    """A way to a claim, perhaps by another record."""

    pattern: str
    """SPARQL pattern from ?it to ?claim, by ?mid where there is one."""
    steps: tuple[str, ...]
    """What each step is called."""


_USED = "^(soce:hasEvidenceItem|soce:hasFigure|soce:hasDuty)/^soce:line"
_ROUTES: dict[str, tuple[_Route, ...]] = {
    "source": (_Route(f"?mid dcterms:source ?it ; {_USED} ?claim", ("source of", "in a line of")),),
    "legislation": (
        _Route(
            f"?it dcterms:source ?work . ?mid dcterms:source ?work ; {_USED} ?claim",
            ("same source as", "in a line of"),
        ),
    ),
    "decision": (_Route("?it soce:bearsOn ?claim", ("bears on",)),),
    "soc": (
        _Route("?claim dcterms:subject ?it", ("subject of",)),
        _Route(f"?mid soce:occupation ?it ; {_USED} ?claim", ("occupation of", "in a line of")),
    ),
    "principle": (_Route("?claim soce:invokes ?it", ("invoked by",)),),
    "guideline": (_Route("?claim soce:invokes ?it", ("invoked by",)),),
    "function": (_Route("?claim soce:concernsFunction ?it", ("concerned by",)),),
    "required-item": (_Route("?claim soce:addressesItem ?it", ("supplied by",)),),
    "duty": (
        _Route("?it soce:performs ?mid . ?claim soce:concernsFunction ?mid", ("performs", "concerned by")),
    ),
    "figure": (_Route(f"?mid prov:wasDerivedFrom ?it ; {_USED} ?claim", ("enters", "in a line of")),),
}
_STRONGEST = {"strong": 0, "moderate": 1, "weak": 2}
_VERBS = {"supports": "supports", "disputes": "disputes"}


def path_to_claim(
    knowledge: Knowledge, record: str, bearings: tuple[Bearing, ...], wanted: tuple[str, ...] = ()
) -> str:
    """Return the shortest way from a record to a claim, such as `evidence/x —supports, strong→ claim/y`.

    Among several claims one of `wanted` (ids) goes first, then the one that the record bears on most
    strongly, then the order of ids. Empty when nothing leads to a claim.
    """
    start = name_of(record)
    if start.startswith("claim/"):
        return start
    if bearings:
        best = min(
            bearings, key=lambda b: (id_of(b.claim) not in wanted, _STRONGEST.get(b.strength, 3), b.claim)
        )
        how = f"{_VERBS[best.direction]}, {best.strength}" if best.strength else _VERBS[best.direction]
        return f"{start} —{how}→ {name_of(best.claim)}"
    for route in _ROUTES.get(start.partition("/")[0], ()):
        rows = knowledge.select(f"SELECT DISTINCT ?it ?mid ?claim WHERE {{ {route.pattern} }}", it=record)
        if rows:
            row = min(
                rows, key=lambda r: (id_of(r["claim"]) not in wanted, *map(natural, sorted(r.values())))
            )
            stops = [name_of(row[name]) for name in ("mid", "claim") if name in row]
            return start + "".join(f" —{step}→ {stop}" for step, stop in zip(route.steps, stops, strict=True))
    return ""
