"""The name that was probably meant in place of one that is nowhere in the graph."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
from rapidfuzz import fuzz, process

from kb.common.names import nearest_name
from kb.model.record_names import shorten
from kb.namespaces import BASE, PREFIXES, RECORDS
from kb.store.merged_graph import is_merged

_NAME = re.compile(r"(?<![\w:<])([a-z][\w-]*:[A-Za-z][\w-]*)")
_CALLED = """SELECT DISTINCT ?it {
  ?it skos:notation|skos:prefLabel|dcterms:title|rdfs:label|foaf:name|soce:statement ?called
  FILTER(STRSTARTS(STR(?it), %s) && !CONTAINS(STR(?it), "#"))
}"""
_ALIKE = 70.0


class NearestTerms:
    """Names of a store, by what they begin with."""

    def __init__(self, store: ox.Store, ontology: Path) -> None:
        self._store = store
        texts = [path.read_text("utf-8") for path in sorted(ontology.rglob("*.ttl"))]
        texts += [path.read_text("utf-8") for path in sorted(ontology.rglob("*.rq"))]
        texts.append((ontology / "context.jsonld").read_text("utf-8"))
        self._written = {name for text in texts for name in _NAME.findall(text)}

    def nearest(self, address: str, written: str) -> str:
        """Return the name to write in place of one, or nothing.

        Args:
            address: the IRI that is nowhere.
            written: how the query has it.
        """
        prefix, _, local = shorten(address).partition(":")
        found = self._of_vocabulary(prefix, local) if prefix in PREFIXES and prefix != "soc" else ""
        return found or self._elsewhere(local, written) or self._record(address)

    def _of_vocabulary(self, prefix: str, local: str) -> str:
        """Return a name of the same vocabulary that is in use: written alike, then with other capitals."""
        names = [name for name in self._written if name.startswith(f"{prefix}:") and self._is_used(name)]
        same = [name for name in names if name.partition(":")[2].lower() == local.lower()]
        return same[0] if same else nearest_name(f"{prefix}:{local}", names, 0.75)

    def _elsewhere(self, local: str, written: str) -> str:
        """Return the name with the same ending in another vocabulary."""
        ending = re.split(r"[/#:]", written.strip("<>"))[-1] if "://" in written else local
        found = [
            f"{prefix}:{ending}" for prefix in PREFIXES if ending and self._is_used(f"{prefix}:{ending}")
        ]
        return found[0] if found else ""

    def _record(self, address: str) -> str:
        """Return the thing called most alike in the same namespace, or of any kind where that is empty."""
        start = re.sub(r"[^/#]*$", "", address)
        if not start.startswith(BASE):
            return ""
        known = self._called(start) or self._called(RECORDS)
        ids = {each.rpartition("/")[2]: each for each in known}
        wanted = address[len(start) :]
        near = process.extractOne(wanted, list(ids), scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return shorten(ids[near[0]]) if near else ""

    def _called(self, start: str) -> list[str]:
        query = _CALLED % ox.Literal(start)
        found = self._store.query(
            query, prefixes=PREFIXES, use_default_graph_as_union=not is_merged(self._store)
        )
        assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - it selects
        return sorted({row["it"].value for row in found if isinstance(row["it"], ox.NamedNode)})

    def _is_used(self, name: str) -> bool:
        prefix, _, local = name.partition(":")
        node = ox.NamedNode(PREFIXES[prefix] + local)
        found = (
            self._store.quads_for_pattern(None, node, None, None),
            self._store.quads_for_pattern(None, None, node, None),
            self._store.quads_for_pattern(node, None, None, None),
        )
        return any(next(quads, None) for quads in found)
