"""Claims that rely on each other in a circle support nothing."""

from __future__ import annotations

from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.findings import Finding
from kb.namespaces import iri, short
from kb.records.collection import Collection

CHECK = declare(
    __name__,
    "A claim relies on itself through other claims, or a record supersedes itself.",
    "Remove one link of the circle; each claim must rest on evidence in the end.",
)
_LINKS = (iri("soce:reliesOn"), iri("dcterms:replaces"))


def find(collection: Collection) -> Iterator[Finding]:
    """Report each circle once, at the link that closes it in code order."""
    for predicate in _LINKS:
        links: dict[str, list[str]] = {}
        for file in collection.files:
            for statement in file.statements:
                if statement.predicate == predicate:
                    links.setdefault(statement.subject, []).append(statement.value)
        for circle in _circles(links):
            path = " -> ".join(short(name) for name in (*circle, circle[0]))
            where = collection.locate(circle[0], predicate, circle[1 % len(circle)])
            yield CHECK.finding(f"A circle: {path}.", where)


def _circles(links: dict[str, list[str]]) -> Iterator[list[str]]:
    """Yield each circle reachable by depth-first search, with an explicit stack, least name first."""
    done: set[str] = set()
    for start in sorted(links):
        if start in done:
            continue
        path: list[str] = [start]
        branches = [iter(sorted(set(links[start])))]
        while branches:
            following = next(branches[-1], None)
            if following is None:
                branches.pop()
                done.add(path.pop())
            elif following in path:
                circle = path[path.index(following) :]
                least = circle.index(min(circle))
                yield circle[least:] + circle[:least]
            elif following not in done:
                path.append(following)
                branches.append(iter(sorted(set(links.get(following, ())))))
