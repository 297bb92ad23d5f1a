"""Statements that speak for everybody, or for experts without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose import words
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A sentence speaks for all, or for experts without a name, and cites nothing.",
    "Say who found it and cite it, or say how many: {figure}`…`, {share}`…`.",
)

_GENERIC = frozenset({"occupations", "workers", "other", "duties"})
_SAID = r"(?:in the|nation|country|everywhere|always|never|gives?|do|does|are|is|can|must|have|has)\b"
"""Words with which something is said of them."""


def find(subject: Subject) -> Iterator[Finding]:
    """Look for such assurances, and for `all` or `every` before the people of an occupation."""
    people = _people(subject)
    for sentence in subject.prose.of("text", "heading", "note"):
        if sentence.sourced:
            continue
        said = [(o, t) for t, o in words.found(words.terms("sweeping"), sentence.text)]
        said += [(match.start(), match[0]) for match in people.finditer(sentence.text)]
        if said:
            offset, term = min(said)
            yield CHECK.finding(f"“{term}” has no source.", subject.at(sentence.place(offset)))


def _people(subject: Subject) -> re.Pattern[str]:
    """Return what finds `all telecommunicators`, with the last words of all titles for the people."""
    heads = {title.split()[-1].casefold() for title in subject.context.lookup.titles.values()}
    named = "|".join(sorted(re.escape(head) for head in heads - _GENERIC if head.endswith("s")))
    return re.compile(
        rf"\b(?:all|every|each|none of the)\s+(?:\w+\s+){{0,2}}(?:{named})\b(?=.*\b{_SAID})", re.IGNORECASE
    )
