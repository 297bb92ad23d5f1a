"""Passages from the graph: every text of every record, whatever kind it is of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.common.ordering import natural
from kb.model.record_names import id_of
from kb.search.kinds import SEARCHED, searched_kind
from kb.search.passages import KEYWORD, REFERENCE, Passage
from kb.search.told import read_figures, read_references
from kb.store.knowledge import Knowledge

_NAMES = ("dcterms:title", "skos:prefLabel", "schema:name")
"""Properties that name a record, the best first."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One kind of text that records have."""

    name: str
    path: str
    """SPARQL path from the record to the text."""
    named: bool = False
    """Whether the record's name is read with the text: what a definition defines is in its title."""


_OCCUPATION_OF = "(^skos:exactMatch|^skos:broadMatch)"
_PARTS = (
    _Part("statement", "soce:statement", named=True),
    _Part("quotation", "oa:hasSelector/oa:exact"),
    _Part("definition", "xkos:coreContentNote|skos:definition", named=True),
    _Part("gloss", "skos:scopeNote", named=True),
    _Part("description", "dcterms:description", named=True),
    _Part("reply", "soce:reply"),
    _Part("bearing", "soce:bearing", named=True),
    _Part("argument", "soce:line/soce:argument"),
    _Part(KEYWORD, "dcat:keyword"),
    _Part("O*NET definition", f"{_OCCUPATION_OF}/xkos:coreContentNote", named=True),
    _Part("other title", f"skos:altLabel|{_OCCUPATION_OF}/skos:prefLabel"),
    _Part("job title", f"{_OCCUPATION_OF}/(soce:alternateTitle|soce:reportedTitle)/skosxl:literalForm"),
)
_LEADS = (
    "cito:supports",
    "cito:disputes",
    "^(soce:hasEvidenceItem|soce:hasDuty|soce:hasFigure)/^soce:line",
    "soce:line/(soce:hasEvidenceItem|soce:hasDuty|soce:hasFigure)",
    "^dcterms:source",
    "soce:activity",
    "soce:onetOccupation/(skos:exactMatch|skos:broadMatch)",
)
"""Paths from a record to those that it also speaks for."""
_TIES = (
    "soce:line/(soce:hasEvidenceItem|soce:hasFigure|soce:hasDuty)",
    "cito:supports|cito:disputes",
    "soce:answeredBy",
    "dcterms:source",
)
"""Paths between records of which one is worth reading with the other."""


def read_passages(knowledge: Knowledge) -> list[Passage]:
    """Return the passages of all records, by kind and id."""
    names = _names(knowledge) | _whose(knowledge)
    leads = _leads(knowledge)
    found = [
        Passage(
            record, part.name, text, names.get(record, "") if part.named else "", "", leads.get(record, ())
        )
        for part in _PARTS
        for record, text in _texts(knowledge, part.path)
        if searched_kind(record)
    ]
    told = {passage.record for passage in found if passage.heading}
    found += [
        Passage(record, "title", name, leads_to=leads.get(record, ()))
        for record, name in names.items()
        if record not in told and searched_kind(record)
    ]
    found += [*read_references(knowledge), *read_figures(knowledge)]
    order = {part.name: place for place, part in enumerate(_PARTS)} | {REFERENCE: len(_PARTS)}
    return sorted(
        set(found),
        key=lambda p: (searched_kind(p.record), natural(id_of(p.record)), order.get(p.part, -1), p.text),
    )


def _texts(knowledge: Knowledge, path: str) -> Iterator[tuple[str, str]]:
    for row in knowledge.select(
        f"SELECT DISTINCT ?it ?text WHERE {{ ?it {path} ?text FILTER(isLiteral(?text) && ({SEARCHED})) }}"
    ):
        text = " ".join(row["text"].split())
        if text:
            yield row["it"], text


def _names(knowledge: Knowledge) -> dict[str, str]:
    """Return the name of each record; where it has several of one property, the first in order."""
    names: dict[str, str] = {}
    for path in _NAMES:
        for record, text in sorted(_texts(knowledge, path)):
            names.setdefault(record, text.rstrip("."))
    return names


def _whose(knowledge: Knowledge) -> dict[str, str]:
    """Return the title of the occupation whose duty it is: a duty alone does not say who has it."""
    found: dict[str, str] = {}
    for row in knowledge.select(
        "SELECT ?it ?title WHERE { ?it a soce:DutyStatement ; soce:occupation/skos:prefLabel ?title }"
    ):
        found[row["it"]] = min(row["title"], found.get(row["it"], row["title"]))
    return found


def _leads(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for path in _LEADS:
        for row in knowledge.select(
            f"SELECT DISTINCT ?it ?other WHERE {{ ?it {path} ?other FILTER({SEARCHED}) }}"
        ):
            if searched_kind(row["it"]) and searched_kind(row["other"]):
                found.setdefault(row["it"], set()).add(row["other"])
    return {record: tuple(sorted(others)) for record, others in found.items()}


def read_ties(knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    """Return the pairs of records that belong together, each once, in order."""
    found: set[tuple[str, str]] = set()
    for path in _TIES:
        for row in knowledge.select(
            f"SELECT DISTINCT ?it ?other WHERE {{ ?it {path} ?other FILTER({SEARCHED}) }}"
        ):
            if searched_kind(row["it"]) and searched_kind(row["other"]):
                found.add((row["it"], row["other"]))
    return tuple(sorted(found))
