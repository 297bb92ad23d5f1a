"""The directive that sets a record in full in a draft, for the finder beside it."""

from __future__ import annotations

_DIRECTIVES = {
    "claim": ("claim", "With its evidence"),
    "objection": ("objection", "With its reply"),
    "principle": ("principles", "With its bearing"),
    "guideline": ("principles", "With its bearing"),
    "soc": ("duties", "Its duties"),
    "legislation": ("legislation", "The measures on record"),
    "decision": ("decisions", "The decisions on record"),
    "elsewhere": ("elsewhere", "The classes on record"),
}
"""By kind of record: the directive, and what its button says."""
_NAMING = ("claim", "objection", "principle", "guideline", "soc")
"""Kinds whose directive is given the record; the others list all that are on record."""


def directive_for(name: str) -> tuple[str, str]:
    """Return the block for a record by its name `kind/id`, and what it shows; empty where there is none."""
    kind, _, identifier = name.partition("/")
    if kind not in _DIRECTIVES:
        return "", ""
    directive, shows = _DIRECTIVES[kind]
    argument = f" {identifier}" if kind in _NAMING else ""
    return f"```{{{directive}}}{argument}\n```", shows
