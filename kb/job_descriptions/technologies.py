"""The technology that O*NET records of an occupation, and where a job description names it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.common.english import stems
from kb.model import Records
from kb.model.publisher_tables import imported_tables, onet_occupations
from kb.namespaces import iri

_USED = """
SELECT DISTINCT ?name ?title WHERE {
  VALUES ?onet {} VALUES ?uses {}
  ?onet ?uses ?tool . ?tool rdfs:label ?name .
  OPTIONAL { ?tool dcterms:type/skos:prefLabel ?title }
}"""
_TABLES = {"technology-skills": "soce:usesTechnology", "tools-used": "soce:usesTool"}
_GENERAL = frozenset(
    stems("software system systems equipment database databases device devices technology and for")
)
"""Words that tell no technology from another."""
_ACRONYM = re.compile(r"\b[A-Z]{3,}\b")
_SHORTEST = 3
"""Letters of an acronym."""


@dataclass(frozen=True, slots=True)
class Technology:
    """One piece of software or equipment."""

    name: str
    title: str
    """What kind of thing it is."""
    source: str
    """Id of the source of the table."""

    def is_named_in(self, sentence: str) -> bool:
        """Say whether a sentence has its words, or their acronym."""
        wanted = {stem for stem in stems(self.name) if stem not in _GENERAL}
        written = set(_ACRONYM.findall(sentence))
        if not written.isdisjoint(_acronyms(self.name)):
            return True
        bare = wanted - {stem for name in _acronyms(self.name) for stem in stems(name)}
        return bool(bare) and bare <= set(stems(sentence))


def technologies(found: Records, code: str) -> tuple[Technology, ...] | None:
    """Return the technology of an occupation, by name; None where no table of O*NET is imported."""
    tables = imported_tables(found.knowledge)
    here = {slug: uses for slug, uses in _TABLES.items() if slug in tables}
    if not here:
        return None
    onet = onet_occupations(found.knowledge, [code]).get(code, [])
    known: dict[str, Technology] = {}
    for slug, uses in here.items() if onet else ():
        for row in found.knowledge.select(_USED, onet=onet, uses=[iri(uses)]):
            name = row["name"]
            known.setdefault(name, Technology(name, row.get("title", ""), tables[slug].source))
    return tuple(known[name] for name in sorted(known, key=str.casefold))


def _acronyms(name: str) -> set[str]:
    """Return the acronyms in a name, and that of its telling words: CAD of Computer aided dispatch."""
    telling: Sequence[str] = [
        word for word in re.findall(r"[^\W\d_]+", name) if not set(stems(word)) <= _GENERAL
    ]
    spelt = "".join(word[0] for word in telling if not word.isupper()).upper()
    return set(_ACRONYM.findall(name)) | ({spelt} if len(spelt) >= _SHORTEST else set())
