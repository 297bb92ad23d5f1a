"""Prefixes that a query may use without declaring them, so that the first one typed works.

Besides those of `kb.namespaces`: one for each kind of record (`claim:life-saving-instructions`) and one
for each scheme (`verification:verified`).
"""

from __future__ import annotations

import re

from kb.namespaces import PREFIXES, RECORDS, SCHEMES

KINDS = (
    "agent",
    "claim",
    "content-profile",
    "dataset",
    "docket",
    "duty",
    "evidence",
    "figure",
    "function",
    "guideline",
    "legislation",
    "objection",
    "principle",
    "required-item",
    "source",
    "topic",
)
SCHEME_NAMES = (
    "agent-kind",
    "authority",
    "claim-basis",
    "direction",
    "duty-kind",
    "extent",
    "legislative-effect",
    "legislative-status",
    "measure",
    "portal-limit",
    "review",
    "standing",
    "strength",
    "task-type",
    "unit",
    "verification",
)

PREDECLARED: dict[str, str] = {
    **PREFIXES,
    **{kind: f"{RECORDS}{kind}/" for kind in KINDS},
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
