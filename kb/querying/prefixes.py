"""Prefixes that a query may use without declaring them, so that the first one typed works.

Besides those of `kb.namespaces`: one for each kind of record (`claim:life-saving-instructions`) and one
for each scheme (`verification:verified`).
"""

from __future__ import annotations

import re

from kb.namespaces import PREFIXES, SCHEMES
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
