"""What a thing is described with: also its parts, such as a locator, which stand at `#…` of its address.

SPARQL leaves it to the service what describes something (SPARQL 1.1 Query, section 16.4). The engine gives
the statements about the thing itself, and about nodes without a name; our nodes all have one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from kb.common.sparql_tokens import Kind, significant

_AT_ONCE = 200
"""Parts that are asked for in one query."""


def with_parts(
    query: str, triples: Iterable[ox.Triple], evaluate: Callable[[str], Iterable[ox.Triple]]
) -> Iterator[ox.Triple]:
    """Yield what a DESCRIBE query gives, and the triples about the parts of what it describes.

    Args:
        query: as it was asked; parts are looked for in the graphs that it selects.
        triples: what it gives.
        evaluate: gives the triples of another such query.
    """
    prologue, graphs = _selection(query)
    described: set[str] = set()
    parts: dict[str, None] = {}
    while True:
        for triple in triples:
            yield triple
            subject, value = triple.subject, triple.object
            if isinstance(subject, ox.NamedNode):
                described.add(subject.value)
                if isinstance(value, ox.NamedNode) and value.value.startswith(_home(subject.value)):
                    parts[value.value] = None
        waiting = [part for part in parts if part not in described][:_AT_ONCE]
        if not waiting:
            return
        described.update(waiting)
        names = " ".join(str(ox.NamedNode(part)) for part in waiting)
        triples = evaluate(f"{prologue} DESCRIBE {names} {graphs}")


def _selection(query: str) -> tuple[str, str]:
    """Return what stands before the word of a query, and the graphs that it selects."""
    found = significant(query)
    word = next(token for token in found if token.text.upper() == "DESCRIBE" and token.kind is Kind.WORD)
    selected: list[str] = []
    for number, token in enumerate(found):
        if token.kind is Kind.WORD and token.text.upper() == "FROM":
            named = found[number + 1].text.upper() == "NAMED"
            selected += [each.text for each in found[number : number + 2 + named]]
    return query[: word.start], " ".join(selected)


def _home(address: str) -> str:
    return f"{address.partition('#')[0]}#"
