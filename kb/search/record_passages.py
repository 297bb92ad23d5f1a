"""Passages from the graph: every text of every record, whatever kind it is of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.common.names import natural
from kb.model.record_names import id_of
from kb.search.passages import KEYWORD, REFERENCE, SEARCHED, Passage, searched_kind
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
    _Part("reason", "soce:reason", named=True),
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
            if searched_kind(record) != "figure":  # whose name the program makes of what its text says
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


_PARTICULARS: dict[str, Sequence[str]] = {
    "source": (
        "bibo:authorList/rdf:rest*/rdf:first/(foaf:name|foaf:familyName)",
        "prism:genre",
        "prism:publicationName",
        "dc:publisher",
        "bibo:number",
        "dcterms:issued",
    ),
    "legislation": (
        "bibo:number",
        "soce:jurisdiction",
        "soce:session",
        "soce:sponsors",
        "soce:introduced",
        "soce:legislativeStatus",
        "soce:statusDate",
    ),
    "decision": (
        "dcterms:identifier",
        "soce:round",
        "soce:requestedFor",
        "soce:movedFrom",
        "soce:movedTo",
        "soce:requestOutcome",
        "soce:citesPrinciple/skos:prefLabel",
    ),
    "elsewhere": (
        "soce:classification",
        "soce:jurisdiction",
        "soce:classCode",
        "soce:classLevel",
        "soce:classPath",
    ),
}
"""By kind, the paths to what a source, bill, decision or class elsewhere is known by besides its title."""

_FIGURES = f"""
SELECT ?it ?dataset ?occupation ?title ?measure ?label ?place ?period ?value ?unit WHERE {{
  ?it sdmx-measure:obsValue ?value . FILTER({SEARCHED})
  OPTIONAL {{ ?it qb:dataSet ?dataset }}
  OPTIONAL {{ ?it soce:occupation ?occupation . OPTIONAL {{ ?occupation skos:prefLabel ?title }} }}
  OPTIONAL {{ ?it soce:measure ?m . ?m skos:prefLabel ?measure }}
  OPTIONAL {{ ?it rdfs:label ?label }}
  OPTIONAL {{ ?it soce:place ?place }}
  OPTIONAL {{ ?it sdmx-dimension:refPeriod ?period }}
  OPTIONAL {{ ?it sdmx-attribute:unitMeasure ?unit }}
}}"""


def read_references(knowledge: Knowledge) -> Iterator[Passage]:
    """Yield who wrote each source, where, when and under which number, such as `NENA, 2016-07-25`."""
    for kind, paths in _PARTICULARS.items():
        particulars: dict[str, dict[str, None]] = {}
        for path in paths:
            rows = knowledge.select(
                f"SELECT DISTINCT ?it ?value WHERE {{ ?it {path} ?value FILTER({SEARCHED}) }} ORDER BY ?value"
            )
            for row in rows:
                if searched_kind(row["it"]) == kind:
                    particulars.setdefault(row["it"], {})[_plain(row["value"])] = None
        for record, values in particulars.items():
            yield Passage(record, REFERENCE, ", ".join(values))


def _plain(value: str) -> str:
    return id_of(value).replace("-", " ") if value.startswith("http") else value


def read_figures(knowledge: Knowledge) -> list[Passage]:
    """Return one passage for each series of figures, for its latest period."""
    latest: dict[tuple[str, ...], tuple[str, str, Passage]] = {}
    for row in knowledge.select(_FIGURES):
        series = tuple(row.get(name, "") for name in ("dataset", "occupation", "measure", "label", "place"))
        entry = (row.get("period", ""), row["it"], Passage(row["it"], "figure", _figure(row)))
        latest[series] = max(latest.get(series, entry), entry, key=lambda found: found[:2])
    return [passage for _, _, passage in latest.values()]


def _figure(row: dict[str, str]) -> str:
    """Say a figure in words, such as `Employment: Crossing Guards (33-9091), 2025-05: 90000 jobs`."""
    what = ": ".join(row[name] for name in ("measure", "label") if name in row) or id_of(row["it"])
    code = id_of(row.get("occupation", ""))
    whose = [f"{row['title']} ({code})" if "title" in row else code] if code else []
    rest = ", ".join([*whose, *(row[name] for name in ("place", "period") if name in row)])
    return f"{what}: {rest}: {row['value']} {id_of(row.get('unit', ''))}".rstrip()
