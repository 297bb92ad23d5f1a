"""From what people type to the thing they mean: `O3b`, `claim/x`, `claim:x`, `33-9031` or a whole IRI.

Some prefixes need no declaring in a query, so that the first one typed works. Besides those of
`kb.namespaces`: one for each kind of record (`claim:life-saving-instructions`) and one for each scheme
(`verification:verified`).
"""

from __future__ import annotations

import re

from kb.common.names import nearest_names
from kb.errors import MissingError, UsageError
from kb.model.classification import default_classification
from kb.model.graph import Graph, is_iri
from kb.namespaces import BASE, ONET, PREFIXES, RECORDS, SCHEMES, escaped, record, short
from kb.records.schema import load_schema
from kb.workspace import bundle_root

_ONTOLOGY = bundle_root() / "ontology"
_RECORDS = load_schema(_ONTOLOGY).namespaces

KINDS = tuple(sorted(_RECORDS))
"""Kinds of record, as the ontology has them."""
SCHEME_NAMES = tuple(sorted(path.stem for path in (_ONTOLOGY / "schemes").glob("*.ttl")))

PREDECLARED: dict[str, str] = {
    **PREFIXES,
    **_RECORDS,
    **{scheme: f"{SCHEMES}{scheme}/" for scheme in SCHEME_NAMES},
}
"""Every predeclared prefix and its namespace."""

_BY_LENGTH = sorted(PREDECLARED.items(), key=lambda item: (-len(item[1]), item[0]))
_LOCAL = re.compile(r"\w(?:[\w.-]*[\w-])?")

_TASKS, _ELEMENTS = f"{ONET}task/", f"{ONET}element/"
_UNRECORDED = {
    "soc": default_classification().namespace,
    "task": _TASKS,
    "activity": _ELEMENTS,
    "descriptor": _ELEMENTS,
}
"""By kind, the addresses of official things that are no records."""
_SOC = _UNRECORDED["soc"]
_WORK_ACTIVITIES = "4.A."
"""So begin the ids of work activities in O*NET's content model; abilities, skills … are descriptors."""


def shorten(iri: str) -> str:
    """Return `prefix:local` where that can be typed into a query again, else the IRI unchanged."""
    for prefix, namespace in _BY_LENGTH:
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def expand(name: str) -> str | None:
    """Return the IRI of a name with a predeclared prefix, or None when it is not one."""
    prefix, colon, local = name.partition(":")
    if not colon or prefix not in PREDECLARED:
        return None
    return PREDECLARED[prefix] + local


def kind_of(iri: str) -> str:
    """Return the kind of a record, or `soc`, `task`, `activity`, `descriptor`; nothing for other IRIs."""
    if iri.startswith(RECORDS):
        kind, slash, _ = iri[len(RECORDS) :].partition("/")
        return kind if slash else ""
    start = next((start for start in (_SOC, _TASKS, _ELEMENTS) if iri.startswith(start)), "")
    if not start or (start != _SOC and "/" in iri[len(start) :]):
        return ""
    if start == _ELEMENTS:
        return "activity" if iri.startswith(_WORK_ACTIVITIES, len(start)) else "descriptor"
    return "task" if start == _TASKS else "soc"


def name_of(iri: str) -> str:
    """Return kind and id, such as `evidence/aha-2020-burden`, `soc/33-9031` or `task/2719`."""
    kind = kind_of(iri)
    return f"{kind}/{id_of(iri)}" if kind in _UNRECORDED else short(iri)


def whole_of(iri: str) -> str:
    """Return the record that an IRI names a part of; other IRIs as they are."""
    return iri.partition("#")[0] if kind_of(iri) in KINDS else iri


def id_of(iri: str) -> str:
    """Return the last step of an IRI: the id of a record, the notation of a code."""
    return iri.rpartition("/")[2].rpartition("#")[2]


def identify(graph: Graph, name: str) -> str:
    """Return the IRI of the record or code that a name stands for.

    Raises:
        MissingError: there is none; the remedy names the nearest ids.
        UsageError: the bare id stands for several; they are listed as kind/id.
    """
    found = [iri for iri in _candidates(name) if is_iri(iri) and _exists(graph, iri)]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"{kind_of(iri)}/{id_of(iri)}" for iri in sorted(found))
        raise UsageError(f"`{name}` stands for several records.", f"Say which: {listed}")
    raise _missing(graph, name)


def _candidates(name: str) -> list[str]:
    if "://" in name:
        return [name]
    classification = default_classification()
    if classification.is_code(name):
        return [classification.iri(name)]
    kind, slash, identifier = name.partition("/")
    if slash:
        meant = _UNRECORDED[kind] + escaped(identifier) if kind in _UNRECORDED else record(kind, identifier)
        return list(dict.fromkeys([meant, BASE + escaped(name)]))
    prefixed = expand(name)
    return [prefixed] if prefixed else [record(kind, name) for kind in KINDS]


def _exists(graph: Graph, iri: str) -> bool:
    return bool(graph.select("SELECT ?it WHERE { ?it a ?class } LIMIT 1", it=iri))


def _missing(graph: Graph, name: str) -> MissingError:
    rows = graph.select("SELECT DISTINCT ?it WHERE { ?it a ?class }")
    records = [row["it"] for row in rows if row["it"].startswith(RECORDS) and "#" not in row["it"]]
    ids = {f"{kind_of(iri)}/{id_of(iri)}" for iri in records}
    wanted = name.rpartition("/")[2].lower()
    by_id: dict[str, list[str]] = {}
    for identifier in sorted(ids):
        by_id.setdefault(identifier.partition("/")[2].lower(), []).append(identifier)
    near = nearest_names(wanted, by_id, 3, alike=0.5)
    near += sorted(other for other in by_id if wanted in other and other not in near)[:3]
    shown = [identifier for key in near[:4] for identifier in by_id[key]]
    remedy = f"Did you mean {', '.join(shown)}?" if shown else "soc-evidence search finds records by words."
    return MissingError(f"There is no record `{name}`.", remedy)
