"""What records say in names and numbers rather than in sentences, told in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.model.record_names import id_of
from kb.search.kinds import SEARCHED, searched_kind
from kb.search.passages import REFERENCE, Passage
from kb.store.knowledge import Knowledge

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
}
"""By kind, the paths to what a source or a bill is known by besides its title."""

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
