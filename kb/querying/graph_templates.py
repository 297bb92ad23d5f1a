"""CONSTRUCT queries as SELECT queries whose rows fill a template, since the engine holds a graph as a whole.

It does so to give each triple once. Filled here, triples are given as they come; a repeated one is left out
as long as few others were seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kb.common.sparql_tokens import Kind, Token, significant
from kb.namespaces import BASE

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_MARK = "urn:template-variable:"
_REMEMBERED = 50_000
"""Triples among which none is repeated."""


@dataclass(frozen=True, slots=True)
class Template:
    """Triples with marks where a row puts its values, and the query that gives the rows."""

    query: str
    names: tuple[str, ...]
    """The columns of the rows, in their order."""
    triples: tuple[ox.Triple, ...]

    def filled(self, rows: Iterable[ox.QuerySolution]) -> Iterator[ox.Triple]:
        """Yield the triples of every row; where a row lacks a value, or has one in a wrong place, none."""
        places = {f"{_MARK}{name}": place for place, name in enumerate(self.names)}
        templates = [[places.get(str(term)[1:-1], term) for term in triple] for triple in self.triples]
        seen: set[ox.Triple] = set()
        for row in rows:
            for parts in templates:
                made = _filled([row[part] if isinstance(part, int) else part for part in parts])
                if made is None:
                    continue
                if len(seen) < _REMEMBERED:
                    if made in seen:
                        continue
                    seen.add(made)
                yield made


def template_of(text: str, prefixes: Mapping[str, str]) -> Template | None:
    """Return the template of a query that parses; None where it makes no graph, or new blank nodes."""
    found = significant(text)
    start = next(
        (n for n, token in enumerate(found) if token.text in ("{", "}") or _is_construct(token)), None
    )
    if start is None or not _is_construct(found[start]):
        return None
    opening = next(n for n in range(start, len(found)) if found[n].text == "{")
    closing = _closing(found, opening)
    names = {token.text[1:] for token in found[opening:closing] if token.kind is Kind.VARIABLE}
    if not names:
        return None
    prologue, template = text[: found[start].start], text[found[opening].start : found[closing].end]
    short = found[start + 1] is not found[opening]
    rest = text[found[start].end if short else found[closing].end :]
    triples = _marked(prologue, template, names, prefixes)
    if any(isinstance(term, ox.BlankNode) for triple in triples for term in triple):
        return None
    columns = tuple(sorted(names))
    chosen = " ".join(f"?{name}" for name in columns)
    return Template(f"{prologue}SELECT {chosen} {rest}", columns, triples)


def _is_construct(token: Token) -> bool:
    return token.kind is Kind.WORD and token.text.upper() == "CONSTRUCT"


def _closing(found: Sequence[Token], opening: int) -> int:
    """Return where the group that is opened there is closed."""
    depth = 0
    for number in range(opening, len(found)):
        depth += (found[number].text == "{") - (found[number].text == "}")
        if depth == 0:
            return number
    raise ValueError("the query was seen to parse")


def _marked(
    prologue: str, template: str, names: set[str], prefixes: Mapping[str, str]
) -> tuple[ox.Triple, ...]:
    """Have the engine read the template, with a mark for every variable."""
    marks = " ".join(f"BIND(<{_MARK}{name}> AS ?{name})" for name in sorted(names))
    query = f"{prologue}CONSTRUCT {template} WHERE {{ {marks} }}"
    found = ox.Store().query(query, base_iri=BASE, prefixes=dict(prefixes))
    return tuple(found) if isinstance(found, ox.QueryTriples) else ()


def _filled(terms: list[Term | None]) -> ox.Triple | None:
    try:
        return ox.Triple(*terms)  # type: ignore[arg-type] # what is no triple is refused when it is made
    except TypeError:
        return None
