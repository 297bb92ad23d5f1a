"""Which nodes a change can make valid or invalid: those whose shapes look at what changed.

A shape looks along property paths, forwards and backwards, so a change reaches as far as the longest path
of the shapes. Concepts and codes (a verification status, an occupation) and nodes that many others point to
do not pass a change on: no shape looks from one record to another through them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from kb.namespaces import BASE, RECORDS
from kb.records.reader import RecordFile

Links = Mapping[str, set[str]]

REACH = 1
"""Steps a change travels from what a changed file describes or mentions; no record shape looks further."""
HUB = 64
"""Links beyond which a node that did not change itself does not pass a change on."""


def names_in(file: RecordFile) -> list[str]:
    """Return every record that a file describes or mentions, sorted."""
    subjects = {statement.subject for statement in file.statements}
    objects = {statement.value for statement in file.statements if statement.value.startswith(RECORDS)}
    return sorted(subjects | objects)


def within_reach(links: Links, start: AbstractSet[str], changed: AbstractSet[str]) -> set[str]:
    """Return the nodes to start from and those within reach of them; `changed` ones always pass on."""
    reached = set(start)
    edge = set(start)
    for _ in range(REACH):
        passing = {name for name in edge if name in changed or _passes_on(name, links)}
        edge = {other for name in passing for other in links.get(name, ())} - reached
        reached |= edge
    return reached


def _passes_on(name: str, links: Links) -> bool:
    return name.startswith(RECORDS) and len(links.get(name, ())) <= HUB


def links_of(files: Iterable[RecordFile]) -> Links:
    """Return who is linked to whom, in either direction."""
    links: dict[str, set[str]] = defaultdict(set)
    for file in files:
        for subject, _, term, _ in file.statements:
            if term.value.startswith(BASE):
                links[subject].add(term.value)
                links[term.value].add(subject)
    return links
