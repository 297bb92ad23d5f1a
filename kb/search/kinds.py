"""Which things are searched, and what kind each is of."""

from __future__ import annotations

import re

from kb.analysis.identify import id_of, kind_of
from kb.namespaces import ONET, RECORDS, SOC_2018, short

TASKS, ACTIVITIES = f"{ONET}task/", f"{ONET}element/"
_CODE = re.compile(r"\d\d-\d{4}")
_NOT_EVIDENCE = frozenset(("agent", "content-profile", "docket", "dataset"))
"""Kinds of record that are about the base itself."""
_STARTS = (RECORDS, SOC_2018, TASKS, ACTIVITIES)

SEARCHED = " || ".join(f'STRSTARTS(STR(?it), "{start}")' for start in _STARTS)
"""SPARQL condition that keeps imported ratings and titles, which are many, out of the answers for `?it`."""


def searched_kind(iri: str) -> str:
    """Return the kind of a thing that is searched; nothing for what is not."""
    if "#" in iri:
        return ""
    for start, kind in ((TASKS, "task"), (ACTIVITIES, "activity")):
        if iri.startswith(start):
            return kind if "/" not in iri[len(start) :] else ""
    kind = kind_of(iri)
    if kind in _NOT_EVIDENCE or (kind == "soc" and not _CODE.fullmatch(id_of(iri))):
        return ""
    return kind


def name_of(iri: str) -> str:
    """Return kind and id of a thing, such as `evidence/aha-2020-burden`, `soc/33-9031` or `task/2719`."""
    kind = searched_kind(iri)
    return f"{kind}/{id_of(iri)}" if kind in ("soc", "task", "activity") else short(iri)
